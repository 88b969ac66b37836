"""The board of the demo as it would have been kept every night."""

from datetime import timedelta

from indgang.access.door import acting
from indgang.board.operations import keep_counts
from indgang.kernel import clock
from indgang.offers.operations import count_unmet

# Each day of the last week, and one a week before that: a line one can see, and not long to fill.
DAYS_AGO = (*range(17 * 7, 7, -7), *range(7, -1, -1))

# Each so many days somebody looked for something in vain, by what he needed.
IN_VAIN = {"housing": 1, "money": 2, "work": 3, "grief": 7, "": 2}


def keep_the_board(worker_key: str) -> int:
    """Keep the figures of days that have been, as the worker. Returns how many days."""
    now = clock.now()
    for days in DAYS_AGO:
        with clock.stopped(now - timedelta(days=days)), acting(worker_key) as worker:
            for need, every in IN_VAIN.items():
                if days % every == 0:
                    count_unmet(need=need, by=worker)
            keep_counts(by=worker)
    return len(DAYS_AGO)
