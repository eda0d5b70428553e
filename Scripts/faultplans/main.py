# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of Scripts/faults."""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import tools
from benchmarks.machine import Machine
from benchmarks.problem import Problem
from benchmarks.programs import locate

from . import bombs, clock, confinement, crash, errors, inotify, planted, power, soak, stale, web
from .plan import NotHere, Plan

# To add a plan: a module with TOOLS, a list of programs from tools.PACKAGES, and run(plan); and its line here.
PLANS = {
    "crash": crash, "power": power, "errors": errors, "soak": soak, "stale": stale,
    "clock": clock, "inotify": inotify, "planted": planted, "http": web,
    "confinement": confinement, "bombs": bombs,
}


def main(arguments, description):
    options = parse(arguments, description)
    # So that everything that was started is stopped, whoever ends this.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        return run(options)
    except Problem as problem:
        print(f"faults: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("faults: interrupted", file=sys.stderr)
        return 130


def parse(arguments, description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a sample of everything, in some minutes")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32),
                        help="of what is left to chance (default: another one each time)")
    parser.add_argument("--minutes", type=float, help="of the soak (default: 10, or 1 with --short)")
    parser.add_argument("--cuts", type=int, help="of the power (default: 1000, or 60 with --short)")
    parser.add_argument("--plan", action="append", choices=PLANS, help="only this one; may be repeated")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp"),
                        help="folder to work in; what is made there is removed (default: /var/tmp)")
    options = parser.parse_args(arguments)
    options.minutes = options.minutes or (1 if options.short else 10)
    options.cuts = options.cuts or (60 if options.short else 1000)
    return options


def run(options):
    binaries = locate()
    print(f"seed {options.seed}; {Machine(options.work)}", flush=True)
    counts = {"passed": 0, "failed": 0, "not run": 0}
    with tempfile.TemporaryDirectory(prefix="pannier-faults-", dir=options.work) as work:
        for name in options.plan or PLANS:
            counts[attempt(name, binaries, Path(work), options)] += 1
    missed = f", {counts['not run']} not run" if counts["not run"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed{missed}")
    return 1 if counts["failed"] else 0


def attempt(name, binaries, work, options):
    module = PLANS[name]
    try:
        tools.require(module.TOOLS)
    except Problem as problem:
        print(f"{name}: NOT RUN: {problem}", flush=True)
        return "not run"
    plan = Plan(name, binaries, work, options)
    began = time.monotonic()
    try:
        module.run(plan)
    except NotHere as reason:
        print(f"{name}: NOT RUN: {reason}", flush=True)
        return "not run"
    except Problem as problem:
        plan.broken("wrong", str(problem))
    if not plan.verdict:
        keep_logs(plan, options.work / f"pannier-faults-{options.seed}-{name}")
    print(f"{plan.report()} ({time.monotonic() - began:.0f} s)", flush=True)
    return "passed" if plan.verdict else "failed"


def keep_logs(plan, folder):
    """What the programs said, for whoever looks into it."""
    folder.mkdir(exist_ok=True)
    for log in plan.work.rglob("*.log"):
        shutil.copy(log, folder)
    plan.say(f"the programs' logs are in {folder}")
