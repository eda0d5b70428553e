# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no document is planted in the inbox: nothing outside is read, nothing waits, the good ones go on."""

import os
import socket
import stat
import time

TOOLS = []
SECRET = b"%PDF-1.4 the secret of another user\n"
# Seconds for a good document among them.
PATIENCE = 30


def run(plan):
    with plan.site() as site:
        site.history.has_strangers = True
        secret = plan.folder("outside") / "secret.pdf"
        secret.write_bytes(SECRET)
        site.run_worker()
        writer = plant(plan, site, secret)
        began = time.monotonic()
        good = [plan.documents.next() for _ in range(10)]
        for document in good:
            site.place(document)
        for document in good:
            if not site.await_truth(lambda: site.record(document) == "completed", PATIENCE):
                plan.broken("stuck", f"{document.name} among planted files")
        plan.recoveries.append(time.monotonic() - began)
        finish_writing(plan, site, *writer)
        # What is left alone on purpose goes now; the rest goes by itself.
        os.rmdir(site.inbox / "folder.pdf")
        site.await_rest(20)
        escapes(plan, site, secret)
        odd_names(plan, site)
        site.await_rest(20)
        plan.judge(site)


def plant(plan, site, secret):
    inbox = site.inbox
    (inbox / "link.pdf").symlink_to(secret)
    (inbox / "etc.pdf").symlink_to("/etc/passwd")
    (inbox / "loop.pdf").symlink_to("loop.pdf")
    os.link(secret, inbox / "hard.pdf")
    os.mkfifo(inbox / "fifo.pdf")
    (inbox / "folder.pdf").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(inbox / "socket.pdf"))
    if os.geteuid() == 0:
        os.mknod(inbox / "null.pdf", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        os.mknod(inbox / "disk.pdf", stat.S_IFBLK | 0o666, os.makedev(7, 0))
    for identity, what in (("00000000-0000-4000-8000-000000000001", "link"), ("00000000-0000-4000-8000-000000000002", "fifo"),
                           ("00000000-0000-4000-8000-000000000003", "nothing"),
                           ("00000000-0000-4000-8000-000000000004", "request")):
        folder = site.home / "spool" / "uploads" / identity
        folder.mkdir()
        if what == "link":
            (folder / "document").symlink_to(secret)
        elif what == "fifo":
            os.mkfifo(folder / "document")
        elif what == "request":
            (folder / "document").write_bytes(SECRET)
            (folder / "request.json").symlink_to(secret)
        os.rename(folder, inbox / f"{identity}.job")
    (inbox / "escape.job").symlink_to(secret.parent)
    document = plan.documents.next()
    site.history.offer(document)
    file = open(inbox / document.name, "wb")
    file.write(document.content[:500])
    file.flush()
    plan.points += 14
    return document, file


def finish_writing(plan, site, document, file):
    """Not taken as long as its writer is there."""
    if not (site.inbox / document.name).exists():
        plan.broken("wrong", f"{document.name} was taken from its writer")
    file.write(document.content[500:])
    file.close()
    site.history.dropped(document)


def escapes(plan, site, secret):
    """Nothing of the secret is anywhere in the home, but the hard link itself, set aside."""
    for path in site.home.rglob("*"):
        if not path.is_symlink() and path.is_file() and path.parent.parent.name != "quarantine" and SECRET in path.read_bytes():
            plan.broken("wrong", f"{path} holds what was outside")
    for state, name in site.rows("SELECT state, name FROM jobs WHERE name IN ('link.pdf', 'etc.pdf', 'hard.pdf', 'fifo.pdf')"):
        if state != "failed":
            plan.broken("wrong", f"{name} became a job that is {state}")
    if secret.read_bytes() != SECRET:
        plan.broken("wrong", "the file outside was changed")


def odd_names(plan, site):
    """As good as any."""
    for name in (b"new\nline.pdf", b"\xff\xfe.pdf", b"-rf", b"--help", b"x" * 251 + b".pdf", b" ", b"%s%n.pdf", b"a;b$(c)`d`.pdf",
                 "\N{RIGHT-TO-LEFT OVERRIDE}fdp.pdf".encode(), b"~.job", b".job"[1:]):
        document = plan.documents.next()
        site.history.offer(document)
        draft = site.inbox / f".{document.name}"
        draft.write_bytes(document.content)
        os.rename(os.fsencode(draft), os.fsencode(site.inbox) + b"/" + name)
        site.history.dropped(document)
        plan.points += 1
    # Refused for its length; others do not wait for it.
    huge = site.inbox / "sparse.pdf.part"
    with open(huge, "wb") as file:
        file.truncate(1 << 40)
    os.rename(huge, site.inbox / "sparse.pdf")
    plan.points += 1
    document = plan.documents.next()
    site.place(document)
    if not site.await_truth(lambda: site.record(document) == "completed", PATIENCE):
        plan.broken("stuck", "a document beside a sparse file of 1 TB")
