# SPDX-License-Identifier: GPL-3.0-or-later
"""What was promised, against what the folders and the records say."""

import contextlib
import hashlib
import json
import threading
from collections import Counter, defaultdict

TERMINAL = {"completed": "results", "failed": "quarantine", "cancelled": "quarantine"}


class History:
    """Every acknowledgement, and what is broken of it."""

    def __init__(self):
        self.lock = threading.Lock()
        # Documents by the id that a 202 named or a submission chose, and plain files by their content.
        self.jobs = {}
        self.drops = {}
        # Offered, perhaps in vain: such a document may become a job, once.
        self.offered = {}
        self.deleted = set()
        # Asked to be deleted, and perhaps not heard.
        self.uncertain = set()
        # States other than completed that a job was driven to on purpose.
        self.excused = set()
        self.verified = set()
        # Whether others hand things in as well.
        self.has_strangers = False

    def offer(self, document):
        with self.lock:
            self.offered[document.sha256] = document

    def acknowledge(self, identity, document):
        with self.lock:
            self.jobs[identity] = document

    def dropped(self, document):
        with self.lock:
            self.drops[document.sha256] = document

    @property
    def acknowledged(self):
        return len(self.jobs) + len(self.drops)


class Verdict:
    """Broken promises, by their kind."""

    KINDS = ("lost", "partial", "doubled", "stuck", "wrong", "left over")

    def __init__(self):
        self.broken = {kind: [] for kind in self.KINDS}

    def add(self, kind, what):
        self.broken[kind].append(what)

    def __bool__(self):
        return not any(self.broken.values())

    def merge(self, other):
        for kind, found in other.broken.items():
            self.broken[kind] += found

    def count(self, kind):
        return len(self.broken[kind])

    def lines(self, most=8):
        for kind, found in self.broken.items():
            yield from (f"{kind}: {what}" for what in found[:most])
            if len(found) > most:
                yield f"{kind}: and {len(found) - most} more"


