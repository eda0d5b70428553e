# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs are killed, stopped and continued at random while documents come in on every way and operators interfere."""

import os
import signal
import threading
import time

TOOLS = []
CLIENTS = 4
# Documents that may wait before the clients pause: more are no more of a test.
MOST_WAITING = 150


def run(plan):
    end = time.monotonic() + 60 * plan.minutes
    with plan.site() as site:
        site.run_worker()
        site.run_front()
        clients = [Client(plan, site, number) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        chaos = Chaos(plan, site)
        while time.monotonic() < end:
            chaos.strike()
            chaos.mend()
            time.sleep(plan.random.uniform(0.01, 0.6))
        chaos.proceed(everything=True)
        chaos.mend()
        for client in clients:
            client.finish()
        site.await_rest(180)
        plan.judge(site)
    plan.note(", ".join(f"{count} {name}" for name, count in sorted(chaos.counts.items())))
    plan.points = sum(chaos.counts.values())
    excused = len(site.history.excused), len(site.history.deleted)
    plan.note("%d asked to be cancelled, %d deleted" % excused)


class Client(threading.Thread):
    """Hands documents in until it is told to finish; cancels, retries and deletes some."""

    def __init__(self, plan, site, number):
        super().__init__(daemon=True)
        self.site = site
        self.random = type(plan.random)(f"{plan.seed} client {number}")
        self.documents = type(plan.documents)(self.random, f"soak{number}x")
        self.over = threading.Event()
        self.mine = []

    def finish(self):
        self.over.set()
        self.join()

    def run(self):
        while not self.over.wait(self.random.uniform(0, 0.08)):
            if sum(1 for _ in os.scandir(self.site.home / "spool" / "active")) > MOST_WAITING:
                continue
            self.hand_in()
            if self.random.random() < 0.1 and self.mine:
                self.interfere(self.random.choice(self.mine))

    def hand_in(self):
        way = self.random.random()
        if way < 0.5:
            self.keep(self.site.post(self.documents.any())[1])
        elif way < 0.6:
            self.site.post_form([self.documents.any() for _ in range(3)])
        elif way < 0.8:
            self.keep(self.site.submit(self.documents.any()))
        else:
            self.site.place(self.documents.any())

    def keep(self, identity):
        if identity:
            self.mine.append(identity)

    def interfere(self, identity):
        way = self.random.choice(["cancel", "retry", "delete"])
        if way == "cancel":
            self.site.history.excused.add(identity)
            self.site.ask("POST", f"/v1/jobs/{identity}/cancel")
        elif way == "retry":
            self.site.ask("POST", f"/v1/jobs/{identity}/retry")
        else:
            # Only once it is known to be asked for must it be gone; before that either is right.
            self.site.history.uncertain.add(identity)
            if self.site.ask("DELETE", f"/v1/jobs/{identity}")[0] == 202:
                self.site.history.deleted.add(identity)
            self.mine.remove(identity)


class Chaos:
    """Strikes one process at a time; what it stopped goes on after a while, what has ended is started again."""

    def __init__(self, plan, site):
        self.plan = plan
        self.site = site
        self.counts = {}
        self.stopped = []

    def strike(self):
        victims = {"front": [self.site.front.pid], "worker": [self.site.worker.pid], "zygote": self.site.zygotes,
                   "child": self.site.converters}
        name = self.plan.random.choice(sorted(name for name, pids in victims.items() if pids))
        pid = self.plan.random.choice(victims[name])
        if self.plan.random.random() < 0.3:
            self.send(f"stops of a {name}", pid, signal.SIGSTOP)
            self.stopped.append((time.monotonic() + self.plan.random.uniform(0.05, 3), pid))
        else:
            self.send(f"kills of a {name}", pid, signal.SIGKILL)
        self.proceed()

    def send(self, what, pid, number):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        self.counts[what] = self.counts.get(what, 0) + 1

    def proceed(self, everything=False):
        now = time.monotonic()
        due = [pid for at, pid in self.stopped if everything or at <= now]
        self.stopped = [(at, pid) for at, pid in self.stopped if pid not in due]
        for pid in due:
            try:
                os.kill(pid, signal.SIGCONT)
            except ProcessLookupError:
                pass

    def mend(self):
        self.proceed(everything=self.plan.random.random() < 0.2)
        for program, start in ((self.site.worker, self.site.run_worker), (self.site.front, self.site.run_front)):
            if program.process.poll() is not None:
                self.proceed(everything=True)
                self.plan.recoveries.append(start())
