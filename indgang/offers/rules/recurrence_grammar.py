"""The rules of repetition that are accepted: the part of RFC 5545 that people say aloud."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum

from indgang.kernel.clock import COPENHAGEN
from indgang.kernel.words import Language, Words

LONGEST_RULE = 250  # characters
MOST_TIMES = 2000  # as many as are ever listed
LARGEST_INTERVAL = 52  # units; a thing every 53rd week is another thing

WORKDAYS = frozenset(range(5))
_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_ORDINALS = (1, 2, 3, 4, -1)
_DAY = re.compile(r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}")
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)
_TIME_PARTS = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_TOO_OFTEN = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})


class Unit(StrEnum):
    """What a rule counts in, by its name in RFC 5545."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"

    @property
    def days(self) -> int:
        """The fewest days the unit lasts."""
        return {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}[self.value]


class Fault(StrEnum):
    """Why a rule, or a first time with it, is not accepted."""

    UNREADABLE = "unreadable"
    TOO_OFTEN = "too_often"
    TOO_MANY = "too_many"
    TOO_MANY_EXCEPTIONS = "too_many_exceptions"
    TOO_RARE = "too_rare"
    TIME_IN_RULE = "time_in_rule"
    COUNT_AND_UNTIL = "count_and_until"
    UNTIL_BEFORE_START = "until_before_start"
    START_NOT_IN_RULE = "start_not_in_rule"
    START_OUT_OF_REACH = "start_out_of_reach"
    NOT_WALL_CLOCK = "not_wall_clock"
    DURATION = "duration"
    NEVER = "never"
    CANNOT_BE_SAID = "cannot_be_said"


FAULT_WORDS: dict[Fault, Words] = {
    Fault.UNREADABLE: Words("Gentagelsen kan ikke læses.", "The repetition cannot be read."),
    Fault.TOO_OFTEN: Words(
        "Noget kan højst gentages én gang om dagen.", "A thing can repeat once a day at the most."
    ),
    Fault.TOO_MANY: Words(
        "Det er mere end 2000 gange. Vælg en tidligere slutdato.",
        "That is more than 2000 times. Choose an earlier last day.",
    ),
    Fault.TOO_MANY_EXCEPTIONS: Words(
        "Der er for mange undtagelser. Lav en ny gentagelse i stedet.",
        "There are too many exceptions. Make a new repetition instead.",
    ),
    Fault.TOO_RARE: Words(
        "Der må højst være 52 dage, uger, måneder eller år imellem.",
        "There can be 52 days, weeks, months or years between at the most.",
    ),
    Fault.TIME_IN_RULE: Words(
        "Klokkeslættet hører til den første gang, ikke til gentagelsen.",
        "The time of day belongs to the first time, not to the repetition.",
    ),
    Fault.COUNT_AND_UNTIL: Words(
        "Vælg enten et antal gange eller en slutdato.",
        "Choose either a number of times or a last day.",
    ),
    Fault.UNTIL_BEFORE_START: Words(
        "Slutdatoen ligger før den første gang.", "The last day lies before the first time."
    ),
    Fault.START_NOT_IN_RULE: Words(
        "Den første gang passer ikke med gentagelsen.",
        "The first time does not fit the repetition.",
    ),
    Fault.START_OUT_OF_REACH: Words(
        "Den første gang ligger for langt væk.", "The first time is too far away."
    ),
    Fault.NOT_WALL_CLOCK: Words(
        "Tider skrives, som klokken er i Danmark.", "Times are written as the clock is in Denmark."
    ),
    Fault.DURATION: Words(
        "Noget varer mindst et minut og højst en uge.",
        "A thing lasts a minute at the least and a week at the most.",
    ),
    Fault.NEVER: Words("Det sker aldrig.", "That never happens."),
    Fault.CANNOT_BE_SAID: Words(
        "Gentagelsen er for indviklet til at sige i én sætning.",
        "The repetition is too intricate to be said in one sentence.",
    ),
}


class BadRule(ValueError):  # noqa: N818 – named as it is said
    """A rule is not accepted. Holds the reason, which a page can show in words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    def in_words(self, language: Language) -> str:
        """The reason as one sentence."""
        return FAULT_WORDS[self.fault].said(language)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule taken apart. Everything in it can be said, and nothing is left out."""

    unit: Unit
    interval: int = 1
    days: tuple[tuple[int, int], ...] = ()  # which in the month (0: each), weekday from Monday
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int | None = None  # which workday of the month; only with all five of them
    count: int | None = None
    until: datetime | None = None  # wall-clock time, the last that may still begin

    @property
    def most_in_a_unit(self) -> int:
        """The most times it can happen in one of its units."""
        times = len(self.days) + len(self.month_days) or 1
        return times * len(self.months) if self.unit is Unit.YEAR else times


def parsed(rule: str, starts_local: datetime) -> Pattern:
    """The rule taken apart; days it does not name are those of the first time. Raises BadRule."""
    parts = _parts(rule)
    unit = _unit(parts)
    pattern = Pattern(
        unit=unit,
        interval=_numbers(parts, "INTERVAL", range(1, 10**6), most=1, otherwise=(1,))[0],
        days=_days(parts),
        month_days=_numbers(parts, "BYMONTHDAY", (*range(1, 32), -1)),
        months=_numbers(parts, "BYMONTH", range(1, 13)),
        position=(_numbers(parts, "BYSETPOS", _ORDINALS, most=1) or (None,))[0],
        count=(_numbers(parts, "COUNT", range(1, 10**6), most=1) or (None,))[0],
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
    )
    _check_size(pattern)
    settled = _settled(pattern, starts_local)
    if not _can_be_said(settled):
        raise BadRule(Fault.CANNOT_BE_SAID)
    return settled


