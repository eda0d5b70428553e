# SPDX-License-Identifier: GPL-3.0-or-later
"""inotify(7), through ctypes."""

import ctypes
import os
import select
import struct

from .problem import Problem
from .programs import LIBC

CLOSE_WRITE = 0x8
MOVED_FROM = 0x40
MOVED_TO = 0x80
Q_OVERFLOW = 0x4000
HEADER = struct.Struct("iIII")


class Watch:
    """News of folders from now on, as (mask, name)."""

    def __init__(self, folders, events):
        self.descriptor = LIBC.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        for folder in folders:
            if LIBC.inotify_add_watch(self.descriptor, os.fsencode(folder), events) < 0:
                raise Problem(f"inotify_add_watch {folder}: {os.strerror(ctypes.get_errno())}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def wait(self, seconds):
        """News as soon as there is any; empty when the time is over."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return []
        return list(self.parse(os.read(self.descriptor, 1 << 16)))

    @staticmethod
    def parse(data):
        offset = 0
        while offset < len(data):
            _, mask, _, length = HEADER.unpack_from(data, offset)
            offset += HEADER.size
            if mask & Q_OVERFLOW:
                raise Problem("inotify lost news; raise fs.inotify.max_queued_events")
            yield mask, os.fsdecode(data[offset:offset + length].rstrip(b"\0"))
            offset += length
