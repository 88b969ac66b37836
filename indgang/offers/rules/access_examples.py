"""Rules to begin from: most municipalities need one of these and change a number or two."""

from dataclasses import dataclass

from indgang.offers.rules.access_per_use import Entry, Line


@dataclass(frozen=True)
class Example:
    """A rule that somebody may begin from."""

    code: str
    lines: tuple[Line, ...]


EXAMPLES = (
    Example("open", (Line(Entry.OPEN),)),
    Example("first_times", (Line(Entry.OPEN, max_times=5), Line(Entry.TALK))),
    Example(
        "relatives",
        (
            Line(Entry.OPEN, who="relative"),
            Line(Entry.OPEN, who="parent"),
            Line(Entry.OPEN, who="sibling", max_times=5),
            Line(Entry.TALK),
        ),
    ),
    Example("young", (Line(Entry.OPEN, max_age=24), Line(Entry.TALK))),
    Example(
        "decided",
        (Line(Entry.OPEN, max_times=3), Line(Entry.DECISION)),
    ),
)


def lines_of_example(code: str) -> tuple[Line, ...]:
    """The lines of the example, or of the first one if there is none by that code."""
    return next((one.lines for one in EXAMPLES if one.code == code), EXAMPLES[0].lines)
