# SPDX-License-Identifier: GPL-3.0-or-later
"""From the close of a dropped file to its claim by the worker, against a bare loop that renames what inotify names."""

import multiprocessing
import os
import signal
import time

from .figures import percentile
from .problem import Problem
from .watch import CLOSE_WRITE, MOVED_FROM, Watch

TOOLS = ["pdfinfo", "qpdf"]
NEEDS_CORPUS = True
DROPS = 200
PAUSE = 0.05


def run(bench):
    letter = bench.corpus.letters(1)[0].read_bytes()
    bench.settle()
    ours = pannier(bench, letter)
    bench.settle()
    peer = bare(bench, letter)
    for share, words, goal in ((0.5, "median", "< 5 ms"), (0.99, "p99", "")):
        bench.add(f"claim, {words}", "ms", percentile(ours, share), percentile(peer, share), "bare inotify loop", goal)


def pannier(bench, content):
    with bench.site() as site:
        site.start_worker(bench.machine.cores, "text", warm=bench.corpus.letters(1)[0])
        return drops(site.inbox, content)


def bare(bench, content):
    """The least that a claim can take, in this language."""
    folder, taken = bench.folder("inbox"), bench.folder("taken")
    ready = multiprocessing.Event()
    loop = multiprocessing.Process(target=take, args=(folder, taken, ready), daemon=True)
    loop.start()
    try:
        ready.wait(10)
        return drops(folder, content)
    finally:
        loop.kill()
        loop.join()


def take(folder, taken, ready):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with Watch([folder], CLOSE_WRITE) as watch:
        ready.set()
        while True:
            for _, name in watch.wait(60):
                os.rename(folder / name, taken / name)


def drops(folder, content):
    """Milliseconds of each drop."""
    with Watch([folder], MOVED_FROM) as watch:
        return [drop(watch, folder / f"drop-{number}.pdf", content) for number in range(DROPS)]


def drop(watch, path, content):
    time.sleep(PAUSE)
    with open(path, "wb", buffering=0) as file:
        file.write(content)
        # The news goes out within close(2).
        closed = time.perf_counter()
    while True:
        news = watch.wait(10)
        seen = time.perf_counter()
        if not news:
            raise Problem(f"{path.name} was not claimed within 10 s")
        if any(name == path.name for _, name in news):
            return 1000 * (seen - closed)
