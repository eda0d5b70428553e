# SPDX-License-Identifier: GPL-3.0-or-later
"""Contestants that take turns."""

import statistics

from .machine import QUIET


class Contest:
    """Runs contestants one after the other, round by round; each answers its figure and the stopwatch that it ran by.

    A turn in which other programs took part of the machine is repeated, up to `rounds` times in all, and the quieter
    one counts.
    """

    def __init__(self, bench, contestants):
        self.bench = bench
        self.contestants = contestants
        self.turns = {name: [] for name in contestants}
        self.repeats = bench.rounds

    def run(self):
        for number in range(self.bench.rounds):
            names = list(self.contestants)
            for name in names if number % 2 == 0 else reversed(names):
                self.take(name)
        return {name: [value for value, _ in turns] for name, turns in self.turns.items()}

    def take(self, name):
        turn = self.turn(name)
        while turn[1].others > QUIET and self.repeats > 0:
            self.repeats -= 1
            turn = min(turn, self.turn(name), key=lambda turn: turn[1].others)
        self.turns[name].append(turn)

    def turn(self, name):
        value, watch = self.contestants[name]()
        noise = f" (others took {watch.others:.0%} of the machine)" if watch.others > QUIET else ""
        self.bench.say(f"{name}: {value:.1f}{noise}")
        return value, watch


def medians(results):
    return {name: statistics.median(values) for name, values in results.items()}
