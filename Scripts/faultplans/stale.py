# SPDX-License-Identifier: GPL-3.0-or-later
"""A worker is stopped for long, another one is started on the same home: no document is done twice, by whoever goes on."""

import os
import signal
import time

from benchmarks.programs import Program

from .history import TERMINAL

TOOLS = []
ROUNDS = 10
SHORT_ROUNDS = 2
# Seconds in which the second worker could take over, if anything let it.
TEMPTATION = 1.0


def run(plan):
    with plan.site() as site:
        for number in range(SHORT_ROUNDS if plan.short else ROUNDS):
            stopped_and_continued(plan, site)
            stopped_and_killed(plan, site)
        site.run_worker()
        site.await_rest()
        plan.judge(site)
    plan.note("a stopped worker keeps its lock: the second one waits, and takes over when the first one dies")


def stopped_and_continued(plan, site):
    """The first one holds the lock all the while, so it may go on."""
    site.run_worker()
    documents, second = stop_under_way(plan, site)
    time.sleep(TEMPTATION)
    if second.said("worker: active"):
        plan.broken("wrong", "a second worker became active beside a stopped one")
    os.kill(site.worker.pid, signal.SIGCONT)
    finish(plan, site, documents)
    if second.said("worker: active"):
        plan.broken("wrong", "a second worker became active beside a continued one")
    second.kill()
    site.worker.stop()


def stopped_and_killed(plan, site):
    """The second one takes over; what the first one left running can't reach it."""
    site.run_worker()
    documents, second = stop_under_way(plan, site)
    orphans = [*site.zygotes, *site.converters]
    # Left stopped, they would go on after their worker's end if a signal could wake them.
    for pid in orphans:
        send(pid, signal.SIGSTOP)
    first = site.worker
    began = time.monotonic()
    first.kill()
    site.worker = second
    site.until(lambda: second.said("worker: active"), second)
    plan.recoveries.append(time.monotonic() - began)
    for pid in orphans:
        send(pid, signal.SIGCONT)
    finish(plan, site, documents)
    second.stop()


def stop_under_way(plan, site):
    documents = [plan.documents.next(pages=80) for _ in range(4)]
    for document in documents:
        site.submit(document)
    site.await_truth(lambda: any(site.record(document) == "running" for document in documents), 10)
    time.sleep(plan.random.uniform(0, 0.05))
    os.kill(site.worker.pid, signal.SIGSTOP)
    plan.points += 1
    log = site.logs / f"{site.home.name}.second.log"
    second = Program(site.worker.command, log).start()
    site.until(lambda: second.said("another worker is active"), second)
    return documents, second


def finish(plan, site, documents):
    over = site.await_truth(lambda: all(site.record(document) in TERMINAL for document in documents), 30)
    if not over:
        plan.broken("stuck", "documents of a stopped worker")


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
