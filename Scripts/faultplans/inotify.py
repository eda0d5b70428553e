# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand files at once against an event queue of 64."""

import os
import time
from pathlib import Path

from .plan import NotHere

TOOLS = []
SETTING = Path("/proc/sys/fs/inotify/max_queued_events")
FILES = 1000
SHORT_FILES = 300


def run(plan):
    count = SHORT_FILES if plan.short else FILES
    before = SETTING.read_text()
    try:
        SETTING.write_text("64")
    except OSError as error:
        raise NotHere(f"{SETTING} can't be set: {error.strerror}") from error
    try:
        with plan.site() as site:
            site.run_worker(rescan="1h")
            burst(plan, site, count)
            plan.judge(site)
            if not site.worker.said("events were lost"):
                plan.note("no event was lost, so nothing was tried")
    finally:
        SETTING.write_text(before)


def burst(plan, site, count):
    """The worker is kept from reading its events meanwhile."""
    drafts = site.home / "drafts"
    drafts.mkdir()
    documents = [plan.documents.next() for _ in range(count)]
    for document in documents:
        (drafts / document.name).write_bytes(document.content)
        site.history.offer(document)
    os.kill(site.worker.pid, 19)
    for document in documents:
        os.rename(drafts / document.name, site.inbox / document.name)
        site.history.dropped(document)
    began = time.monotonic()
    os.kill(site.worker.pid, 18)
    site.await_rest(120)
    plan.points += count
    plan.recoveries.append(time.monotonic() - began)
