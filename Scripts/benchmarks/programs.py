# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs under test: built, started, stopped."""

import ctypes
import os
import signal
import subprocess
from pathlib import Path

from .problem import Problem

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = ("pannier-front", "pannier-worker", "pannier-converter")
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


def locate():
    """The folder of the release products, built now unless PANNIER_BENCH_BIN names one."""
    named = os.environ.get("PANNIER_BENCH_BIN")
    folder = Path(named) if named else build()
    missing = [name for name in PRODUCTS if not os.access(folder / name, os.X_OK)]
    if missing:
        raise Problem(f"{', '.join(missing)} missing in {folder}; build with: swift build -c release --static-swift-stdlib")
    return folder


def build():
    # As Scripts/up and the Dockerfile build: a child is forked the faster the fewer libraries its zygote has mapped.
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--package-path", str(ROOT)]
    try:
        for product in PRODUCTS:
            subprocess.run([*command, "--product", product], check=True)
        shown = subprocess.run([*command, "--show-bin-path"], check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Problem("swift is not on the PATH; install Swift, or name a build with PANNIER_BENCH_BIN") from error
    except subprocess.CalledProcessError as error:
        raise Problem(f"{' '.join(error.cmd)} failed; see above") from error
    return Path(shown.stdout.strip())


class Program:
    """A program that runs until this one says so, or ends."""

    def __init__(self, command, log, environment=None):
        self.command = [str(part) for part in command]
        self.log = log
        self.environment = environment or plain_environment()
        self.process = None
        self.earlier = 0

    def start(self):
        with open(self.log, "ab") as log:
            self.earlier = log.tell()
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log,
                env=self.environment, preexec_fn=end_with_parent)
        return self

    @property
    def pid(self):
        return self.process.pid

    def require_life(self):
        if self.process.poll() is not None:
            raise Problem(f"{self.command[0]} ended with {self.process.returncode}:\n{self.last_words()}")

    def said(self, words):
        """Whether it has written that since it was started."""
        with open(self.log, "rb") as log:
            log.seek(self.earlier)
            return words.encode() in log.read()

    def last_words(self):
        return self.log.read_text(errors="replace")[-2000:]

    def kill(self):
        """At once, and gone when this returns."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self, patience=30):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        # Where it has been stopped, so that it hears.
        self.process.send_signal(signal.SIGCONT)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Problem(f"{self.command[0]} did not stop within {patience} s of SIGTERM") from None


def end_with_parent():
    """In the child, before exec: nothing is left behind even where this program is killed."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def plain_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("PANNIER_")}


def run_all(command, arguments, per_process, processes):
    """`xargs`: the command over all arguments, so many at once. Its end says nothing: peers refuse documents too."""
    words = b"".join(os.fsencode(str(argument)) + b"\0" for argument in arguments)
    xargs = ["xargs", "-0", "-n", str(per_process), "-P", str(processes), *command]
    process = subprocess.Popen(xargs, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True, preexec_fn=end_with_parent)
    try:
        process.communicate(words)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
