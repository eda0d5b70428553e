# SPDX-License-Identifier: GPL-3.0-or-later
"""Accepted uploads a second, durable, 16 at a time; the worker is not running.

Against nginx's PUT, which syncs nothing, and against a bare loop that writes, syncs, renames and syncs the folder.
"""

import multiprocessing
import os
import shutil
import subprocess
import time
from pathlib import Path

from .contest import Contest, medians
from .figures import spread
from .nginx import Nginx
from .problem import Problem

TOOLS = ["nginx", "wrk"]
NEEDS_CORPUS = False
CLIENTS = 16
SECONDS = 3
BODY = b"%PDF-1.7\n" + os.urandom(100_000 - 9)
SCRIPT = Path(__file__).with_name("uploads.lua")


def run(bench):
    body = bench.folder("body") / "body.pdf"
    body.write_bytes(BODY)
    with bench.site() as site, Nginx(bench.folder("nginx")) as nginx:
        site.start_front()
        contest = Contest(bench, {
            "pannier-front": lambda: front(bench, site, body),
            "nginx": lambda: put(bench, nginx, body),
            "bare loop": lambda: bare(bench),
            "generator alone": lambda: alone(bench, nginx, body),
        })
        results = contest.run()
    middle = medians(results)
    ours, rounds = middle["pannier-front"], spread(results["pannier-front"])
    bench.add("uploads", "uploads/s", ours, middle["nginx"], "nginx PUT, no sync", ">= 0.6x", rounds)
    bench.add("uploads", "uploads/s", ours, middle["bare loop"], "write+fsync+rename+fsync", ">= 0.8x", rounds)
    bench.add("uploads: generator's ceiling", "requests/s", middle["generator alone"])


def front(bench, site, body):
    with bench.stopwatch() as watch:
        rate = wrk(site.port, "POST", "/v1/jobs?filename=upload-", ".pdf", body)
    accepted = list(site.inbox.iterdir())
    # Those under way at the end were accepted too, but nobody was left to be told.
    if not rate.requests <= len(accepted) <= rate.requests + CLIENTS:
        raise Problem(f"{rate.requests} uploads were answered with success, but {len(accepted)} are in the inbox")
    empty(site.inbox)
    return rate, watch


def put(bench, nginx, body):
    with bench.stopwatch() as watch:
        rate = wrk(nginx.port, "PUT", "/", ".pdf", body)
    empty(nginx.root)
    return rate, watch


def alone(bench, nginx, body):
    """What the generator can do at the most."""
    with bench.stopwatch() as watch:
        return wrk(nginx.port, "PUT", "/nothing/", "", body), watch


class Rate(float):
    requests = 0


def wrk(port, method, before, after, body):
    """Requests a second that were answered with success."""
    command = ["wrk", "-t", "2", "-c", str(CLIENTS), "-d", f"{SECONDS}s", "--timeout", "30s", "-s", SCRIPT,
               f"http://127.0.0.1:{port}/", "--", method, before, after, body]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("figures ")), None)
    if line is None:
        raise Problem(f"wrk failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    requests, microseconds, lost, refused = (int(word) for word in line.split()[1:])
    if lost or refused:
        raise Problem(f"{method} {before}: of {requests} requests {refused} were refused and {lost} lost")
    rate = Rate(requests / microseconds * 1e6)
    rate.requests = requests
    return rate


def bare(bench):
    """As many writers as there are clients; processes, since threads of this language wait for one another."""
    folder = bench.folder("bare")
    counts = multiprocessing.Array("L", CLIENTS, lock=False)
    gate = multiprocessing.Barrier(CLIENTS + 1)
    writers = [multiprocessing.Process(target=write, args=(folder, number, counts, gate), daemon=True)
               for number in range(CLIENTS)]
    for writer in writers:
        writer.start()
    with bench.stopwatch() as watch:
        gate.wait()
        for writer in writers:
            writer.join()
    empty(folder)
    return sum(counts) / watch.seconds, watch


def write(folder, number, counts, gate):
    inbox = folder / "inbox"
    inbox.mkdir(exist_ok=True)
    directory = os.open(inbox, os.O_RDONLY | os.O_DIRECTORY)
    gate.wait()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        name = f"{number}-{counts[number]}"
        draft = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        os.write(draft, BODY)
        os.fsync(draft)
        os.close(draft)
        os.rename(folder / name, inbox / name)
        os.fsync(directory)
        counts[number] += 1


def empty(folder):
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
