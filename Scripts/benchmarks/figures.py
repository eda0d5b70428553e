# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured, and its table."""

import statistics
from dataclasses import dataclass


@dataclass
class Figure:
    """One line of the table. The ratio is ours over the peer's; the goal is words."""

    name: str
    unit: str
    ours: float
    peer: float | None = None
    peer_name: str = ""
    goal: str = ""
    spread: str = ""

    @property
    def ratio(self):
        return f"{self.ours / self.peer:.2f}x" if self.peer else ""

    def row(self):
        peer = f"{number(self.peer)} ({self.peer_name})" if self.peer is not None else self.peer_name
        return [self.name, f"{number(self.ours)} {self.unit}", peer, self.ratio, self.goal, self.spread]


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(values):
    """Smallest and largest, as shares of the median."""
    middle = statistics.median(values)
    return f"{100 * (min(values) / middle - 1):+.0f}…{100 * (max(values) / middle - 1):+.0f} %"


def percentile(values, share):
    """The smallest value that at least this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def table(figures):
    rows = [["figure", "pannier", "peer", "ratio", "goal", "pannier's rounds"]] + [figure.row() for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
