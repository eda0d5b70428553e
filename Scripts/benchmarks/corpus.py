# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents to measure with: any folder of PDF files, never copied into the project."""

import functools
import hashlib
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .problem import Problem


class Corpus:
    def __init__(self, folder, work):
        if folder is None:
            raise Problem("a corpus is needed; name a folder of PDF files with --corpus")
        self.folder = folder
        self.work = work
        self.documents = sorted(path for path in folder.rglob("*.pdf") if path.is_file())
        if not self.documents:
            raise Problem(f"there are no PDF files in {folder}")

    @functools.cached_property
    def pages(self):
        """Pages of each document that poppler can open."""
        with ThreadPoolExecutor(4) as pool:
            counts = zip(self.documents, pool.map(page_count, self.documents))
            return {document: count for document, count in counts if count}

    def sample(self, pages):
        """Documents with about so many pages in all, the same ones each time: in the order of a hash of their paths."""
        chosen, total = [], 0
        for document in sorted(self.pages, key=self.shuffled):
            if total + self.pages[document] <= pages * 1.1:
                chosen.append(document)
                total += self.pages[document]
            if total >= pages:
                break
        return chosen

    def shuffled(self, document):
        return hashlib.sha256(str(document.relative_to(self.folder)).encode()).digest()

    def letters(self, count):
        """One-page documents: the first pages of so many documents."""
        documents = sorted(self.pages, key=self.shuffled)
        return [self.letter(documents[number % len(documents)], number) for number in range(count)]

    def letter(self, document, number):
        letter = self.work / f"letter-{number:03}.pdf"
        if not letter.exists():
            qpdf(document, "--pages", ".", "1", "--", letter)
        return letter

    def book(self, pages):
        """One document of so many pages."""
        book = self.work / f"book-{pages}.pdf"
        if not book.exists():
            qpdf("--empty", "--pages", *self.ranges(pages), "--", book)
            if page_count(book) != pages:
                raise Problem(f"qpdf made {book} with {page_count(book)} pages instead of {pages}")
        return book

    def ranges(self, pages):
        left, words = pages, []
        while left > 0:
            for document in sorted(self.pages, key=self.shuffled):
                taken = min(self.pages[document], left)
                if taken:
                    words += [document, f"1-{taken}"]
                left -= taken
        return words


def page_count(document):
    shown = subprocess.run(["pdfinfo", document], capture_output=True, check=False)
    found = re.search(rb"^Pages:\s+(\d+)", shown.stdout, re.MULTILINE)
    return int(found[1]) if found else 0


def qpdf(*arguments):
    done = subprocess.run(["qpdf", "--warning-exit-0", *arguments], capture_output=True, check=False)
    if done.returncode:
        raise Problem(f"qpdf failed: {done.stderr.decode(errors='replace')[-500:]}")
