# SPDX-License-Identifier: GPL-3.0-or-later
"""What one plan has at hand, and what it found."""

import itertools
import random
import statistics

from benchmarks.figures import percentile

from .documents import Documents
from .history import Examination, History, Verdict
from .site import FaultySite


class NotHere(Exception):
    """This machine has not what the plan needs."""


class Plan:
    def __init__(self, name, binaries, work, options):
        self.name = name
        self.binaries = binaries
        self.work = work
        self.short = options.short
        self.seed = options.seed
        self.minutes = options.minutes
        self.cuts = options.cuts
        self.random = random.Random(f"{options.seed} {name}")
        self.documents = Documents(self.random, name)
        self.verdict = Verdict()
        self.points = 0
        self.acknowledged = 0
        # Seconds from the start of a program after a fault until it does what it is for.
        self.recoveries = []
        self.notes = []
        self.numbers = itertools.count(1)

    def say(self, text):
        print(f"  {self.name}: {text}", flush=True)

    def folder(self, title):
        folder = self.work / f"{self.name}-{title}-{next(self.numbers)}"
        folder.mkdir()
        return folder

    def site(self, home=None, history=None):
        return FaultySite(self.binaries, home or self.folder("home"), history or History(), self.work)

    def broken(self, kind, what):
        self.verdict.add(kind, what)
        self.say(f"{kind}: {what}")

    def take(self, verdict):
        """What an examination found broken."""
        self.verdict.merge(verdict)
        for line in verdict.lines():
            self.say(line)

    def judge(self, site):
        """Of a site at rest."""
        self.acknowledged += site.history.acknowledged
        self.take(Examination(site, site.history).at_rest())

    def note(self, text):
        self.notes.append(text)

    def report(self):
        """One line."""
        parts = [f"{self.points} points tried", f"{self.acknowledged} acknowledged"]
        parts += [f"{self.verdict.count(kind)} {kind}" for kind in Verdict.KINDS if kind in ("lost", "partial")
                  or self.verdict.count(kind)]
        if self.recoveries:
            middle, late = statistics.median(self.recoveries), percentile(self.recoveries, 0.99)
            parts.append(f"recovery {middle:.2f} s, p99 {late:.2f} s")
        return f"{self.name}: {'passed' if self.verdict else 'FAILED'}: " + "; ".join([", ".join(parts), *self.notes])
