"""The figures as a page: what was measured, what was asked for, and whether it was met."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg

QUIET = 1.0  # load up to which a machine counts as quiet
BUSY = "**It was busy with other work, so the milliseconds are too long and the rates too low.**"
LATEST = Path(__file__).parent / "results" / "latest.md"


@dataclass(frozen=True)
class Figure:
    """One line of the first table."""

    what: str
    value: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.met is None else "yes" if self.met else "**no**"


@dataclass
class Report:
    """What there is to say, in the order it is said."""

    machine: str
    figures: list[Figure] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def text(self) -> str:
        lines = [
            "# Measured",
            "",
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC. {self.machine}",
            "",
            *table(
                ("figure", "measured", "target", "met"),
                [(one.what, one.value, one.target, one.verdict) for one in self.figures],
            ),
        ]
        return "\n".join([*lines, "", *self.tables]) + "\n"

    def add(self, title: str, *lines: str) -> None:
        """A part with a heading."""
        self.tables += [f"## {title}", "", *lines, ""]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table, its columns in line also for those who read the file as it is."""
    told = [tuple(map(str, row)) for row in [heads, *rows]]
    widths = [max(len(row[n]) for row in told) for n in range(len(heads))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in told]
    rule = " | ".join("-" * width for width in widths)
    return [f"| {line} |" for line in [lines[0], rule, *lines[1:]]]


def machine(dsn: str, busy: tuple[float, float]) -> str:
    """The machine in neutral words, and how busy it was with other things."""
    with psycopg.connect(dsn) as connection:
        version = connection.info.server_version // 10_000
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{os.cpu_count()} cores, {pages:.0f} GiB; pages, database (PostgreSQL {version}, fsync on, "
        f"default settings) and the load itself all on them. Load of the machine before the "
        f"measuring: {busy[0]:.1f} (last minute), {busy[1]:.1f} (last five)."
        + (f" {BUSY}" if max(busy) > QUIET else "")
    )
