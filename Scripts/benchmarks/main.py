# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of Scripts/bench."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from . import claim, fairness, images, latency, markdown, memory, ocr, text, tools, uploads
from .bench import Bench
from .corpus import Corpus
from .figures import table
from .machine import Machine
from .problem import Problem
from .programs import locate

BENCHMARKS = {
    "text": text, "markdown": markdown, "images": images, "uploads": uploads, "claim": claim,
    "latency": latency, "ocr": ocr, "memory": memory, "fairness": fairness,
}


def main(arguments, description):
    options = parse(arguments, description)
    # So that everything that was started is stopped, whoever ends this.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        return run(options)
    except Problem as problem:
        print(f"bench: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bench: interrupted", file=sys.stderr)
        return 130


def parse(arguments, description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="one or more of " + ", ".join(BENCHMARKS))
    parser.add_argument("--corpus", type=Path, help="a folder of PDF files, looked through to the bottom")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each comparison (default: 5)")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp"),
                        help="folder on the disk to measure; what is made there is removed (default: /var/tmp)")
    parser.add_argument("--judge", type=Path, help="markdown: the program that scores predictions against truth")
    parser.add_argument("--peers", type=Path, default=Path.home() / ".cache" / "pannier-peers",
                        help="markdown: the Python environment with the other engines, made where it is missing")
    parser.add_argument("--patience", type=float, default=20,
                        help="seconds to wait for a quiet machine before each round (default: 20)")
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark {name!r}; there are " + ", ".join(BENCHMARKS))
    options.names = options.names or [name for name in BENCHMARKS if name != "markdown" or options.judge]
    return options


def run(options):
    chosen = {name: BENCHMARKS[name] for name in options.names}
    for module in chosen.values():
        tools.require(module.TOOLS)
    binaries = locate()
    machine = Machine(options.work)
    machine.refuse_memory_disk()
    print(machine, flush=True)
    failures = 0
    figures = []
    with tempfile.TemporaryDirectory(prefix="pannier-bench-", dir=options.work) as work:
        corpus = Corpus(options.corpus, Path(work)) if any(m.NEEDS_CORPUS for m in chosen.values()) else None
        for name, module in chosen.items():
            bench = Bench(name, binaries, machine, corpus, Path(work), options)
            try:
                module.run(bench)
            except Problem as problem:
                print(f"{name}: did not work: {problem}", file=sys.stderr, flush=True)
                failures += 1
            figures += bench.figures
    print("\n" + table(figures))
    print(machine)
    return 1 if failures else 0
