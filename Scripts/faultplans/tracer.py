# SPDX-License-Identifier: GPL-3.0-or-later
"""strace(1), attached to a running program and all its threads."""

import os
import re
import subprocess
import time

from benchmarks.problem import Problem

CHANGES = ("mkdir", "mkdirat", "write", "writev", "pwrite64", "pwritev", "pwritev2", "fsync", "fdatasync", "rename",
           "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "ftruncate", "truncate", "link", "linkat", "symlinkat",
           "fallocate", "sync_file_range", "syncfs", "copy_file_range", "sendfile")


class Tracer:
    """Notes the calls that change files from now on."""

    def __init__(self, pid, work):
        self.pid = pid
        self.log = work / f"strace-{pid}"
        calls = ",".join(CHANGES)
        command = ["strace", "-f", "-y", "-p", str(pid), "-e", f"trace={calls}", "-o", self.log]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.await_attachment()

    def await_attachment(self):
        end = time.monotonic() + 10
        while not all(self.is_traced(thread) for thread in os.listdir(f"/proc/{self.pid}/task")):
            if time.monotonic() > end or self.process.poll() is not None:
                raise Problem(f"strace can't attach to process {self.pid}")
            time.sleep(0.01)

    def is_traced(self, thread):
        try:
            with open(f"/proc/{self.pid}/task/{thread}/status") as status:
                return "TracerPid:\t0\n" not in status.read()
        except OSError:
            return True

    def stop(self):
        """Ends the trace and answers its lines."""
        self.process.terminate()
        self.process.wait()
        return self.log.read_text(errors="replace").splitlines()


def changes(lines, home):
    """How many calls there were below this folder."""
    # Of a call that was interrupted by another thread's line only the first half counts.
    below = rf"{re.escape(str(home))}[/>\"]"
    begun = re.compile(rf"^\d+ +\w+\([^<>]*<{below}|^\d+ +\w+\(\"{below}")
    return sum(bool(begun.match(line)) for line in lines)


def astray(lines):
    """The calls on files that had been closed."""
    return [line for line in lines if " EBADF " in line]
