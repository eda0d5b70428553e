# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks to break: ext4 with a journal on a file, whose power can be cut; and memory, which can be filled."""

import ctypes
import fcntl
import os
import struct
import subprocess
import time

from benchmarks import tools
from benchmarks.programs import LIBC

from .plan import NotHere

# EXT4_IOC_SHUTDOWN of linux/fs/ext4/ext4.h: _IOR('X', 125, __u32)
SHUTDOWN = 0x8004587D
# The journal is not written out: what was not synchronized is gone.
NO_LOG_FLUSH = 2
# unshare(2), mount(2)
CLONE_NEWNS = 0x20000
MS_REC_PRIVATE = 0x44000


class Disk:
    def __init__(self, folder):
        self.folder = folder / "disk"
        self.folder.mkdir()
        leave_others_alone()

    def __enter__(self):
        self.mount()
        return self

    def __exit__(self, *_):
        self.unmount()

    def unmount(self, seconds=10):
        end = time.monotonic() + seconds
        while subprocess.run(["umount", self.folder], capture_output=True, check=False).returncode != 0:
            if not os.path.ismount(self.folder):
                return
            if time.monotonic() > end:
                run("umount", "--lazy", self.folder)
                return
            time.sleep(0.01)


class MemoryDisk(Disk):
    def __init__(self, folder, options):
        super().__init__(folder)
        self.options = options

    def mount(self):
        run("mount", "-t", "tmpfs", "-o", self.options, "pannier-faults", self.folder)


class PowerDisk(Disk):
    def __init__(self, folder, megabytes=160):
        super().__init__(folder)
        self.image = folder / "image"
        with open(self.image, "wb") as file:
            file.truncate(megabytes << 20)
        run("mkfs.ext4", "-q", "-F", "-J", "size=8", self.image)

    def mount(self):
        run("mount", "-o", "loop", self.image, self.folder)

    def cut(self):
        """Nothing reaches the disk from now on, and what had not is lost."""
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def check(self):
        """Of the unmounted disk; nothing, or what is wrong."""
        done = subprocess.run([tools.path("fsck.ext4"), "-f", "-n", self.image], capture_output=True, text=True, check=False)
        return None if done.returncode == 0 else done.stdout


def leave_others_alone():
    """Mounts are seen by this thread and what it starts alone: a copy in another's mount namespace (a container that
    starts meanwhile, say) would keep a disk alive after its end here."""
    if LIBC.unshare(CLONE_NEWNS) or LIBC.mount(b"none", b"/", None, MS_REC_PRIVATE, None):
        raise NotHere(f"no mount namespace of its own: {os.strerror(ctypes.get_errno())}")


def run(program, *arguments):
    done = subprocess.run([tools.path(program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotHere(f"{program} {' '.join(map(str, arguments))}: {done.stderr.strip()}")
