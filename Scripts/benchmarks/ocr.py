# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages read from pictures: against the tesseract command on one core, and against OCRmyPDF on all of them.

The scans are made here: pages of the corpus, drawn at 200 to 300 dpi, turned a little, with noise, as JPEG. What the pages
say is known from their own text. Two measures of errors, the smaller the better: characters (edits against the text, order
included), and words (one less the F1 of both bags of words, whatever their order).
"""

import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter

from .contest import Contest, medians
from .figures import spread
from .problem import Problem

TOOLS = ["pdftotext", "pdftoppm", "pdfinfo", "qpdf", "convert", "img2pdf", "tesseract", "ocrmypdf", "taskset"]
NEEDS_CORPUS = True
PAGES = 40
# Pages that one core reads in a turn.
SHARE = 10
# As many characters at the least has a page that is worth reading.
LEAST = 1000
CORE = str(min(os.sched_getaffinity(0)))
SETTINGS = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def run(bench):
    scans = make_scans(bench)
    some = scans[::PAGES // SHARE][:SHARE]
    texts = {"pannier": {}, "tesseract": {}}
    one_core = Contest(bench, {
        "pannier": lambda: pannier_one_core(bench, some, texts["pannier"]),
        "tesseract": lambda: tesseract(bench, some, texts["tesseract"]),
    }).run()
    middle = medians(one_core)
    bench.add("ocr: one core", "pages/s", middle["pannier"], middle["tesseract"], "tesseract", ">= 1.0x",
              spread(one_core["pannier"]))
    for name, measure in (("characters", character_errors), ("words", word_errors)):
        ours, theirs = (mean(measure(scan.truth, texts[who][scan.name]) for scan in some) for who in texts)
        bench.add(f"ocr: wrong {name}", "%", 100 * ours, 100 * theirs, "tesseract", "<= 1.0x")
    book = join(bench, scans)
    cores = bench.machine.cores
    all_cores = Contest(bench, {
        "pannier": lambda: pannier_all_cores(bench, book, cores),
        "ocrmypdf": lambda: ocrmypdf(bench, book, cores),
    }).run()
    middle = medians(all_cores)
    bench.add(f"ocr: {PAGES}-page scan, all cores", "pages/s", middle["pannier"], middle["ocrmypdf"], "ocrmypdf", ">= 2x",
              spread(all_cores["pannier"]))


class Scan:
    def __init__(self, image, truth):
        self.image = image
        self.pdf = image.with_suffix(".pdf")
        self.name = image.stem
        self.truth = truth


# Scans


def make_scans(bench):
    """The same ones each time."""
    folder = bench.folder("scans")
    scans = []
    for document in sorted(bench.corpus.pages, key=bench.corpus.shuffled):
        for page in range(1, min(bench.corpus.pages[document], 3) + 1):
            truth = own_text(document, page)
            if len(truth) >= LEAST:
                scans.append(Scan(make_scan(document, page, folder, len(scans)), truth))
            if len(scans) == PAGES:
                return scans
    raise Problem(f"only {len(scans)} pages of the corpus have text enough; {PAGES} are needed")


def own_text(document, page):
    shown = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), document, "-"], capture_output=True, check=False)
    return shown.stdout.decode(errors="replace")


def make_scan(document, page, folder, number):
    dots = (200, 250, 300)[number % 3]
    angle = (0, 0.3, -0.7, 1.5, 0)[number % 5]
    image = folder / f"scan-{number:03}.jpg"
    drawn = folder / "drawn"
    call("pdftoppm", "-gray", "-r", dots, "-f", page, "-l", page, "-singlefile", document, drawn)
    call("convert", drawn.with_suffix(".pgm"), "-background", "white", "-rotate", angle, "-seed", number, "-attenuate", 0.25,
         "+noise", "Gaussian", "-colorspace", "Gray", "-density", dots, "-units", "PixelsPerInch", "-quality", 70, image)
    drawn.with_suffix(".pgm").unlink()
    call("img2pdf", image, "-o", image.with_suffix(".pdf"))
    return image


def join(bench, scans):
    book = bench.folder("book") / "book.pdf"
    call("img2pdf", *(scan.image for scan in scans), "-o", book)
    return book


def call(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    if done.returncode:
        raise Problem(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-500:]}")


# Contestants


def pannier_one_core(bench, scans, texts):
    with bench.site() as site:
        site.start_worker(1, "text", warm=scans[0].pdf, core=CORE)
        copies = dict(zip(bench.copies([scan.pdf for scan in scans]), scans))
        names = {}
        with site.completion(len(scans)) as wait, bench.stopwatch() as watch:
            for copy, scan in copies.items():
                names[site.drop(copy)] = scan.name
            wait()
        for identity, name in site.rows("SELECT id, name FROM jobs WHERE state = 'completed'"):
            if name in names:
                texts[names[name]] = (site.home / "results" / identity / "text.txt").read_text()
    return len(scans) / watch.seconds, watch


def tesseract(bench, scans, texts):
    output = bench.folder("tesseract")
    with bench.stopwatch() as watch:
        for scan in scans:
            subprocess.run(["taskset", "-c", CORE, "tesseract", scan.image, output / scan.name], env=SETTINGS,
                           capture_output=True, check=True)
    for scan in scans:
        texts[scan.name] = (output / f"{scan.name}.txt").read_text()
    return len(scans) / watch.seconds, watch


def pannier_all_cores(bench, book, cores):
    with bench.site() as site:
        site.start_worker(cores, "text,pdf", warm=bench.corpus.letters(1)[0])
        copy = bench.copies([book])[0]
        with site.completion(1) as wait, bench.stopwatch() as watch:
            site.drop(copy)
            wait()
        refused = site.rows("SELECT error_message FROM jobs WHERE state <> 'completed'")
        if refused:
            raise Problem(f"the scan failed: {refused[0][0]}")
    return PAGES / watch.seconds, watch


def ocrmypdf(bench, book, cores):
    output = bench.folder("ocrmypdf")
    command = ["ocrmypdf", "--jobs", cores, "--output-type", "pdf", "--optimize", 0, "--sidecar",
               output / "text.txt", book, output / "book.pdf"]
    with bench.stopwatch() as watch:
        call(*command)
    shutil.rmtree(output, ignore_errors=True)
    return PAGES / watch.seconds, watch


# Errors


def character_errors(truth, text):
    truth, text = plain(truth), plain(text)
    return distance(truth, text) / len(truth)


def word_errors(truth, text):
    truth, text = Counter(plain(truth).split()), Counter(plain(text).split())
    common = sum((truth & text).values())
    return 1 - 2 * common / (truth.total() + text.total())


def plain(text):
    """What both would write alike: ligatures taken apart, quotes and dashes of one kind, words whole, single spaces."""
    text = unicodedata.normalize("NFKC", text).translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"',
                                                          0x2013: "-", 0x2014: "-", 0x2212: "-", 0xAD: None})
    text = re.sub(r"(\w)-\s*\n\s*(?=[a-z])", r"\1", text)
    return " ".join(text.split())


def distance(one, other):
    """Edits between two texts, by Myers' algorithm (J. ACM 46, 1999) on numbers of as many bits as a text has letters."""
    if not one:
        return len(other)
    places = {}
    for index, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << index
    every, last = (1 << len(one)) - 1, 1 << len(one) - 1
    rises, falls, edits = every, 0, len(one)
    for letter in other:
        equal = places.get(letter, 0)
        vertical = equal | falls
        level = (((equal & rises) + rises) ^ rises) | equal
        up, down = falls | (every & ~(level | rises)), rises & level
        edits += 1 if up & last else -1 if down & last else 0
        up = up << 1 | 1
        rises = (down << 1 & every) | (every & ~(vertical | up))
        falls = up & vertical & every
    return edits


def mean(values):
    values = list(values)
    return sum(values) / len(values)
