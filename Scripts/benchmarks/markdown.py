# SPDX-License-Identifier: GPL-3.0-or-later
"""How well and how fast PDFs become Markdown, and plain text, against other engines: one core each, the same judge for all.

The corpus is a folder with subfolders that hold `pdf` and `truth` (Markdown, or tables as HTML). The judge is a program
that takes the folders of truth and predictions and answers `--json` (--judge). The peers live in a Python environment
(--peers), which is made where it is missing.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from .problem import Problem

TOOLS = ["pdftotext", "pdfinfo"]
NEEDS_CORPUS = True
GOAL = ">= 86 pages/s"
ENGINES = Path(__file__).with_name("engines.py")
PACKAGES = ["pymupdf4llm==1.28.2", "pymupdf-layout==1.28.2", "opendataloader-pdf", "edgeparse", "pdf_oxide", "kreuzberg",
            "markitdown[pdf]", "pypdfium2"]
PEERS = ["pymupdf4llm_with_model", "pymupdf4llm", "opendataloader", "edgeparse", "pdf_oxide", "kreuzberg", "markitdown"]
# These make plain text: order and the words found are what can be judged.
TEXT_PEERS = ["pdfium", "pymupdf"]
COLUMNS = ["order", "headings", "tables", "recall", "precision"]
# What Pannier is asked for, and the file that it makes.
OUTPUTS = {"pannier": ("markdown", "document.md"), "pannier_text": ("text", "text.txt")}
# So many seconds an engine may take for one folder.
PATIENCE = 1800
CORE = str(min(os.sched_getaffinity(0)))


def run(bench):
    if bench.judge is None:
        raise Problem("name the program that scores Markdown with --judge")
    python = environment(bench)
    folders = [folder for folder in sorted(bench.corpus.folder.iterdir())
               if (folder / "pdf").is_dir() and (folder / "truth").is_dir()]
    if not folders:
        raise Problem(f"no subfolder of {bench.corpus.folder} holds pdf and truth")
    for folder in folders:
        compare(bench, python, folder)


def compare(bench, python, folder):
    documents = sorted((folder / "pdf").glob("*.pdf"))
    pages = sum(bench.corpus.pages.get(document, 0) for document in documents)
    rows = [["engine", *COLUMNS, "pages/s"]]
    speeds = {}
    for name in ["pannier", "pannier_text", "pdftotext", *TEXT_PEERS, *PEERS]:
        output = bench.folder(name)
        try:
            seconds = convert(bench, python, name, documents, output)
        except Problem as problem:
            bench.say(f"{name}: left out: {problem}")
            continue
        speeds[name] = pages / seconds
        scores = judge(bench, folder / "truth", output)
        rows.append([name, *(f"{scores[column]:.3f}" if column in scores else "-" for column in COLUMNS),
                     f"{speeds[name]:.1f}"])
        bench.say(f"{folder.name}: " + "  ".join(f"{head} {cell}" for head, cell in zip(rows[0], rows[-1])))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print("\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows))
    for peer in ("edgeparse", "opendataloader", "pdftotext"):
        if peer in speeds:
            bench.add(f"markdown: {folder.name}", "pages/s", speeds["pannier"], speeds[peer], peer, GOAL)


def convert(bench, python, name, documents, output):
    """Seconds."""
    if name in OUTPUTS:
        return pannier(bench, documents, output, *OUTPUTS[name])
    if name == "pdftotext":
        return pdftotext(bench, documents, output)
    settings = {**os.environ, "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "JAVA_TOOL_OPTIONS": "-XX:ActiveProcessorCount=1"}
    command = ["taskset", "-c", CORE, python, ENGINES, name, output, *documents]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=settings, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise Problem(f"it took more than {PATIENCE} s") from error
    line = next((line for line in done.stdout.splitlines() if line.startswith("seconds ")), None)
    if line is None:
        raise Problem(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it said nothing")
    return float(line.split()[1])


def pannier(bench, documents, output, kind="markdown", file="document.md"):
    """Worker and children on one core, from file in the inbox to durable result."""
    with bench.site() as site:
        site.start_worker(1, kind, warm=bench.corpus.letters(1)[0], core=CORE)
        staged = bench.copies(documents)
        names = {}
        with site.completion(len(staged)) as wait, bench.stopwatch() as watch:
            for document, copy in zip(documents, staged):
                names[site.drop(copy)] = document.stem
            wait()
        for identity, name in site.rows("SELECT id, name FROM jobs WHERE state = 'completed'"):
            if name in names:
                shutil.copyfile(site.home / "results" / identity / file, output / f"{names[name]}.md")
    return watch.seconds


def pdftotext(bench, documents, output):
    with bench.stopwatch() as watch:
        for document in documents:
            subprocess.run(["taskset", "-c", CORE, "pdftotext", document, output / f"{document.stem}.md"],
                           capture_output=True, check=False)
    return watch.seconds


def judge(bench, truth, output):
    done = subprocess.run([sys.executable, bench.judge, truth, output, "--json"], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        raise Problem(f"{bench.judge} failed: {done.stderr[-500:]}")
    return json.loads(done.stdout)["summary"]


def environment(bench):
    """The Python that has the peers."""
    python = bench.peers / "bin" / "python"
    if not python.exists():
        venv.create(bench.peers, with_pip=True)
        for package in PACKAGES:
            done = subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True, text=True,
                                  check=False)
            if done.returncode:
                bench.say(f"{package} can't be installed: {done.stderr.strip().splitlines()[-1:]}")
    return python
