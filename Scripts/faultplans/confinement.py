# SPDX-License-Identifier: GPL-3.0-or-later
"""Confinement changes no byte: every document with and without, all outputs, compared by the manifests' hashes."""

import collections
import json
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.problem import Problem
from benchmarks.programs import ROOT, Program

TOOLS = []
LEVELS = ("none", "full")
# So that a document that never ends holds nobody up.
PATIENCE = ("--page-timeout", "10s", "--attempts", "1")
OUTPUTS = "text,markdown,html,layout,images,thumbnail,metadata,pdf"
ENDINGS = {
    ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx",
    ".odt", ".ods", ".odp", ".rtf", ".html", ".csv", ".txt", ".md",
}
# Seconds without any news until a worker is held to be stuck.
STUCK = 120


def run(plan):
    """A plan of Scripts/faults: the documents of its corpora, or the samples."""
    # Office files are converted by another user, who has to pass.
    plan.work.chmod(0o755)
    documents = gather(getattr(plan, "corpora", None) or [ROOT / "Samples" / "documents"])
    outcomes = {level: convert(plan.binaries, documents, level, plan.folder(level)) for level in LEVELS}
    differences = compare(*outcomes.values())
    for line in differences:
        plan.broken("wrong", line)
    plan.points += len(documents)
    plan.note(summary(outcomes["full"], differences))


def gather(folders):
    """Every document below the folders; two of one name get their numbers before it."""
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*")
                   if path.suffix.lower() in ENDINGS and path.is_file())
    if not paths:
        raise Problem(f"no document in {', '.join(map(str, folders))}")
    return [(f"{number:05}-{path.name}", path) for number, path in enumerate(paths, 1)]


def convert(binaries, documents, level, home):
    """What came of each document, by its name."""
    command = [binaries / "pannier-worker", "--home", home, "--sandbox", level, "--outputs", OUTPUTS, *PATIENCE]
    worker = Program(command, home.with_suffix(".worker.log")).start()
    try:
        await_ready(worker)
        drafts = home / "spool" / "uploads"
        for name, path in documents:
            shutil.copyfile(path, drafts / name)
            (drafts / name).rename(home / "inbox" / name)
        await_end(worker, home, len(documents))
        return dict(outcome(home, *row) for row in rows(home, "SELECT id, name, state, error_code FROM jobs"))
    finally:
        worker.stop()


def outcome(home, identity, name, state, error):
    if state != "completed":
        return name, (state, error)
    manifest = json.loads((home / "results" / identity / "manifest.json").read_bytes())
    outputs = tuple(sorted((output["name"], output["sha256"]) for output in manifest["outputs"]))
    failed = tuple(sorted((page["page"], page["code"]) for page in manifest["failedPages"]))
    return name, (state, failed, outputs)


def compare(without, within):
    """A line for each document that came out otherwise."""
    return [f"{name}: {difference(without.get(name), within.get(name))}"
            for name in sorted({*without, *within}) if without.get(name) != within.get(name)]


def difference(without, within):
    if not without or not within or without[:2] != within[:2] or len(within) < 3:
        return f"{without and without[:2]} without, {within and within[:2]} within"
    changed = sorted({name for name, _ in {*without[2]} ^ {*within[2]}})
    return f"other bytes in {', '.join(changed)}"


def summary(outcomes, differences):
    states = collections.Counter(" ".join(filter(None, kind[:2] if kind[0] == "failed" else kind[:1]))
                                 for kind in outcomes.values())
    files = sum(len(kind[2]) for kind in outcomes.values() if len(kind) > 2)
    counts = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    return f"{len(outcomes)} documents ({counts}), {files} files, {len(differences)} documents differ"


def await_ready(worker, seconds=30):
    end = time.monotonic() + seconds
    while b" watching" not in worker.log.read_bytes():
        worker.require_life()
        if time.monotonic() > end:
            raise Problem(f"the worker was not ready within {seconds} s:\n{worker.last_words()}")
        time.sleep(0.05)


def await_end(worker, home, count):
    ended, news = 0, time.monotonic()
    while ended < count:
        worker.require_life()
        ((now,),) = rows(home, "SELECT count(*) FROM jobs WHERE state IN ('completed', 'failed', 'cancelled')")
        if now > ended:
            ended, news = now, time.monotonic()
        if time.monotonic() - news > STUCK:
            raise Problem(f"no document has ended for {STUCK} s; {ended} of {count} had:\n{worker.last_words()}")
        time.sleep(0.1)


def rows(home, query):
    with closing(sqlite3.connect(f"file:{home / 'state' / 'jobs.sqlite'}?mode=ro", uri=True, timeout=10)) as records:
        return records.execute(query).fetchall()
