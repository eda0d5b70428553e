# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents a second, from file in the inbox to durable result, against `xargs -P pdftotext`."""

import resource

from .contest import Contest, medians
from .figures import spread
from .problem import Problem
from .programs import run_all

TOOLS = ["pdftotext", "pdfinfo", "qpdf", "xargs"]
NEEDS_CORPUS = True
GOAL = ">= 1.3x"
# Enough for a few seconds a turn.
COPIES = 3
# As pdftotext, which looks at no picture.
SETTINGS = ["--ocr", "never"]


def run(bench):
    cores = bench.machine.cores
    documents = bench.corpus.documents
    seconds = {"pannier": [], "pdftotext": []}
    contest = Contest(bench, {
        "pannier": lambda: pannier(bench, documents, cores, seconds["pannier"]),
        "pdftotext": lambda: pdftotext(bench, documents, cores, seconds["pdftotext"]),
    })
    results = contest.run()
    middle = medians(results)
    bench.add("text", "documents/s", middle["pannier"], middle["pdftotext"], f"xargs -P{cores} pdftotext", GOAL,
              spread(results["pannier"]))
    used = medians(seconds)
    bench.add("text: processor time", "ms/document", used["pannier"], used["pdftotext"], "pdftotext")


def pannier(bench, documents, pool, seconds):
    """Documents a second; notes the milliseconds of processor time that each took."""
    with bench.site(keep=True) as site:
        site.start_worker(pool, "text", warm=bench.corpus.letters(1)[0], options=SETTINGS)
        staged = bench.copies(documents, COPIES)
        used = site.processor_seconds()
        with site.completion(len(staged)) as wait, bench.stopwatch() as watch:
            for document in staged:
                site.drop(document)
            wait()
        seconds.append(1000 * (site.processor_seconds() - used) / len(staged))
        refused = site.rows("SELECT name, error_code, error_message FROM jobs WHERE state <> 'completed'")
        if len(refused) > len(staged) / 10:
            raise Problem(f"{len(refused)} of {len(staged)} documents failed, such as {refused[0]}")
    return len(staged) / watch.seconds, watch


def pdftotext(bench, documents, processes, seconds):
    staged = bench.copies(documents, COPIES)
    output = bench.folder("peer")
    words = [word for document in staged for word in (document, output / document.with_suffix(".txt").name)]
    used = children_seconds()
    with bench.stopwatch() as watch:
        run_all(["pdftotext"], words, 2, processes)
    seconds.append(1000 * (children_seconds() - used) / len(staged))
    if len(list(output.iterdir())) < len(staged) * 0.9:
        raise Problem(f"pdftotext made only {len(list(output.iterdir()))} of {len(staged)} texts")
    return len(staged) / watch.seconds, watch


def children_seconds():
    """Of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
