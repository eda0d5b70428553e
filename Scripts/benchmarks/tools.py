# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's programs, installed when they are missing."""

import os
import shutil
import subprocess

from .problem import Problem

# nginx has PUT in its core (ngx_http_dav_module); Debian's libnginx-mod-http-dav-ext, for PROPFIND, is not needed.
PACKAGES = {
    "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "pdfinfo": "poppler-utils",
    "qpdf": "qpdf", "wrk": "wrk", "nginx": "nginx-light", "xargs": "findutils",
    "convert": "imagemagick", "img2pdf": "img2pdf", "tesseract": "tesseract-ocr", "ocrmypdf": "ocrmypdf",
    "taskset": "util-linux",
    "strace": "strace", "cc": "gcc libc6-dev", "mkfs.ext4": "e2fsprogs", "fsck.ext4": "e2fsprogs", "mount": "mount",
}


def require(names):
    missing = [name for name in names if path(name) is None]
    if not missing:
        return
    packages = sorted({package for name in missing for package in PACKAGES[name].split()})
    install(packages)
    still = [name for name in missing if path(name) is None]
    if still:
        raise Problem(f"{', '.join(still)} missing, and apt-get could not help; install {' '.join(packages)}")


def path(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def install(packages):
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    # At this run level no service starts because its package was installed.
    setting = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        try:
            subprocess.run([*prefix, *setting, "apt-get", *command], check=False)
        except FileNotFoundError as error:
            raise Problem(f"{error.filename} is missing; install {' '.join(packages)} yourself") from error
