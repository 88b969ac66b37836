"""Who took the processor's time: read from /proc, so on Linux only."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def used(**groups: int) -> Iterator[dict[str, float]]:
    """Seconds of processor time of each group of processes, named by its first one.

    "load" is this process itself, which asks for the pages.
    """
    seconds: dict[str, float] = {}
    before = {name: _seconds(first) for name, first in groups.items()}
    own = time.process_time()
    yield seconds
    seconds["load"] = time.process_time() - own
    for name, first in groups.items():
        seconds[name] = _seconds(first) - before[name]


def _seconds(first: int) -> float:
    """User and system time of the process and of all below it, also of those that have ended."""
    if not PROC.exists():
        return float("nan")
    parents, times = {}, {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        number = int(stat.parent.name)
        parents[number] = int(fields[1])
        times[number] = sum(map(int, fields[11:15])) / TICKS
    return sum(taken for number, taken in times.items() if _is_below(number, first, parents))


def _is_below(number: int, first: int, parents: dict[int, int]) -> bool:
    while number > 1:
        if number == first:
            return True
        number = parents.get(number, 0)
    return False
