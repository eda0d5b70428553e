# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks in memory that are really full, of bytes or of files."""

import contextlib
import http.client
import os
import time

from .disk import MemoryDisk
from .plan import NotHere

PATIENCE = 20


def full_disk(plan):
    if os.geteuid() != 0:
        raise NotHere("only root can mount a disk to fill")
    fill(plan, "bytes", "size=160m", Bytes)
    fill(plan, "files", "size=400m,nr_inodes=400", Files)


def fill(plan, title, options, kind):
    with MemoryDisk(plan.folder(f"full-{title}"), options) as disk, plan.site(disk.folder / "home") as site:
        site.home.mkdir()
        site.run_worker()
        site.run_front()
        for _ in range(5):
            site.post(plan.documents.any())
        ballast = kind(disk.folder)
        refuse(plan, site, title, ballast)
        plan.points += 1
        ballast.throw_out()
        began = time.monotonic()
        while site.post(plan.documents.next())[0] != 202:
            if time.monotonic() - began > PATIENCE:
                plan.broken("stuck", f"a disk that was full of {title}: no upload is taken")
                break
            time.sleep(0.05)
        site.await_rest(PATIENCE)
        plan.recoveries.append(time.monotonic() - began)
        plan.judge(site)


def refuse(plan, site, title, ballast):
    """The worker makes room by ending what it has, so that some may still be taken."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ballast.load()
        status, wait = upload(plan, site)
        if status in (507, 503) and wait:
            return
        if status != 202:
            return plan.broken("wrong", f"a disk full of {title}: answered {status}, Retry-After {wait}")
    plan.broken("wrong", f"a disk full of {title}: every upload was taken")


def upload(plan, site):
    """Status and Retry-After."""
    document = plan.documents.next()
    site.history.offer(document)
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("POST", f"/v1/jobs?filename={document.name}", document.content)
        answer = connection.getresponse()
        return answer.status, answer.headers["Retry-After"]


class Bytes:
    def __init__(self, folder):
        self.path = folder / "ballast"
        self.file = open(self.path, "wb", buffering=0)

    def load(self):
        with contextlib.suppress(OSError):
            while True:
                self.file.write(bytes(1 << 12))

    def throw_out(self):
        self.file.close()
        self.path.unlink()


class Files:
    def __init__(self, folder):
        self.folder = folder / "ballast"
        self.folder.mkdir()
        self.count = 0

    def load(self):
        with contextlib.suppress(OSError):
            while True:
                (self.folder / str(self.count)).touch()
                self.count += 1

    def throw_out(self):
        for path in self.folder.iterdir():
            path.unlink()
