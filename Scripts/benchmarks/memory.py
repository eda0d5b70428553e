# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory of each process at rest and under load, against pdftoppm on the same documents."""

import os
import subprocess
import threading
import time
from pathlib import Path

from .programs import plain_environment

TOOLS = ["pdftoppm", "pdfinfo", "qpdf"]
NEEDS_CORPUS = True
PAGES = 80
INTERVAL = 0.03


def run(bench):
    documents = bench.corpus.sample(PAGES)
    letter = bench.corpus.letters(1)[0]
    with bench.site() as site:
        site.start_worker(bench.machine.cores, "text,images", warm=letter)
        site.start_front()
        site.upload(letter)
        time.sleep(2)
        rest = Peaks(site)
        rest.take()
        load = under_load(bench, site, documents)
    peer = max(resident(bench, document) for document in documents)
    report(bench, "at rest", rest.most, None)
    report(bench, "under load", load.most, peer)


def under_load(bench, site, documents):
    """All documents arrive by upload, four at a time, and become text and images."""
    peaks = Peaks(site)
    with site.completion(len(documents)) as wait, peaks:
        waiting = list(documents)
        clients = [threading.Thread(target=send, args=(site, waiting)) for _ in range(4)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        wait()
    return peaks


def send(site, waiting):
    while True:
        try:
            document = waiting.pop()
        except IndexError:
            return
        site.upload(document, "&outputs=text,images")


def report(bench, state, most, peer):
    for role, (resident_bytes, proportional) in most.items():
        bench.add(f"memory: {role}, {state}, RSS", "MB", resident_bytes / 1e6,
                  peer / 1e6 if peer and role == "child" else None, "pdftoppm" if peer and role == "child" else "")
        bench.add(f"memory: {role}, {state}, PSS", "MB", proportional / 1e6)


class Peaks:
    """The most that each kind of process has used, looked at every few milliseconds."""

    def __init__(self, site):
        self.site = site
        self.most = {}
        self.over = threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def watch(self):
        while not self.over.wait(INTERVAL):
            self.take()

    def take(self):
        roles = {"front": [self.site.front.pid], "worker": [self.site.worker.pid],
                 "zygote": self.site.zygotes, "child": self.site.converters}
        for role, pids in roles.items():
            for used in filter(None, map(rollup, pids)):
                self.most[role] = tuple(map(max, used, self.most.get(role, (0, 0))))


def rollup(pid):
    """RSS and PSS in bytes; nil where the process is gone or was never quite there."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    sizes = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:]}
    return (sizes["Rss"], sizes["Pss"]) if sizes.get("Rss") else None


def resident(bench, document):
    """The most that pdftoppm uses for a document, in bytes."""
    output = bench.folder("peer")
    process = subprocess.Popen(["pdftoppm", "-png", "-r", "150", document, output / "page"],
                               env=plain_environment(), stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    bench.remove(output)
    return usage.ru_maxrss * 1024
