# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at every call that changes a file, on the ways of accepting, claiming, publishing, obeying and recovering."""

import os
import time

from benchmarks.problem import Problem

from .history import Examination
from .interposer import ALL, CHANGES, COUNT, KILL, Interposer
from .tracer import Tracer, astray, changes
from .ways import WAYS, letter

TOOLS = ["cc", "strace"]
PATIENCE = 30


def run(plan):
    with plan.site() as site:
        fault = Interposer(plan.work, site.home)
        compare(plan, site, fault)
        accept(plan, site, fault)
        site.run_front()
        for title, way in WAYS.items():
            points, began = plan.points, time.monotonic()
            worker(plan, site, fault, title, way)
            plan.say(f"{plan.points - points} points on the way of a {title} ({time.monotonic() - began:.0f} s)")
        recover(plan, site, fault)
        site.run_worker()
        site.await_rest()
        plan.judge(site)


def kinds(plan):
    return CHANGES if plan.short else ALL


def numbers(plan):
    """Every call or, in the short form, some, until the way is over."""
    number = 1
    while True:
        yield number
        number += plan.random.randint(1, 5) if plan.short else 1


def compare(plan, site, fault):
    """strace sees no more changes than are counted here, so that none is passed over."""
    site.run_front(environment=fault.environment)
    site.run_worker(environment=fault.environment)
    traces = [Tracer(program.pid, plan.work) for program in (site.front, site.worker)]
    fault.arm(COUNT, CHANGES)
    over = letter(plan, site)
    require(site.await_truth(over, PATIENCE), "a letter did not end without a fault")
    site.await_rest()
    fault.disarm()
    lines = [line for trace in traces for line in trace.stop()]
    seen = changes(lines, site.home)
    require(seen == fault.counted, f"strace saw {seen} changes, but {fault.counted} were counted")
    require(not astray(lines), f"a closed file was used: {astray(lines)}")
    site.kill()


def accept(plan, site, fault):
    shapes = {
        "body": lambda: site.post(plan.documents.next())[0],
        "long body": lambda: site.post(plan.documents.next(padding=700_000))[0],
        "form": lambda: site.post_form([plan.documents.next(), plan.documents.next()]),
    }
    for title, send in shapes.items():
        for number in numbers(plan):
            plan.recoveries.append(site.run_front(environment=fault.environment))
            fault.arm(KILL, kinds(plan), number)
            status = send()
            if not fault.fired:
                fault.disarm()
                require(status == 202, f"a {title} was answered {status}")
                break
            site.await_death(site.front)
            fault.disarm()
            plan.points += 1
            if status is not None:
                plan.broken("wrong", f"{title}: answered {status} by a front that died at {fault.call}")
        site.front.stop()


def worker(plan, site, fault, title, way):
    """Killed at each call until one gets through."""
    over = None
    for number in numbers(plan):
        began = time.monotonic()
        site.run_worker(environment=fault.environment)
        if over and site.await_truth(over, PATIENCE):
            plan.recoveries.append(time.monotonic() - began)
        elif over:
            plan.broken("stuck", f"a {title} after a kill at {fault.call}")
        fault.arm(KILL, kinds(plan), number)
        over = way(plan, site)
        is_over = site.await_truth(over, PATIENCE)
        if is_over and not fault.fired:
            # What follows the record is on the way too.
            site.await_rest(5)
        if not fault.fired:
            require(is_over, f"a {title} did not end without a fault")
            break
        site.await_death(site.worker)
        fault.disarm()
        plan.points += 1
        glance(plan, site)
    fault.disarm()
    site.worker.stop()


def recover(plan, site, fault):
    """Killed at each call from the start on, with work left by the kill before."""
    for number in numbers(plan):
        # Not more than that: each of them makes the start longer, and the kill would never come after it.
        if backlog(site) < 2:
            site.submit(plan.documents.next())
        fault.arm(KILL, kinds(plan), number)
        try:
            site.run_worker(environment=fault.environment)
            site.await_truth(lambda: site.is_at_rest(), PATIENCE)
        except Problem:
            require(fault.fired, site.worker.last_words())
        if not fault.fired:
            break
        site.await_death(site.worker)
        plan.points += 1
        glance(plan, site)
    fault.disarm()
    site.worker.stop()


def backlog(site):
    return sum(len(os.listdir(site.home / folder)) for folder in ("inbox", "spool/active"))


def glance(plan, site):
    """What is published is complete at every moment."""
    examination = Examination(site, site.history)
    examination.results(settled=False)
    plan.take(examination.verdict)


def require(holds, otherwise):
    if not holds:
        raise Problem(otherwise)
