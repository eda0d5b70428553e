# SPDX-License-Identifier: GPL-3.0-or-later
"""A site whose programs are killed and started again, and whose clients remember what they were promised."""

import contextlib
import http.client
import json
import os
import sqlite3
import time
import uuid

from benchmarks.machine import stat
from benchmarks.problem import Problem
from benchmarks.site import Site

from .history import TERMINAL

# Attempts are counted when the worker is killed as well; here no document is to be given up for that.
PATIENT = ("--attempts", "100", "--retry-delay", "200ms")
POOL = 2
OUTPUTS = "text,metadata"


class FaultySite(Site):
    def __init__(self, binaries, home, history, logs):
        super().__init__(binaries, home, logs=logs)
        self.history = history

    # Programs

    def run_worker(self, environment=None, rescan="1s"):
        began = time.monotonic()
        self.start_worker(POOL, OUTPUTS, options=(*PATIENT, "--rescan", rescan), environment=environment)
        return time.monotonic() - began

    def run_front(self, environment=None):
        began = time.monotonic()
        self.start_front(OUTPUTS, environment=environment)
        return time.monotonic() - began

    def kill(self):
        """Everything, the converter and its children too, and gone when this returns."""
        pids = []
        if self.worker and self.worker.process.poll() is None:
            pids = [*self.zygotes, *self.converters]
        for program in (self.front, self.worker):
            if program:
                program.kill()
        await_end(pids)

    # Documents

    def ask(self, method, path, body=None, headers=None):
        """The answer's status and body; nothing where the front went away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        return None, b""

    def post(self, document, query=""):
        """By HTTP. Answers the status, or nothing where the front went away, and the id where it was accepted."""
        self.history.offer(document)
        status, body = self.ask("POST", f"/v1/jobs?filename={document.name}{query}", document.content)
        if status != 202:
            return status, None
        identity = json.loads(body)["jobs"][0]["id"]
        self.history.acknowledge(identity, document)
        return status, identity

    def post_form(self, documents):
        """Several documents in one request: all or none."""
        for document in documents:
            self.history.offer(document)
        parts = [b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n'
                 % (document.name.encode(), document.content) for document in documents]
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        status, body = self.ask("POST", "/v1/jobs", b"".join(parts) + b"--x--\r\n", headers)
        if status == 202:
            for job, document in zip(json.loads(body)["jobs"], documents):
                self.history.acknowledge(job["id"], document)
        return status

    def submit(self, document):
        """As a submission folder, durable when this returns. Answers its id."""
        self.history.offer(document)
        identity = str(uuid.uuid4())
        folder = self.home / "spool" / "uploads" / identity
        folder.mkdir()
        write_durably(folder / "document", document.content)
        write_durably(folder / "request.json", json.dumps({"name": document.name}).encode())
        synchronize(folder)
        os.rename(folder, self.inbox / f"{identity}.job")
        synchronize(self.inbox)
        self.history.acknowledge(identity, document)
        return identity

    def place(self, document):
        """As a plain file, durable when this returns."""
        self.history.offer(document)
        draft = self.inbox / f".{document.name}"
        write_durably(draft, document.content)
        os.rename(draft, self.inbox / document.name)
        synchronize(self.inbox)
        self.history.dropped(document)

    # Waiting

    def record(self, document):
        """The state of a document's job, or nothing."""
        with contextlib.suppress(sqlite3.OperationalError):
            for (state,) in self.rows("SELECT state FROM jobs WHERE sha256 = ?", document.sha256):
                return state
        return None

    def await_truth(self, condition, seconds):
        """Answers whether it came true before the time was over or the worker ended."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end or self.worker.process.poll() is not None:
                return False
            time.sleep(0.003)
        return True

    def await_rest(self, seconds=60):
        """Until nothing is under way, or patience ends; the examination tells which."""
        end = time.monotonic() + seconds
        while not self.is_at_rest() and time.monotonic() < end:
            self.worker.require_life()
            time.sleep(0.02)

    def is_at_rest(self):
        if any(self.leftovers()):
            return False
        states = {state for (state,) in self.rows("SELECT DISTINCT state FROM jobs")}
        return states <= set(TERMINAL)

    def leftovers(self):
        """What stands where nothing stays. Dot-files are what a client never finished."""
        for folder in ("inbox", "spool/active", "spool/building", "commands"):
            yield from (f"{folder}/{name}" for name in os.listdir(self.home / folder) if name[0] != ".")

    def await_death(self, program, seconds=10):
        try:
            program.process.wait(seconds)
        except Exception as error:
            raise Problem(f"{program.command[0]} lives on:\n{program.last_words()}") from error

    def rows(self, query, *values):
        """None where there are no records yet."""
        if not (self.home / "state" / "jobs.sqlite").exists():
            return []
        try:
            return super().rows(query, *values)
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise


def write_durably(path, content):
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def synchronize(folder):
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_alive(pid):
    """Process 1 may take its time to bury what lost its parent."""
    fields = stat(pid)
    return fields is not None and fields[0] not in "ZX"


def await_end(pids, seconds=10):
    end = time.monotonic() + seconds
    while any(is_alive(pid) for pid in pids):
        if time.monotonic() > end:
            raise Problem(f"of the processes {pids} some outlive their worker")
        time.sleep(0.002)
