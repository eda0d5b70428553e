# SPDX-License-Identifier: GPL-3.0-or-later
"""A web application of your own in front of Pannier's worker, through the shared folder alone.

    pip install fastapi uvicorn python-multipart
    PANNIER_HOME=./home uvicorn --app-dir Samples/clients fastapi_app:app

An upload is built where the worker doesn't look and handed in by one rename; the answer goes out at once. The status
is read from the worker's records, read-only; where there is no record, the folders speak.
"""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import time
import uuid
from datetime import datetime, timezone
from pathlib import Path

from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse

HOME = Path(os.environ.get("PANNIER_HOME", "./home"))
STATE = Path(os.environ.get("PANNIER_STATE", HOME / "state"))

app = FastAPI(title="Documents")


def new_id() -> str:
    """A UUID of version 7, so that jobs sort by time; any UUID in lower case will do."""
    milliseconds = time.time_ns() // 1_000_000
    return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)))


def synchronize(folder: Path) -> None:
    """A rename survives a loss of power once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, chunks) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with open(path, "xb") as file:
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def hand_in(name: str, chunks, options: dict) -> str:
    """Puts a document into the inbox, whole or not at all, and answers the job's id."""
    job = new_id()
    # On the same file system as the inbox: only there is a rename one step.
    uploads, inbox = HOME / "spool" / "uploads", HOME / "inbox"
    uploads.mkdir(parents=True, exist_ok=True)
    inbox.mkdir(exist_ok=True)
    folder = uploads / job
    folder.mkdir()
    try:
        size, digest = write_durably(folder / "document", chunks)
        if size == 0:
            raise HTTPException(422, "the document is empty")
        received = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        request = {"name": name, "bytes": size, "sha256": digest, "receivedAt": received, "options": options}
        write_durably(folder / "request.json", [json.dumps(request).encode()])
        synchronize(folder)
        os.rename(folder, inbox / f"{job}.job")
        synchronize(inbox)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return job


def recorded(job: str) -> dict | None:
    database = STATE / "jobs.sqlite"
    if not database.exists():
        return None
    with sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=5) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute(
            """SELECT id, state AS status, name, pages_total, pages_done, pages_failed, error_code, error_message
               FROM jobs WHERE id = ?""",
            (job,),
        ).fetchone()
    return dict(row) if row else None


def from_folders(job: str) -> dict | None:
    # In the order in which a job moves through them, so that it is never missed on its way.
    if (HOME / "inbox" / f"{job}.job").exists() or (HOME / "spool" / "active" / job).exists():
        return {"id": job, "status": "queued"}
    if (HOME / "results" / job).exists():
        return {"id": job, "status": "completed"}
    if (HOME / "quarantine" / job).exists():
        reason = json.loads((HOME / "quarantine" / job / "reason.json").read_text())
        return {"id": job, "status": "cancelled" if reason["code"] == "cancelled" else "failed", "error": reason}
    return None


# Plain functions: FastAPI runs them on its own threads, so that waiting for the disk holds up nobody.


@app.post("/documents", status_code=202)
def submit(file: UploadFile) -> dict:
    chunks = iter(lambda: file.file.read(1 << 20), b"")
    job = hand_in(file.filename or "document", chunks, {"outputs": ["text", "metadata"]})
    return {"message": "Processing started", "id": job}


@app.get("/documents/{job}")
def status(job: uuid.UUID) -> dict:
    found = recorded(str(job)) or from_folders(str(job))
    if not found:
        raise HTTPException(404, "there is no such document")
    return found


@app.get("/documents/{job}/text")
def text(job: uuid.UUID) -> FileResponse:
    path = HOME / "results" / str(job) / "text.txt"
    if not path.exists():
        raise HTTPException(404, "there is no text yet")
    return FileResponse(path, media_type="text/plain; charset=utf-8")


@app.delete("/documents/{job}", status_code=202)
def delete(job: uuid.UUID) -> dict:
    # An empty file, renamed into commands/: the worker does it, now or when it runs again.
    commands = HOME / "commands"
    commands.mkdir(exist_ok=True)
    draft = HOME / "spool" / "uploads" / f"{new_id()}.command"
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.touch()
    os.rename(draft, commands / f"{job}.delete")
    return {"message": "Deletion requested"}
