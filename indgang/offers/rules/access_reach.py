"""What is worth looking at in a rule of access: lines nobody reaches, ages between two lines.

A use is who it is for, what for, how old and how many times before. All uses are infinitely many,
but only few of them differ to a rule: ages where a line begins or ends, and for each line the uses
that ask for as little as possible. `tests/rules/offers/test_access_reach.py` holds this to an
answer found by trying every use there is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indgang.offers.rules.access_per_use import Entry, Line, Use
from indgang.offers.rules.sheet import OLDEST, WHO_FOR


class Odd(StrEnum):
    """What an administrator should look at."""

    HIDDEN = "hidden"  # lines before it take everyone it speaks of
    AGE_GAP = "age_gap"  # ages between two lines that no line speaks of
    NO_AGE = "no_age"  # whoever does not say his age meets another answer
    NO_LAW = "no_law"  # a decision without the section it is made under
    NO_ONE = "no_one"  # a decision, and nobody is named who makes it
    LAW_IS_OPEN = "law_is_open"  # a decision under a section that asks for none
    LAW_DECIDES = "law_decides"  # one just comes, though the section asks for a decision
    LAW_ENDED = "law_ended"  # the section is in force no more


@dataclass(frozen=True)
class Law:
    """The section a line rests on."""

    mode: str = "either"
    is_in_force: bool = True


@dataclass(frozen=True)
class Warning:
    """One thing to look at, at one line. ``others`` are lines that matter to it, by number."""

    odd: Odd
    number: int
    others: tuple[int, ...] = ()
    low: int = 0
    high: int = 0


def number_of_deciding(use: Use, lines: Sequence[Line]) -> int | None:
    """The place of the line that decides this use, from 0; None where no line fits."""
    return next((place for place, line in enumerate(lines) if line.fits(use)), None)


def may_be_open(use: Use, lines: Sequence[Line]) -> bool:
    """Whether one who says his age and what it is about, and has not, might simply come."""
    for line in lines:
        if line.answer is not Entry.OPEN:
            continue
        needs = use.needs or (frozenset((line.need,)) if line.need else frozenset())
        for age in (use.age,) if use.age is not None else (None, *_ages_that_differ(lines)):
            decides = number_of_deciding(replace(use, needs=needs, age=age), lines)
            if decides is not None and lines[decides].answer is Entry.OPEN:
                return True
    return False


def hidden_lines(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """The places of lines that decide nothing, each with the places of those that come before it."""
    found = {}
    for place, line in enumerate(lines):
        deciding = {number_of_deciding(use, lines) for use in _least_uses(line, lines)}
        if place not in deciding:
            found[place] = tuple(sorted(each for each in deciding if each is not None))
    return found


def age_gaps(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ages that fall to a line about any age, while both younger and older ones have a line."""
    gaps: dict[tuple[int, int], None] = {}
    if not any(_speaks_of_age(line) for line in lines):
        return []
    for who in WHO_FOR:
        for needs in ((), *((line.need,) for line in lines if line.need)):
            for gap in _gaps_of(who, frozenset(needs), lines):
                gaps[gap] = None
    return list(gaps)


def warnings_of(lines: Sequence[Line], laws: Sequence[Law | None]) -> list[Warning]:
    """All there is to look at, line by line."""
    hidden = hidden_lines(lines)
    found = [Warning(Odd.HIDDEN, place, others) for place, others in hidden.items()]
    for place, (line, law) in enumerate(zip(lines, laws, strict=True)):
        found += [Warning(odd, place) for odd in _about_law(line, law)]
        if line.answer is Entry.DECISION and not line.decided_by:
            found.append(Warning(Odd.NO_ONE, place))
    found += [
        Warning(Odd.AGE_GAP, _last_for(low, lines), low=low, high=high)
        for low, high in age_gaps(lines)
    ]
    return sorted([*found, *_unsaid_ages(lines)], key=lambda one: one.number)


def access_of(lines: Sequence[Line]) -> str:
    """The rule in one word: open or decision where every line that decides says so, else mixed."""
    hidden = hidden_lines(lines)
    answers = {line.answer for place, line in enumerate(lines) if place not in hidden}
    if answers == {Entry.OPEN}:
        return "open"
    return "decision" if answers == {Entry.DECISION} else "mixed"


def _about_law(line: Line, law: Law | None) -> Iterator[Odd]:
    is_decided = line.answer is Entry.DECISION
    if law is None:
        if is_decided:
            yield Odd.NO_LAW
        return
    if not law.is_in_force:
        yield Odd.LAW_ENDED
    if is_decided and law.mode == "open":
        yield Odd.LAW_IS_OPEN
    if not is_decided and law.mode == "decision":
        yield Odd.LAW_DECIDES


def _unsaid_ages(lines: Sequence[Line]) -> Iterator[Warning]:
    """Where nobody has said an age, the first line about any age decides: said once."""
    about_age = [place for place, line in enumerate(lines) if _speaks_of_age(line)]
    if about_age and (decides := number_of_deciding(Use(), lines)) is not None:
        answers = {lines[place].answer for place in about_age}
        if answers != {lines[decides].answer}:
            yield Warning(Odd.NO_AGE, decides, tuple(about_age))


def _last_for(age: int, lines: Sequence[Line]) -> int:
    decides = number_of_deciding(Use(age=age), lines)
    return len(lines) - 1 if decides is None else decides


def _speaks_of_age(line: Line) -> bool:
    return line.min_age is not None or line.max_age is not None


def _least_uses(line: Line, lines: Sequence[Line]) -> Iterator[Use]:
    """Uses the line fits and earlier ones least: if it decides any use, it decides one of these.

    More needs and fewer times before only make more lines fit, so the fewest needs and the most
    times are enough to try; who and age are tried in all the ways that differ to some line.
    """
    most = max((each.max_times or 0 for each in lines), default=0)
    times = most if line.max_times is None else line.max_times - 1
    if times < 0:
        return
    needs = frozenset((line.need,)) if line.need else frozenset()
    for who in (line.who,) if line.who else WHO_FOR:
        for age in (None, *_ages_that_differ(lines)):
            use = Use(who=who, needs=needs, age=age, times=times)
            if line.fits(use):
                yield use


def _ages_that_differ(lines: Sequence[Line]) -> list[int]:
    """The first age of each span that all lines treat alike."""
    begins = {0}
    begins |= {line.min_age for line in lines if line.min_age is not None}
    begins |= {line.max_age + 1 for line in lines if line.max_age is not None}
    return sorted(age for age in begins if age <= OLDEST)


def _gaps_of(who: str, needs: frozenset[str], lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    ages = _ages_that_differ(lines)
    ends = [*(age - 1 for age in ages[1:]), OLDEST]
    said = []
    for age in ages:
        place = number_of_deciding(Use(who=who, needs=needs, age=age), lines)
        said.append(place is not None and _speaks_of_age(lines[place]))
    for number, (low, high) in enumerate(zip(ages, ends, strict=True)):
        if not said[number] and any(said[:number]) and any(said[number + 1 :]):
            yield low, high
