# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that cost far more than they weigh: each is stopped at its limit with the right reason, and its neighbours are
converted meanwhile."""

import collections
import contextlib
import json
import os
import re
import time
from pathlib import Path

from . import bombfiles
from .documents import Document

TOOLS = []
# The limits that stop them: seconds for a page, seconds of a processor, address space, pages, pixels, bytes of results.
PAGE = 3
LIMITS = ("--page-timeout", f"{PAGE}s", "--processor-time", "5s", "--memory", "600MB", "--max-pages", "5000",
          "--max-pixels", "40M", "--max-output", "2MB", "--attempts", "1", "--office-timeout", f"{PAGE}s",
          "--log-level", "debug")
OUTPUTS = "text,markdown,layout,images,thumbnail,metadata"
POOL = 2
# A child of one page may take as long for what comes before it and for what comes after.
CHILD = 3 * PAGE
# Seconds beyond a limit until the child is gone.
GRACE = 1
NEIGHBOURS = 4
# Seconds for a bomb and its neighbours.
PATIENCE = 60
STEP = re.compile(r"step ended ending=.* job=(?P<job>\S+) seconds=(?P<seconds>\S+) silent=(?P<silent>\S+) step=")


def run(plan):
    # The converter's user has to pass.
    plan.work.chmod(0o755)
    site = plan.site()
    with site:
        settings = plan.folder("settings") / "settings.json"
        settings.write_text(json.dumps({"converters": bombfiles.CONVERTERS}))
        site.start_worker(POOL, OUTPUTS, options=(*LIMITS, "--config", settings))
        site.start_front(OUTPUTS)
        for bomb in (bomb for bomb in bombfiles.ALL if bomb.short or not plan.short):
            explode(plan, site, bomb)
        site.await_rest(PATIENCE)
        require_nobody(plan, site, "in the end")
        plan.judge(site)
        plan.note(f"longest silence {longest(site, 'silent'):.2f} s of {PAGE} s, "
                  f"longest child {longest(site, 'seconds'):.2f} s of {CHILD} s")


def explode(plan, site, bomb):
    """One bomb among letters."""
    document = Document(f"bomb-{bomb.name}", pages=0, content=bomb.content())
    document.name = f"bomb-{bomb.name}{bomb.suffix}"
    letters = [plan.documents.next() for _ in range(NEIGHBOURS)]
    began = time.monotonic()
    upload(plan, site, letters[0])
    identity = upload(plan, site, document)
    for letter in letters[1:]:
        upload(plan, site, letter)
    plan.points += 1
    for letter in letters:
        if not site.await_truth(lambda: site.record(letter) == "completed", PATIENCE):
            plan.broken("stuck", f"{letter.name} beside {document.name}: {site.record(letter)}")
    served = time.monotonic() - began
    if not site.await_truth(lambda: site.record(document) in ("completed", "failed"), PATIENCE):
        return plan.broken("stuck", f"{document.name}: {site.record(document)}")
    reasons = outcome(site, identity)
    site.history.excused.add(identity)
    silent, lived = longest(site, "silent", identity), longest(site, "seconds", identity)
    if silent > PAGE + GRACE or lived > CHILD + GRACE:
        plan.broken("wrong", f"{document.name}: a child lived for {lived:.2f} s, silent for {silent:.2f} s")
    require_nobody(plan, site, document.name)
    if not reasons <= bomb.reasons or (not reasons and not bomb.may_pass):
        plan.broken("wrong", f"{document.name}: {sorted(reasons)}, expected some of {sorted(bomb.reasons)}")
    plan.say(f"{bomb.name} ({len(document.content):,} bytes): {', '.join(sorted(reasons)) or 'converted'}; longest child "
             f"{lived:.2f} s, silent for {silent:.2f} s, all over in {time.monotonic() - began:.1f} s, neighbours in {served:.1f} s")


def require_nobody(plan, site, when):
    """No child lives, nor anything that one started."""
    if not site.await_truth(lambda: not left_over(site), GRACE):
        plan.broken("left over", f"{when}: {left_over(site)}")


def left_over(site):
    """Processes below the converter, and those that work in a job's folder."""
    spool = str(site.home / "spool")
    found = list(site.converters)
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "cwd").startswith(spool):
                found.append(int(process.name))
    return found


def upload(plan, site, document):
    status, identity = site.post(document)
    if status != 202:
        plan.broken("wrong", f"{document.name} was answered with {status}")
    return identity


def outcome(site, identity):
    """The reasons of the document or of its pages."""
    ((state, error),) = site.rows("SELECT state, error_code FROM jobs WHERE id = ?", identity)
    if state == "failed":
        return {error}
    manifest = json.loads((site.home / "results" / identity / "manifest.json").read_bytes())
    return set(collections.Counter(page["code"] for page in manifest["failedPages"]))


def longest(site, what, identity=None):
    """Seconds of the longest child, or of the longest silence of one."""
    steps = STEP.finditer(site.worker.log.read_text(errors="replace"))
    return max((float(step[what]) for step in steps if identity in (None, step["job"])), default=0)
