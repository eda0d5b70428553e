# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine: what it is, how busy its cores are, and how busy other programs keep them."""

import os
import platform
import time
from pathlib import Path

from .problem import Problem

TICK = 1 / os.sysconf("SC_CLK_TCK")
IN_MEMORY = {"tmpfs", "ramfs"}
# Share of the machine that others may use in a round.
QUIET = 0.08


class Machine:
    def __init__(self, work):
        self.cores = len(os.sched_getaffinity(0))
        self.work = work.resolve()
        self.file_system, self.device = mount(self.work)

    def __str__(self):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        model = processor() or platform.machine()
        return (f"{self.cores} cores ({model}), {memory:.0f} GiB, {platform.system()} {platform.release()}, "
                f"{self.file_system}{self.journal()} on {self.device} ({self.work})")

    def journal(self):
        """Said where there is none: fsync is cheaper then and making files dearer, so uploads compare with care."""
        task = Path("/sys/fs/ext4") / Path(self.device).name / "journal_task"
        missing = self.file_system == "ext4" and task.exists() and not task.read_text().strip().isdigit()
        return " without a journal" if missing else ""

    def refuse_memory_disk(self):
        if self.file_system in IN_MEMORY:
            raise Problem(f"{self.work} lies in memory ({self.file_system}); name a folder on a disk with --work")

    def settle(self, patience):
        """Waits until others leave the machine alone, and until nothing waits to be written."""
        os.sync()
        end = time.monotonic() + patience
        while True:
            load = OtherLoad()
            time.sleep(0.5)
            if load.share() < QUIET or time.monotonic() > end:
                return


def mount(path):
    """File system and device of the mount that holds the path."""
    best = ("", "unknown", "unknown")
    for line in Path("/proc/self/mounts").read_text().splitlines():
        device, point, kind = line.split()[:3]
        if (path == Path(point) or Path(point) in path.parents) and len(point) >= len(best[0]):
            best = (point, kind, device)
    return best[1], best[2]


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return None


class CoreUse:
    """How busy each core is from now on."""

    def __init__(self):
        self.began = self.times()

    @staticmethod
    def times():
        lines = Path("/proc/stat").read_text().splitlines()
        rows = [line.split() for line in lines if line.startswith("cpu") and line[3] != " "]
        # user nice system idle iowait irq softirq steal; guest is in user already
        return {row[0]: [int(value) for value in row[1:9]] for row in rows}

    def shares(self):
        return [self.share(self.began[core], now) for core, now in self.times().items()]

    @staticmethod
    def share(began, now):
        spent = [after - before for before, after in zip(began, now)]
        return 1 - (spent[3] + spent[4]) / max(sum(spent), 1)


class OtherLoad:
    """The share of the machine that programs use which this one did not start."""

    def __init__(self):
        self.began = time.monotonic()
        self.times = self.now()

    @staticmethod
    def now():
        processes = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                fields = stat(entry)
                if fields:
                    processes[int(entry)] = (int(fields[1]), sum(int(value) for value in fields[11:15]) * TICK)
        return {pid: used for pid, (_, used) in processes.items() if not is_ours(pid, processes)}

    def share(self):
        # What ended in between is in its parent's time, so the sums differ by just what was used.
        used = max(0, sum(self.now().values()) - sum(self.times.values()))
        return used / (time.monotonic() - self.began) / len(os.sched_getaffinity(0))


class Stopwatch:
    """Takes the time of what is done within it, and what others took of the machine meanwhile."""

    def __enter__(self):
        self.load = OtherLoad()
        self.began = time.monotonic()
        return self

    def __exit__(self, *_):
        self.seconds = time.monotonic() - self.began
        self.others = self.load.share()


def is_ours(pid, processes):
    """Started by us, or a thread of the kernel (the parent of all those is process 2)."""
    while pid in processes:
        if pid in (os.getpid(), 2):
            return True
        pid = processes[pid][0]
    return False


def stat(pid):
    """The fields of /proc/PID/stat after the name, beginning with the state; nil where the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def processor_seconds(pids):
    """Of living processes with their children that have ended."""
    return sum(sum(int(value) for value in fields[11:15]) * TICK for fields in map(stat, pids) if fields)
