# SPDX-License-Identifier: GPL-3.0-or-later


class Problem(Exception):
    """Something did not work; says what, where, and what to do."""
