# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the front takes to accept and to answer while the worker has more to do than it can, and while it is idle: it
runs, and nothing waits but what is uploaded.
"""

import statistics

from .figures import percentile
from .machine import CoreUse, OtherLoad
from .openloop import OpenLoop
from .problem import Problem

TOOLS = ["pdfinfo", "qpdf"]
NEEDS_CORPUS = True
RATE = 20
REQUESTS = 300
ROUNDS = 3
# So often the whole corpus waits.
BACKLOG = 3
GOAL = "<= 2x"


def run(bench):
    samples = {False: [[], []], True: [[], []]}
    busy = {False: [], True: []}
    for number in range(ROUNDS):
        for saturated in (False, True) if number % 2 == 0 else (True, False):
            taken, use, others = measure(bench, saturated)
            busy[saturated].append(use)
            for pool, values in zip(samples[saturated], taken):
                pool += values
            words = ", ".join(f"{percentile(values, 0.99):.1f}" for values in taken)
            bench.say(f"worker {'saturated' if saturated else 'idle'}: p99 {words} ms, cores {use:.0%} busy, "
                      f"others took {others:.0%}")
    for index, name in enumerate(("upload", "status")):
        for share, words, goal in ((0.5, "median", ""), (0.99, "p99", GOAL)):
            ours, peer = (percentile(samples[state][index], share) for state in (True, False))
            bench.add(f"latency: {name}, {words}", "ms saturated", ours, peer, "ms idle", goal)
    for state, words in ((True, "saturated"), (False, "idle")):
        bench.add(f"latency: cores, {words}", "% busy", 100 * statistics.mean(busy[state]))


def measure(bench, saturated):
    """Milliseconds of uploads and of status requests, how busy the cores were, and how busy others kept them."""
    with bench.site() as site:
        site.start_worker(bench.machine.cores, "text", warm=bench.corpus.letters(1)[0])
        site.start_front()
        letter = bench.corpus.letters(1)[0]
        with site.completion(1) as wait:
            known = site.upload(letter)
            wait()
        content = letter.read_bytes()
        bench.settle()
        if saturated:
            saturate(bench, site)
        use, others = CoreUse(), OtherLoad()
        # Uploads and status requests take turns: half an interval apart.
        uploads = OpenLoop(site.port, RATE, REQUESTS, lambda _: ("POST", "/v1/jobs?filename=letter.pdf", content, 202))
        status = OpenLoop(site.port, RATE, REQUESTS, lambda _: ("GET", f"/v1/jobs/{known}", None, 200))
        uploads.start()
        status.start(delay=0.5 / RATE)
        taken = [uploads.finish(), status.finish()]
        busy, noise = statistics.mean(use.shares()), others.share()
        if saturated:
            require_backlog(site)
    return taken, busy, noise


def saturate(bench, site):
    """A queue of real documents, as images."""
    for document in bench.copies(bench.corpus.documents, BACKLOG):
        site.drop(document, {"outputs": ["images"]})
    site.until(lambda: len(site.converters) >= bench.machine.cores, site.worker)


def require_backlog(site):
    if not site.rows("SELECT 1 FROM jobs WHERE state = 'queued' AND options LIKE '%images%' LIMIT 1"):
        raise Problem("the worker ran out of work while it was to be saturated; name a larger corpus")
