# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks in memory that are really full, of bytes or of files."""

import os
import time

from .disk import MemoryDisk
from .plan import NotHere

PATIENCE = 20


def full_disk(plan):
    if os.geteuid() != 0:
        raise NotHere("only root can mount a disk to fill")
    fill(plan, "bytes", "size=160m", by_bytes)
    fill(plan, "files", "size=400m,nr_inodes=400", by_files)


def fill(plan, title, options, ballast):
    with MemoryDisk(plan.folder(f"full-{title}"), options) as disk, plan.site(disk.folder / "home") as site:
        site.home.mkdir()
        site.run_worker()
        site.run_front()
        early = [plan.documents.next() for _ in range(5)]
        for document in early:
            site.post(document)
        weight = ballast(disk.folder)
        plan.points += 1
        statuses = {site.post(plan.documents.next())[0] for _ in range(5)}
        if not statuses <= {507, 503}:
            plan.broken("wrong", f"a disk full of {title}: uploads were answered {sorted(statuses, key=str)}")
        weight()
        began = time.monotonic()
        while site.post(plan.documents.next())[0] != 202:
            if time.monotonic() - began > PATIENCE:
                plan.broken("stuck", f"a disk that was full of {title}: no upload is taken")
                break
            time.sleep(0.05)
        site.await_rest(PATIENCE)
        plan.recoveries.append(time.monotonic() - began)
        plan.judge(site)


def by_bytes(folder):
    path = folder / "ballast"
    with open(path, "wb") as file:
        try:
            while True:
                file.write(bytes(1 << 16))
                file.flush()
        except OSError:
            pass
    return lambda: path.unlink()


def by_files(folder):
    ballast = folder / "ballast"
    ballast.mkdir()
    try:
        for number in range(1 << 20):
            (ballast / str(number)).touch()
    except OSError:
        pass

    def lighten():
        for path in ballast.iterdir():
            path.unlink()
    return lighten
