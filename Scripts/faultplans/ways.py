# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways through the worker. Each sets something going and answers a function that tells whether it is over."""

import os

from .history import TERMINAL


def letter(plan, site):
    document = plan.documents.next()
    site.post(document)
    return ended(site, document)


def plain_file(plan, site):
    document = plan.documents.next()
    site.place(document)
    return ended(site, document)


def submission(plan, site):
    document = plan.documents.next()
    site.submit(document)
    return ended(site, document)


def long_document(plan, site):
    document = plan.documents.next(pages=40)
    site.submit(document)
    return ended(site, document)


def refusal(plan, site):
    """Claimed, looked at and set aside."""
    document = plan.documents.none()
    site.history.excused.add(site.submit(document))
    return ended(site, document)


def cancellation(plan, site):
    document = plan.documents.next(pages=60)
    identity = site.submit(document)
    site.history.excused.add(identity)
    site.ask("POST", f"/v1/jobs/{identity}/cancel")
    return obeyed(site, ended(site, document))


def retrial(plan, site):
    """Of a document that was refused, which ends in the same way."""
    failed = site.rows("SELECT id FROM jobs WHERE state = 'failed' ORDER BY id")
    identity = plan.random.choice(failed)[0]
    before = failures(site, identity)
    site.ask("POST", f"/v1/jobs/{identity}/retry")
    return obeyed(site, lambda: failures(site, identity) > before)


def deletion(plan, site):
    results = {entry.name for entry in os.scandir(site.home / "results")}
    identity = plan.random.choice(sorted(results & set(site.history.jobs)))
    site.history.deleted.add(identity)
    site.ask("DELETE", f"/v1/jobs/{identity}")
    return obeyed(site, lambda: not site.rows("SELECT 1 FROM jobs WHERE id = ?", identity))


def pruning(plan, site):
    """A deletion of what has ended, as retention does it."""
    results = {entry.name for entry in os.scandir(site.home / "results")}
    identity = plan.random.choice(sorted(results & set(site.history.jobs)))
    site.history.deleted.add(identity)
    draft = site.home / "spool" / "uploads" / f"{identity}.command"
    draft.touch()
    os.rename(draft, site.home / "commands" / f"{identity}.prune")
    return obeyed(site, lambda: not site.rows("SELECT 1 FROM jobs WHERE id = ?", identity))


WAYS = {
    "letter": letter, "plain file": plain_file, "submission": submission, "long document": long_document,
    "refusal": refusal, "cancellation": cancellation, "retrial": retrial, "deletion": deletion,
    "pruning": pruning,
}
# At the same time: a deletion may choose what another one waits for.
TOGETHER = {title: way for title, way in WAYS.items() if way not in (deletion, pruning)}


def ended(site, document):
    return lambda: site.record(document) in TERMINAL


def obeyed(site, changed):
    return lambda: changed() and not any(os.scandir(site.home / "commands"))


def failures(site, identity):
    ((count,),) = site.rows("SELECT count(*) FROM job_events WHERE job = ? AND kind = 'failed'", identity)
    return count
