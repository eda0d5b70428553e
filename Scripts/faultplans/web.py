# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile clients of the front: slow, torn, contradictory. The good ones are served all the while."""

import contextlib
import socket
import statistics
import threading
import time
from pathlib import Path

from benchmarks.figures import percentile

TOOLS = []
SLOW = 300
SHORT_SLOW = 60
MUTATIONS = 2000
SHORT_MUTATIONS = 200
# Bytes by which the front may grow, beside what each connection costs.
GROWTH = 96 << 20


def run(plan):
    with plan.site() as site:
        site.history.has_strangers = True
        site.run_worker()
        site.run_front()
        site.post(plan.documents.next())
        before = memory(site.front.pid)
        good = Good(plan, site)
        good.start()
        slow = [Slow(site, kind) for _ in range((SHORT_SLOW if plan.short else SLOW) // 3) for kind in Slow.KINDS]
        plan.points += len(slow)
        for contradiction in CONTRADICTIONS:
            refused(plan, site, contradiction)
        mutate(plan, site)
        aborted(plan, site)
        time.sleep(1)
        grown = memory(site.front.pid) - before
        for client in slow:
            client.close()
        good.finish()
        if grown > GROWTH:
            plan.broken("wrong", f"the front grew by {grown >> 20} MiB")
        site.await_rest()
        left = uploads(site)
        if left:
            plan.broken("left over", f"spool/uploads has {len(left)} entries, such as {left[0]}")
        plan.judge(site)
        plan.note(f"front {before >> 20} MiB, {(before + grown) >> 20} MiB with {len(slow)} slow clients")
        late = percentile(good.seconds, 0.99)
        plan.note(f"{len(good.seconds)} good uploads, median {1000 * statistics.median(good.seconds):.0f} ms, p99 {1000 * late:.0f} ms")


class Good(threading.Thread):
    """One that does everything right, and is served at once."""

    def __init__(self, plan, site):
        super().__init__(daemon=True)
        self.plan = plan
        self.site = site
        self.documents = type(plan.documents)(plan.random, "good")
        self.seconds = []
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.02):
            began = time.monotonic()
            status, _ = self.site.post(self.documents.next())
            self.seconds.append(time.monotonic() - began)
            if status != 202:
                self.plan.broken("wrong", f"a good client was answered {status}")

    def finish(self):
        self.over.set()
        self.join()


class Slow(threading.Thread):
    """Sends its headers or its body a byte at a time, or does not read what it asked for."""

    KINDS = ("headers", "body", "reading")

    def __init__(self, site, kind):
        super().__init__(daemon=True)
        self.socket = socket.create_connection(("127.0.0.1", site.port))
        self.kind = kind
        self.over = threading.Event()
        self.start()

    def run(self):
        head = b"POST /v1/jobs?filename=slow.pdf HTTP/1.1\r\nHost: x\r\n"
        with contextlib.suppress(OSError):
            if self.kind == "headers":
                self.trickle(head + b"X-A: " + b"a" * 4000)
            elif self.kind == "body":
                self.socket.sendall(head + b"Content-Length: 100000\r\n\r\n")
                self.trickle(b"%PDF-1.4" + b" " * 9000)
            else:
                self.socket.sendall(b"GET /app.js HTTP/1.1\r\nHost: x\r\n\r\n" * 200)
                self.over.wait()

    def trickle(self, content):
        for byte in content:
            if self.over.wait(0.2):
                return
            self.socket.sendall(bytes([byte]))

    def close(self):
        self.over.set()
        self.join()
        self.socket.close()


# Each must be refused, and the connection closed after it.
CONTRADICTIONS = {
    "CL and TE": b"POST /v1/jobs?filename=a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"POST /v1/jobs?filename=a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "no length": b"POST /v1/jobs?filename=a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a huge length": b"POST /v1/jobs?filename=a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "a folded header": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\r\n\r\n",
    "an unknown coding": b"POST /v1/jobs?filename=a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a bad chunk": b"POST /v1/jobs?filename=a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n",
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
    "a NUL in the path": b"GET /v1/jobs/\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "endless headers": b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(500)) + b"\r\n",
}


def refused(plan, site, title):
    plan.points += 1
    status = first_status(talk(site, CONTRADICTIONS[title]))
    if status is not None and not 400 <= status < 500:
        plan.broken("wrong", f"{title} was answered {status}")


def talk(site, content, seconds=3):
    """All that comes back until the front closes, or the time is over."""
    answer = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", site.port), timeout=seconds) as connection:
        connection.sendall(content)
        with contextlib.suppress(TimeoutError):
            while part := connection.recv(1 << 16):
                answer += part
                if b"\r\n\r\n" in answer:
                    break
    return answer


def first_status(answer):
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/1") and words[1].isdigit() else None


def mutate(plan, site):
    """Good requests with bytes changed, left out, doubled or cut: whatever is answered, it is no 5xx."""
    counts = {}
    for _ in range(SHORT_MUTATIONS if plan.short else MUTATIONS):
        document = plan.documents.next()
        status = first_status(talk(site, mutation(plan.random, request(document)), seconds=0.2))
        counts[status] = counts.get(status, 0) + 1
        plan.points += 1
        if status is not None and status >= 500:
            plan.broken("wrong", f"a mutated request was answered {status}")
    plan.note("mutated requests answered " + ", ".join(f"{count} {status or 'nothing'}" for status, count in counts.items()))


def request(document):
    body = (b'--b\r\nContent-Disposition: form-data; name="outputs"\r\n\r\ntext\r\n'
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: application/pdf\r\n\r\n%s\r\n--b--\r\n'
            % (document.name.encode(), document.content))
    return (b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))


def mutation(random, content):
    content = bytearray(content)
    # Most of them where the syntax is.
    for _ in range(random.randint(1, 4)):
        at = random.randrange(min(len(content), 420) if random.random() < 0.9 else len(content))
        way = random.randrange(4)
        if way == 0:
            content[at] = random.randrange(256)
        elif way == 1:
            del content[at:at + random.randint(1, 8)]
        elif way == 2:
            content[at:at] = content[at:at + random.randint(1, 8)]
        else:
            content[at:at] = random.choice([b"\r\n", b"\0", b"--b", b"%", b'"', b"\xff", b";", b":" * 3])
    return bytes(content)


def aborted(plan, site):
    """Connections that end in the middle of a body."""
    for number in range(20):
        with socket.create_connection(("127.0.0.1", site.port)) as connection:
            connection.sendall(b"POST /v1/jobs?filename=torn.pdf HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
            with contextlib.suppress(OSError):
                connection.sendall(b"%PDF-1.4" + bytes(100_000 * number))
        plan.points += 1


def uploads(site, seconds=5):
    """What is left of torn uploads, once the front has had time to see that they are."""
    end = time.monotonic() + seconds
    while True:
        left = [path.name for path in (site.home / "spool" / "uploads").iterdir()]
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.05)


def memory(pid):
    """Resident bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmRSS:"))
