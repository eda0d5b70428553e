# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests at a fixed rate, whether or not the earlier ones have been answered."""

import http.client
import itertools
import threading
import time

from .problem import Problem

CONNECTIONS = 8


class OpenLoop:
    """Sends requests at their times; a latency counts from the time a request was due, not from when it could go."""

    def __init__(self, port, rate, count, request):
        """`request` gives method, path, body and the status that means success, by the number of the request."""
        self.port = port
        self.interval = 1 / rate
        self.count = count
        self.request = request
        self.numbers = itertools.count()
        self.milliseconds = []
        self.errors = []
        self.began = 0.0

    def start(self, delay=0.0):
        self.began = time.monotonic() + 0.1 + delay
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(CONNECTIONS)]
        for thread in self.threads:
            thread.start()
        return self

    def finish(self):
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise Problem(f"{len(self.errors)} of {self.count} requests failed, such as: {self.errors[0]}")
        return self.milliseconds

    def work(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while (number := next(self.numbers)) < self.count:
            due = self.began + number * self.interval
            time.sleep(max(0, due - time.monotonic()))
            try:
                self.ask(connection, number)
                self.milliseconds.append(1000 * (time.monotonic() - due))
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(repr(error))
                connection.close()
        connection.close()

    def ask(self, connection, number):
        method, path, body, wanted = self.request(number)
        connection.request(method, path, body)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != wanted:
            self.errors.append(f"{method} {path}: {answer.status} {content[:200]!r}")
