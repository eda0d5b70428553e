# SPDX-License-Identifier: GPL-3.0-or-later
"""What one benchmark has at hand."""

import itertools
import shutil
from pathlib import Path

from .figures import Figure
from .machine import Stopwatch
from .site import Site


class Bench:
    def __init__(self, name, binaries, machine, corpus, work, options):
        self.name = name
        self.binaries = binaries
        self.machine = machine
        self.corpus = corpus
        self.work = work
        self.rounds = options.rounds
        self.patience = options.patience
        self.judge = options.judge
        self.peers = options.peers
        self.figures = []
        self.numbers = itertools.count(1)

    def say(self, text):
        print(f"{self.name}: {text}", flush=True)

    def add(self, *arguments, **named):
        self.figures.append(Figure(*arguments, **named))

    def settle(self):
        self.machine.settle(self.patience)

    def stopwatch(self):
        """Runs as soon as the machine is quiet."""
        self.settle()
        return Stopwatch()

    def folder(self, title):
        """A new folder on the disk to measure."""
        folder = self.work / f"{self.name}-{title}-{next(self.numbers)}"
        folder.mkdir()
        return folder

    def remove(self, folder):
        shutil.rmtree(folder, ignore_errors=True)

    def site(self, keep=False):
        """With keep, its folder stays until the end of all: ext4 without a journal looks through what was deleted in the
        last minute whenever it makes a file, so that rounds would pay for each other's deletions."""
        return Site(self.binaries, self.folder("home"), keep)

    def copies(self, documents, times=1):
        """Fresh copies of documents, ready to be renamed into an inbox."""
        folder = self.folder("staged")
        copies = []
        for number, document in enumerate(itertools.chain.from_iterable([documents] * times)):
            copies.append(Path(shutil.copyfile(document, folder / f"{number:05}.pdf")))
        return copies
