# SPDX-License-Identifier: GPL-3.0-or-later
"""A book with letters behind it: who is done when, against a queue of pdftotext in the same order."""

import statistics
import time

from .figures import number
from .machine import CoreUse
from .problem import Problem
from .programs import run_all

TOOLS = ["pdftotext", "pdfinfo", "qpdf", "xargs"]
NEEDS_CORPUS = True
PAGES = 1000
LETTERS = 20


def run(bench):
    book, letters = bench.corpus.book(PAGES), bench.corpus.letters(LETTERS)
    alone = pannier(bench, None, letters)
    behind = pannier(bench, book, letters)
    queue = pdftotext(bench, book, letters, 1)
    parallel = pdftotext(bench, book, letters, bench.machine.cores)
    order = "".join("B" if name == book.name else "l" for name, _ in sorted(behind.times.items(), key=lambda x: x[1]))
    bench.say(f"order of ends (B is the book): {order}")
    bench.say("letters: " + " ".join(number(behind.times[letter.name]) for letter in letters) + " s")
    cores = bench.machine.cores
    for words, pick in (("first letter", min), ("median letter", statistics.median), ("last letter", max)):
        ours, peer, lone = (pick(result.of(letters)) for result in (behind, queue, alone))
        bench.add(f"fairness: {words}", "s", ours, peer, "pdftotext, one queue", "before the book")
        bench.add(f"fairness: {words}, no book before it", "s", lone)
    for result, name in ((queue, "pdftotext, one queue"), (parallel, f"xargs -P{cores} pdftotext")):
        bench.add(f"fairness: book of {PAGES} pages", "s", behind.times[book.name], result.times[book.name], name)
    for core, (ours, peer) in enumerate(zip(behind.busy, parallel.busy)):
        bench.add(f"fairness: core {core} until the book's end", "% busy", 100 * ours, 100 * peer,
                  f"xargs -P{cores} pdftotext")


class Result:
    def __init__(self):
        self.times = {}
        self.busy = []

    def of(self, letters):
        return [self.times[letter.name] for letter in letters]


def pannier(bench, book, letters):
    """Seconds from the upload of the first to the end of each, by the job records."""
    documents = ([book] if book else []) + letters
    with bench.site() as site:
        site.start_worker(bench.machine.cores, "text", warm=letters[0])
        site.start_front()
        result = Result()
        with site.completion(len(documents)) as wait, bench.stopwatch() as watch:
            began, use = time.time(), CoreUse()
            ids = {site.upload(document): document.name for document in documents}
            wait()
            result.busy = use.shares()
        tell(bench, "pannier", watch)
        for identity, state, finished in site.rows("SELECT id, state, finished_at FROM jobs"):
            if identity in ids:
                if state != "completed":
                    raise Problem(f"{ids[identity]} ended as {state}")
                result.times[ids[identity]] = finished / 1000 - began
    return result


def tell(bench, name, watch):
    bench.say(f"{name}: {watch.seconds:.1f} s in all (others took {watch.others:.0%} of the machine)")


def pdftotext(bench, book, letters, processes):
    output = bench.folder("peer")
    documents = [book, *letters]
    words = [word for document in documents for word in (document, output / f"{document.name}.txt")]
    result = Result()
    with bench.stopwatch() as watch:
        began, use = time.time(), CoreUse()
        run_all(["pdftotext"], words, 2, processes)
        result.busy = use.shares()
    tell(bench, f"pdftotext, {processes} at once", watch)
    for document in documents:
        result.times[document.name] = (output / f"{document.name}.txt").stat().st_mtime - began
    bench.remove(output)
    return result
