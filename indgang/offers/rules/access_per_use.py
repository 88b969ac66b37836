"""Whether one can simply come, decided for each use of an offer and not for the offer as such.

The same course may be open to everyone who is lonely and need a decision for somebody who is to
have a companion with him. The lines are read from the top, and the first that fits decides.

No line ever says "not for you": a wish for something that needs a decision is passed on to those
who decide, on the same day, because the time they may take runs from the wish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Entry(StrEnum):
    """What stands between a person and an offer."""

    OPEN = "open"  # one simply comes
    TALK = "talk"  # after a talk in the house; nobody decides anything
    DECISION = "decision"  # a formal decision by the municipality comes first


@dataclass(frozen=True)
class Use:
    """Who would use the offer and what for. Empty means not said."""

    who: str = "self"
    needs: frozenset[str] = frozenset()
    age: int | None = None
    times: int = 0  # how often he has had a seat here before


@dataclass(frozen=True)
class Line:
    """One line of an offer's rule. Empty fields fit everyone."""

    answer: Entry
    sentence: str = ""
    who: str = ""
    need: str = ""
    min_age: int | None = None
    max_age: int | None = None
    max_times: int | None = None  # fits the first so many times
    decided_by: str = ""  # who says yes, where somebody does

    def fits(self, use: Use) -> bool:
        """Whether the line speaks of this use. An age that is not said fits no line about age."""
        return (
            self.who in ("", use.who)
            and (not self.need or self.need in use.needs)
            and (self.max_times is None or use.times < self.max_times)
            and self._fits_age(use.age)
        )

    @property
    def fits_everyone(self) -> bool:
        """Whether it asks for nothing, so that no line below it is ever read."""
        return not (
            self.who
            or self.need
            or self.min_age is not None
            or self.max_age is not None
            or self.max_times is not None
        )

    def _fits_age(self, age: int | None) -> bool:
        if self.min_age is None and self.max_age is None:
            return True
        if age is None:
            return False
        return (self.min_age or 0) <= age <= (self.max_age if self.max_age is not None else age)


@dataclass(frozen=True)
class Answer:
    """What stands between this use and the offer, and the sentence that says so, if it has one."""

    entry: Entry
    sentence: str = ""
    decided_by: str = ""
    depends: bool = False  # on what the person has not said: it may be open for him


# What holds where no line fits, by the offer's own word on access. "Open for some" without a line
# that fits means that somebody must find out together with the guest.
_OTHERWISE = {"open": Entry.OPEN, "mixed": Entry.TALK, "decision": Entry.DECISION}


def answer_for(use: Use, *, access: str, lines: Sequence[Line]) -> Answer:
    """What stands between this use and an offer with this access and these lines, in order."""
    for line in lines:
        if line.fits(use):
            return Answer(line.answer, line.sentence, line.decided_by)
    return Answer(_OTHERWISE[access])


def with_an_end(lines: Sequence[Line], *, access: str) -> tuple[Line, ...]:
    """The lines, and one for all others if they have none: what the offer's own word comes to."""
    if lines and lines[-1].fits_everyone:
        return tuple(lines)
    return (*lines, Line(_OTHERWISE[access]))


def may_take_seat(entry: Entry, *, in_a_talk: bool, decides: bool) -> bool:
    """Whether a seat may be taken now.

    By the guest alone, together with the house (``in_a_talk``), or by those who decide.
    """
    if entry is Entry.OPEN or decides:
        return True
    return entry is Entry.TALK and in_a_talk
