# SPDX-License-Identifier: GPL-3.0-or-later
"""A front and a worker on a fresh home."""

import contextlib
import http.client
import itertools
import json
import os
import shutil
import socket
import sqlite3
import time
import uuid
from pathlib import Path

from .machine import processor_seconds
from .problem import Problem
from .programs import Program
from .watch import MOVED_TO, Watch

ENDED = ("completed", "failed", "cancelled")
# Seconds without any news until a site is held to be stuck.
STUCK = 120


class Site:
    def __init__(self, binaries, home, keep=False, logs=None):
        """Logs lie beside the home unless another folder is named. With keep, the home is left to others to remove."""
        self.binaries = binaries
        self.home = home
        self.keep = keep
        self.logs = logs or home.parent
        self.inbox = home / "inbox"
        self.port = free_port()
        self.worker = None
        self.front = None
        self.numbers = itertools.count(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            if not self.keep:
                shutil.rmtree(self.home, ignore_errors=True)

    def stop(self):
        with contextlib.ExitStack() as stack:
            for program in (self.front, self.worker):
                if program:
                    stack.callback(program.stop)

    # Starting

    def start_worker(self, pool, outputs, warm=None, core=None, options=(), environment=None):
        """Returns when the worker is active and, where a document is given to warm it, has converted that.

        With a core, everything that the worker starts stays on it.
        """
        command = ["taskset", "-c", core] if core else []
        command += [self.binaries / "pannier-worker", "--home", self.home, "--pool", pool, "--outputs", outputs]
        self.worker = Program([*command, *options], self.log("worker"), environment).start()
        self.until(lambda: self.worker.said("worker: active"), self.worker)
        if warm:
            with self.completion(1) as wait:
                self.drop(shutil.copyfile(warm, self.home / "spool" / "warm.pdf"))
                wait()

    def start_front(self, outputs="text", options=(), environment=None):
        """The front says what a job makes whose request does not."""
        command = [self.binaries / "pannier-front", "--home", self.home, "--port", self.port, "--outputs", outputs]
        self.front = Program([*command, *options], self.log("front"), environment).start()
        self.until(self.answers, self.front)

    def log(self, program):
        return self.logs / f"{self.home.name}.{program}.log"

    def answers(self):
        try:
            return self.request("GET", "/healthz")[0] == 200
        except OSError:
            return False

    @staticmethod
    def until(condition, program, seconds=30):
        end = time.monotonic() + seconds
        while not condition():
            program.require_life()
            if time.monotonic() > end:
                raise Problem(f"{program.command[0]} was not ready within {seconds} s:\n{program.last_words()}")
            time.sleep(0.02)

    # Documents

    def drop(self, document, options=None):
        """Renames a document into the inbox: as a plain file or, with options, as a submission. Answers its name."""
        if options is None:
            name = f"{next(self.numbers):06}.pdf"
            os.rename(document, self.inbox / name)
            return name
        identity = str(uuid.uuid4())
        folder = self.home / "spool" / "uploads" / identity
        folder.mkdir()
        os.rename(document, folder / "document")
        (folder / "request.json").write_text(json.dumps({"name": Path(document).name, "options": options}))
        os.rename(folder, self.inbox / f"{identity}.job")
        return identity

    def request(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def upload(self, document, query=""):
        """Answers the id of the job."""
        path = f"/v1/jobs?filename={document.name}{query}"
        status, body = self.request("POST", path, document.read_bytes())
        if status != 202:
            raise Problem(f"POST {path} answered {status}: {body[:500]!r}")
        return json.loads(body)["jobs"][0]["id"]

    # Records

    @contextlib.contextmanager
    def completion(self, count):
        """Gives a function that waits until this many more documents have ended, durably."""
        before = self.ended()
        with Watch([self.home / "results", self.home / "quarantine"], MOVED_TO) as watch:
            yield lambda: self.wait(watch, before, count)

    def wait(self, watch, before, count):
        seen = 0
        while seen < count:
            news = watch.wait(STUCK)
            if not news:
                raise Problem(f"nothing has ended for {STUCK} s; {seen} of {count} had:\n{self.worker.last_words()}")
            seen += len(news)
        end = time.monotonic() + STUCK
        # The rows follow their folders within one commit.
        while self.ended() - before < count:
            if time.monotonic() > end:
                raise Problem(f"{count} folders, but only {self.ended() - before} rows have ended")
            time.sleep(0.002)

    def ended(self):
        counts = dict(self.rows("SELECT state, count(*) FROM jobs GROUP BY state"))
        return sum(counts.get(state, 0) for state in ENDED)

    def rows(self, query, *values):
        database = self.home / "state" / "jobs.sqlite"
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()

    # Processes

    @property
    def zygotes(self):
        return children(self.worker.pid)

    @property
    def converters(self):
        return [child for zygote in self.zygotes for child in children(zygote)]

    def processor_seconds(self):
        """Of the worker, its zygote and all children that have ended."""
        return processor_seconds([self.worker.pid, *self.zygotes])


def children(pid):
    found = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                found += [int(word) for word in Path(f"/proc/{pid}/task/{thread}/children").read_text().split()]
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
