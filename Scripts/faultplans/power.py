# SPDX-License-Identifier: GPL-3.0-or-later
"""The power of the disk is cut at random moments under load; and once more with a synchronization left out, to see that
this would be found."""

import contextlib
import multiprocessing
import os
import threading
import time
from dataclasses import dataclass, field
from random import Random

from .disk import PowerDisk
from .documents import Documents
from .history import Examination, History, Verdict
from .interposer import LEAVE_OUT, SYNC, Interposer
from .plan import NotHere
from .site import FaultySite

TOOLS = ["cc", "mkfs.ext4", "fsck.ext4", "mount"]
LANES = 2
CLIENTS = 3
CONTROL_CUTS = 12
# Cuts on one disk, before all that it holds must have ended.
SERIES = 25


@dataclass
class Outcome:
    verdict: Verdict = field(default_factory=Verdict)
    cuts: int = 0
    acknowledged: int = 0
    recoveries: list = field(default_factory=list)


def run(plan):
    if os.geteuid() != 0:
        raise NotHere("only root can mount a disk whose power is cut")
    series = [(plan.seed, number, SERIES if number else plan.cuts % SERIES or SERIES)
              for number in range(-(-plan.cuts // SERIES))]
    with multiprocessing.Pool(LANES) as pool:
        for outcome in pool.imap_unordered(Series(plan), series):
            plan.points += outcome.cuts
            plan.acknowledged += outcome.acknowledged
            plan.recoveries += outcome.recoveries
            plan.take(outcome.verdict)
            plan.say(f"{plan.points} of {plan.cuts} cuts")
    control(plan)


def control(plan):
    outcome = Series(plan, leave_out="/inbox")((plan.seed, "control", CONTROL_CUTS))
    lost = outcome.verdict.count("lost")
    plan.note(f"control without the inbox's fsync: {lost} of {outcome.acknowledged} lost in {outcome.cuts} cuts")
    if not lost:
        plan.broken("wrong", "the control found no loss: this test can't fail")


class Series:
    """Cuts on one disk, one after the other; each start goes on with what the cut before left."""

    def __init__(self, plan, leave_out=None):
        self.binaries = plan.binaries
        self.work = plan.work
        self.leave_out = leave_out

    def __call__(self, order):
        seed, number, cuts = order
        self.random = Random(f"{seed} power {number}")
        self.documents = Documents(self.random, f"power{number}x")
        self.outcome = Outcome()
        folder = self.work / f"power-{number}"
        folder.mkdir()
        with PowerDisk(folder) as disk:
            home = disk.folder / "home"
            home.mkdir()
            self.fault = Interposer(folder, home)
            self.disk = disk
            self.site = FaultySite(self.binaries, home, History(), folder)
            with contextlib.ExitStack() as stack:
                stack.callback(self.site.kill)
                for _ in range(cuts):
                    self.cycle()
                if not self.leave_out:
                    self.settle()
        self.outcome.acknowledged = self.site.history.acknowledged
        return self.outcome

    def cycle(self):
        self.start()
        clients = [threading.Thread(target=self.load, daemon=True) for _ in range(CLIENTS)]
        self.over = threading.Event()
        for client in clients:
            client.start()
        time.sleep(self.random.uniform(0.005, 0.25))
        self.disk.cut()
        self.over.set()
        self.site.kill()
        for client in clients:
            client.join()
        self.disk.unmount()
        self.outcome.cuts += 1
        self.disk.mount()
        # After a real power cut the machine would have been started anew, and this would tell so.
        (self.site.home / "state" / "boot_id").unlink(missing_ok=True)
        self.examine()

    def start(self):
        if self.leave_out:
            # Without a worker, whose own synchronizations would make up for what is left out.
            self.fault.arm(LEAVE_OUT, SYNC, lasting=True, suffix=self.leave_out)
            self.site.run_front(environment=self.fault.environment)
        else:
            self.outcome.recoveries.append(self.site.run_worker() + self.site.run_front())

    def load(self):
        random = Random(self.random.random())
        while not self.over.is_set():
            with contextlib.suppress(OSError):
                way = random.random()
                if self.leave_out or way < 0.6:
                    self.site.post(self.documents.any())
                elif way < 0.8:
                    self.site.submit(self.documents.any())
                else:
                    self.site.place(self.documents.any())

    def examine(self):
        site = self.site
        for (answer,) in site.rows("PRAGMA integrity_check(3)"):
            if answer != "ok":
                self.outcome.verdict.add("wrong", f"after cut {self.outcome.cuts}: jobs.sqlite: {answer}")
        self.outcome.verdict.merge(Examination(site, site.history).at_a_cut())

    def settle(self):
        """Everything ends, and the file system is sound."""
        self.site.run_worker()
        self.site.await_rest()
        self.outcome.verdict.merge(Examination(self.site, self.site.history).at_rest())
        self.site.kill()
        self.disk.unmount()
        if objection := self.disk.check():
            self.outcome.verdict.add("wrong", f"fsck: {objection}")
        self.disk.mount()
