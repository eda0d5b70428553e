# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults at one chosen call of a program: the other side of interposer.c."""

import itertools
import mmap
import os
import struct
import subprocess
from pathlib import Path

from benchmarks.problem import Problem
from benchmarks.programs import plain_environment

SOURCE = Path(__file__).with_name("interposer.c")
OPEN, MAKE, WRITE, SYNC, RENAME, REMOVE, TRUNCATE = (1 << bit for bit in range(7))
# All that changes files. An open may make one, and may fail as well.
CHANGES = MAKE | WRITE | SYNC | RENAME | REMOVE | TRUNCATE
ALL = CHANGES | OPEN
COUNT, KILL, FAIL, LEAVE_OUT = range(4)
ORDER = struct.Struct("IIiIQQQ512s64s512s")
SHIFT = struct.Struct("q")
NUMBERS = itertools.count()


class Interposer:
    """Preloaded into one program by `environment`; asleep until it is armed."""

    def __init__(self, work, home):
        self.home = home
        self.library = compiled(work)
        self.path = work / f"interposer-{next(NUMBERS)}"
        self.path.write_bytes(bytes(ORDER.size + SHIFT.size))
        with open(self.path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), ORDER.size + SHIFT.size)

    @property
    def environment(self):
        return plain_environment() | {"LD_PRELOAD": str(self.library), "PANNIER_INTERPOSER": str(self.path)}

    def arm(self, action, kinds=ALL, number=1, error=0, lasting=False, suffix=""):
        """From now on, at the `number`th call of these kinds below the home, or from there on where it is to last."""
        self.disarm()
        order = (action, error, lasting, number, 0, 0, os.fsencode(self.home), suffix.encode(), b"")
        self.memory[4:ORDER.size] = ORDER.pack(0, *order)[4:]
        self.memory[:4] = struct.pack("I", kinds)

    def disarm(self):
        self.memory[:4] = bytes(4)

    def shift(self, seconds):
        """The program's wall clock is off by this from now on."""
        self.memory[ORDER.size:] = SHIFT.pack(seconds)

    @property
    def counted(self):
        return ORDER.unpack(self.memory[:ORDER.size])[5]

    @property
    def fired(self):
        return ORDER.unpack(self.memory[:ORDER.size])[6]

    @property
    def call(self):
        """What it fired at: the call, and the path below the home."""
        return os.fsdecode(ORDER.unpack(self.memory[:ORDER.size])[9].split(b"\0")[0])


def compiled(work):
    library = work / "interposer.so"
    if not library.exists():
        command = ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-o", library, SOURCE, "-ldl"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Problem(f"{SOURCE.name} does not compile:\n{done.stderr}")
    return library
