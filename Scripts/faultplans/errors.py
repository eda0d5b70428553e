# SPDX-License-Identifier: GPL-3.0-or-later
"""Each call that changes a file fails once, or fails for a while; then disks that are really full."""

import errno
import time

from benchmarks.problem import Problem

from .full import full_disk
from .interposer import ALL, CHANGES, FAIL, Interposer
from .ways import TOGETHER, WAYS

TOOLS = ["cc", "mount"]
ERRORS = ("EIO", "ENOSPC", "EDQUOT")
# Seconds in which a document must get through after its fault, without a restart.
PATIENCE = 30
# Seconds for which every call fails.
LASTING = 0.7


def run(plan):
    with plan.site() as site:
        front = Interposer(plan.work, site.home)
        worker = Interposer(plan.work, site.home)
        site.run_front(environment=front.environment)
        for name in ERRORS:
            accept(plan, site, front, name)
        site.run_worker(environment=worker.environment)
        site.await_rest()
        for name in ERRORS[:1] if plan.short else ERRORS:
            for title, way in WAYS.items():
                points = plan.points
                convert(plan, site, worker, name, title, way)
                plan.say(f"{plan.points - points} points on the way of a {title} with {name}")
        for name in ERRORS:
            outage(plan, site, worker, name)
        site.await_rest()
        if plan.points:
            plan.judge(site)
    full_disk(plan)


def numbers(plan):
    number = 1
    while True:
        yield number
        number += plan.random.randint(1, 20) if plan.short else 1


def accept(plan, site, fault, name):
    """An error is said, and nothing stands in the inbox; the next one is taken."""
    for padding in (0, 700_000):
        for number in numbers(plan):
            before = inbox(site)
            fault.arm(FAIL, ALL, number, getattr(errno, name))
            status, identity = site.post(plan.documents.next(padding=padding))
            fired = fault.fired
            fault.disarm()
            if not fired:
                require(status == 202, f"without a fault the answer was {status}")
                break
            plan.points += 1
            if status not in (202, 500, 503, 507):
                plan.broken("wrong", f"{name} at {fault.call}: answered {status}")
            if status != 202 and inbox(site) != before:
                plan.broken("wrong", f"{name} at {fault.call}: answered {status}, but it is in the inbox")
            if site.post(plan.documents.next())[0] != 202:
                plan.broken("wrong", f"after {name} at {fault.call} the next upload was refused")


def convert(plan, site, fault, name, title, way):
    """The document gets through, with the same worker."""
    for number in numbers(plan):
        fault.arm(FAIL, ALL, number, getattr(errno, name))
        over = way(plan, site)
        began = time.monotonic()
        is_over = site.await_truth(over, PATIENCE)
        if is_over and not fault.fired:
            site.await_rest(5)
        fired = fault.fired
        fault.disarm()
        if not fired:
            require(is_over, f"a {title} did not end without a fault")
            return
        plan.points += 1
        if is_over:
            plan.recoveries.append(time.monotonic() - began)
        else:
            plan.broken("stuck", f"a {title} after {name} at {fault.call}")
        if site.worker.process.poll() is not None:
            plan.broken("wrong", f"the worker ended after {name} at {fault.call}")
            site.run_worker(environment=fault.environment)


def outage(plan, site, fault, name):
    """Everything fails for a while, with documents under way."""
    overs = [way(plan, site) for way in TOGETHER.values()]
    fault.arm(FAIL, CHANGES, 1, getattr(errno, name), lasting=True)
    overs += [way(plan, site) for way in TOGETHER.values()]
    time.sleep(LASTING)
    plan.points += 1
    fault.disarm()
    began = time.monotonic()
    for over in overs:
        if not site.await_truth(over, PATIENCE):
            plan.broken("stuck", f"a document after an outage with {name}")
    plan.recoveries.append(time.monotonic() - began)
    if site.worker.process.poll() is not None:
        plan.broken("wrong", f"the worker ended in an outage with {name}")
        site.run_worker(environment=fault.environment)


def inbox(site):
    return {entry.name for entry in site.inbox.iterdir()}


def require(holds, otherwise):
    if not holds:
        raise Problem(otherwise)