class Examination:
    """One look at a site, with its programs settled or, where they are stopped, at any moment."""

    def __init__(self, site, history):
        self.site = site
        self.history = history
        self.verdict = Verdict()
        self.places = defaultdict(list)
        for name in ("inbox", "spool/active", "results", "quarantine"):
            for entry in (site.home / name).iterdir():
                self.places[entry.name.removesuffix(".job") if name == "inbox" else entry.name].append(name)
        self.rows = {row[0]: row[1:] for row in site.rows("SELECT id, state, sha256, error_code FROM jobs")}

    def at_rest(self):
        """Everything has ended: each document once, in one place, and nothing else is left."""
        for identity, document in self.history.jobs.items():
            self.ended(identity, document)
        owners = defaultdict(list)
        for identity, (_, sha256, _) in self.rows.items():
            owners[sha256].append(identity)
        for sha256, document in self.history.drops.items():
            if not owners[sha256]:
                self.verdict.add("lost", f"{document.name}, dropped as a file")
            for identity in owners[sha256]:
                self.ended(identity, document)
        for sha256, identities in owners.items():
            if len(identities) > 1 and sha256 in self.history.offered:
                self.verdict.add("doubled", f"{self.history.offered[sha256].name} is {', '.join(identities)}")
            if sha256 not in self.history.offered and not self.history.has_strangers:
                self.verdict.add("wrong", f"nobody offered {', '.join(identities)}")
        self.completions()
        self.results()
        for place in self.site.leftovers():
            self.verdict.add("left over", place)
        return self.verdict

    def at_a_cut(self):
        """At any moment: what was acknowledged stands somewhere, whole; what is published is complete."""
        for identity, document in self.history.jobs.items():
            if not self.places[identity] and identity not in self.history.deleted:
                self.verdict.add("lost", f"{identity} ({document.name}) is in no folder")
        self.bodies()
        self.results(settled=False)
        return self.verdict

    # Jobs

    def ended(self, identity, document):
        where = self.places[identity]
        state, sha256, code = self.rows.get(identity, (None, None, None))
        facts = f"{identity} ({document.name}): record {state}, error {code}, in {', '.join(where) or 'no folder'}"
        if identity in self.history.deleted:
            if where or state:
                self.verdict.add("wrong", f"{facts}, though deleted")
        elif identity in self.history.uncertain and not where and not state:
            return
        elif not where:
            self.verdict.add("lost", facts)
        elif state not in TERMINAL:
            self.verdict.add("stuck", facts)
        elif len(where) > 1:
            self.verdict.add("doubled", facts)
        elif where != [TERMINAL[state]] or sha256 != document.sha256:
            self.verdict.add("wrong", facts)
        elif state != "completed" and identity not in self.history.excused:
            self.verdict.add("wrong", facts)

    def completions(self):
        counts = Counter(job for (job,) in self.site.rows("SELECT job FROM job_events WHERE kind = 'completed'"))
        for identity, count in counts.items():
            if count > 1:
                self.verdict.add("doubled", f"{identity} was completed {count} times")

    def bodies(self):
        """The documents themselves, wherever they are."""
        names = {"inbox": "{}.job/document", "spool/active": "{}/document", "results": "{}/document",
                 "quarantine": "{}/document"}
        for identity, document in self.history.jobs.items():
            if identity in self.history.verified or identity in self.history.deleted:
                continue
            paths = [self.site.home / where / names[where].format(identity) for where in self.places[identity]]
            found = [path for path in paths if path.is_file()]
            if not found:
                self.verdict.add("lost", f"{identity} ({document.name}): its document is in none of {paths}")
            elif hashlib.sha256(found[0].read_bytes()).hexdigest() != document.sha256:
                self.verdict.add("partial", f"{found[0]} is not what was sent")
        known = {hashlib.sha256(path.read_bytes()).hexdigest() for path in self.plain()} if self.history.drops else set()
        ended = {sha256 for _, sha256, _ in self.rows.values()}
        for sha256, document in self.history.drops.items():
            if sha256 not in known and sha256 not in ended:
                self.verdict.add("lost", f"{document.name}, dropped as a file")

    def plain(self):
        yield from (path for path in self.site.inbox.iterdir() if path.is_file())
        for folder in ("spool/active", "quarantine", "results"):
            yield from (path for path in (self.site.home / folder).glob("*/document") if path.is_file())

    # Results

    def results(self, settled=True):
        for folder in (self.site.home / "results").iterdir():
            if folder.name in self.history.verified:
                continue
            with contextlib.suppress(FileNotFoundError) if not settled else contextlib.nullcontext():
                objection = self.objection(folder, settled)
                if objection:
                    self.verdict.add("partial", f"results/{folder.name}: {objection}")
                elif (folder / "document").exists():
                    self.history.verified.add(folder.name)

    def objection(self, folder, settled):
        try:
            manifest = json.loads((folder / "manifest.json").read_bytes())
        except (OSError, ValueError) as error:
            return f"manifest: {error}"
        wanted = {output["name"]: output for output in manifest["outputs"]}
        found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        extra = {"manifest.json", "document"} if settled else found & {"manifest.json", "document"}
        if found != set(wanted) | extra:
            return f"files {sorted(found)}, manifest {sorted(wanted)}"
        for name, output in wanted.items():
            content = (folder / name).read_bytes()
            if len(content) != output["bytes"] or hashlib.sha256(content).hexdigest() != output["sha256"]:
                return f"{name} is not as the manifest says"
        return self.foreign(folder, manifest)

    def foreign(self, folder, manifest):
        """Whether it is another document's result, or one with pages missing."""
        document = self.history.offered.get(manifest["document"].get("sha256"))
        text = folder / "text.txt"
        if document is None or not text.exists():
            return None
        words = text.read_text()
        missing = [page for page in range(1, document.pages + 1) if f"{document.word} page {page}" not in words]
        failed = {failure["page"] for failure in manifest["failedPages"]}
        return f"pages {missing} are missing" if set(missing) - failed else None
