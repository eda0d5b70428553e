# SPDX-License-Identifier: GPL-3.0-or-later
"""The wall clock jumps a day ahead and back, again and again, under a worker and a front at work."""

import time

from .interposer import Interposer
from .ways import TOGETHER

TOOLS = ["cc"]
JUMPS = 40
SHORT_JUMPS = 6
DAY = 86400
PATIENCE = 20


def run(plan):
    with plan.site() as site:
        clocks = [Interposer(plan.work, site.home), Interposer(plan.work, site.home)]
        site.run_worker(environment=clocks[0].environment)
        site.run_front(environment=clocks[1].environment)
        # What is retried and deleted later.
        begin(plan, site, ["letter", "refusal"])
        site.await_rest(PATIENCE)
        for _ in range(SHORT_JUMPS if plan.short else JUMPS):
            under_way = begin(plan, site, TOGETHER)
            time.sleep(plan.random.uniform(0, 0.02))
            jump = plan.random.choice([DAY, -DAY, 0])
            for clock in clocks:
                clock.shift(jump)
            plan.points += 1
            began = time.monotonic()
            for title, over in under_way:
                if not site.await_truth(over, PATIENCE):
                    plan.broken("stuck", f"a {title} after a jump of the clock to {jump:+} s")
            plan.recoveries.append(time.monotonic() - began)
        site.await_rest(PATIENCE)
        plan.judge(site)


def begin(plan, site, titles):
    return [(title, TOGETHER[title](plan, site)) for title in titles]