def _parts(rule: str) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:").removesuffix(";")
    pairs = [part.partition("=") for part in text.split(";")]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if len(rule) > LONGEST_RULE or len(parts) != len(pairs) or not all(parts.values()):
        raise BadRule(Fault.UNREADABLE)
    if parts.keys() & _TIME_PARTS:
        raise BadRule(Fault.TIME_IN_RULE)
    if not parts.keys() <= _KNOWN:
        raise BadRule(Fault.CANNOT_BE_SAID if "FREQ" in parts else Fault.UNREADABLE)
    if parts.get("WKST", "MO") != "MO":
        raise BadRule(Fault.CANNOT_BE_SAID)
    return parts


def _unit(parts: dict[str, str]) -> Unit:
    frequency = parts.get("FREQ", "")
    if frequency in _TOO_OFTEN:
        raise BadRule(Fault.TOO_OFTEN)
    try:
        return Unit(frequency)
    except ValueError:
        raise BadRule(Fault.UNREADABLE) from None


def _numbers(
    parts: dict[str, str],
    name: str,
    allowed: range | tuple[int, ...],
    *,
    most: int = 31,
    otherwise: tuple[int, ...] = (),
) -> tuple[int, ...]:
    """The numbers of a part, each once and in order; the end of the month (−1) comes last."""
    if name not in parts:
        return otherwise
    texts = parts[name].split(",")
    if not all(_NUMBER.fullmatch(text) for text in texts):
        raise BadRule(Fault.UNREADABLE)
    numbers = {int(text) for text in texts}
    if any(number not in allowed for number in numbers) or len(numbers) > most:
        raise BadRule(Fault.CANNOT_BE_SAID)
    return tuple(sorted(numbers, key=lambda number: (number < 0, number)))


def _days(parts: dict[str, str]) -> tuple[tuple[int, int], ...]:
    if "BYDAY" not in parts:
        return ()
    matches = [_DAY.fullmatch(text) for text in parts["BYDAY"].split(",")]
    days = {(int(match[1] or 0), _DAYS[match[2]]) for match in matches if match}
    if None in matches:
        raise BadRule(Fault.UNREADABLE)
    if not {nth for nth, _ in days} <= {0, *_ORDINALS}:
        raise BadRule(Fault.CANNOT_BE_SAID)
    return tuple(sorted(days, key=lambda day: (day[0] < 0, *day)))


def _until(text: str) -> datetime:
    """The last wall-clock time that may begin: a bare day counts to its end, "Z" means UTC."""
    try:
        if len(text) == 8:
            day = datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007 – wall-clock time on purpose
            return datetime.combine(day, time.max)
        read = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 – as above
        if not text.endswith("Z"):
            return read
        return read.replace(tzinfo=UTC).astimezone(COPENHAGEN).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise BadRule(Fault.UNREADABLE) from None


def _check_size(pattern: Pattern) -> None:
    if pattern.interval > LARGEST_INTERVAL:
        raise BadRule(Fault.TOO_RARE)
    if pattern.count is not None and pattern.until is not None:
        raise BadRule(Fault.COUNT_AND_UNTIL)
    if pattern.count is not None and pattern.count > MOST_TIMES:
        raise BadRule(Fault.TOO_MANY)


def _settled(pattern: Pattern, start: date) -> Pattern:
    """The same with what RFC 5545 takes from the first time written out, and said one way only."""
    if pattern.unit is Unit.WEEK and not pattern.days:
        return replace(pattern, days=((0, start.weekday()),))
    if pattern.unit in (Unit.DAY, Unit.WEEK):
        return pattern
    if not (pattern.days or pattern.month_days):
        is_yearly = pattern.unit is Unit.YEAR
        months = pattern.months or ((start.month,) if is_yearly else ())
        return replace(pattern, month_days=(start.day,), months=months)
    is_in_one_month = pattern.unit is Unit.MONTH or len(pattern.months) == 1
    if pattern.position is not None and is_in_one_month and _is_one_weekday(pattern):
        # "The second Tuesday", however it was written.
        return replace(pattern, days=((pattern.position, pattern.days[0][1]),), position=None)
    return pattern


def _is_one_weekday(pattern: Pattern) -> bool:
    return len(pattern.days) == 1 and pattern.days[0][0] == 0


def _can_be_said(pattern: Pattern) -> bool:
    each = {day for nth, day in pattern.days if nth == 0}
    if pattern.unit is Unit.DAY:
        return not (pattern.days or pattern.month_days or pattern.position)
    if pattern.unit is Unit.WEEK:
        return len(each) == len(pattern.days) and not (pattern.month_days or pattern.position)
    if pattern.unit is Unit.YEAR and not pattern.months:
        return False  # the 100th day or the 7th Monday of a year
    if pattern.month_days and pattern.days:
        return False  # Friday the 13th
    if pattern.position is None:
        return not each
    # In a year with several months, the position would be counted across all of them.
    return each == WORKDAYS and (pattern.unit is Unit.MONTH or len(pattern.months) == 1)
