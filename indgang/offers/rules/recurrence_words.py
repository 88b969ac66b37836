"""A repetition as one plain sentence: "hver onsdag kl. 14–16, ikke i juli"."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from indgang.kernel.words import (
    MONTHS,
    WEEKDAYS,
    Language,
    day_in_words,
    joined,
    time_in_words,
)
from indgang.offers.rules.recurrence import Recurrence
from indgang.offers.rules.recurrence_grammar import WORKDAYS, Pattern, Unit

MOST_LISTED = 3  # exceptions named one by one; more are counted
SHORTEST_MONTH = 28  # days

_EVERY_DAY = tuple(range(7))
_ORDINALS: dict[Language, dict[int, str]] = {
    "da": {1: "første", 2: "anden", 3: "tredje", 4: "fjerde", -1: "sidste"},
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"},
}
_EVERY: dict[Language, dict[Unit, tuple[str, str, str]]] = {
    "da": {
        Unit.DAY: ("hver dag", "hver anden dag", "hver {n}. dag"),
        Unit.WEEK: ("hver uge", "hver anden uge", "hver {n}. uge"),
        Unit.MONTH: ("hver måned", "hver anden måned", "hver {n}. måned"),
        Unit.YEAR: ("hvert år", "hvert andet år", "hvert {n}. år"),
    },
    "en": {
        Unit.DAY: ("every day", "every other day", "every {n} days"),
        Unit.WEEK: ("every week", "every other week", "every {n} weeks"),
        Unit.MONTH: ("every month", "every other month", "every {n} months"),
        Unit.YEAR: ("every year", "every other year", "every {n} years"),
    },
}


def in_words(recurrence: Recurrence, language: Language) -> str:
    """When it happens, in one sentence without a capital or a full stop. Nothing is left out."""
    pattern = recurrence.pattern
    if pattern is None:
        days = _one_day(recurrence.starts_local.date(), language)
        limits: list[str] = []
    else:
        days = _days(pattern, language)
        end = _end(pattern, recurrence.starts_local, language)
        limits = [_months(pattern, language), _missing_days(pattern, language), end]
    sentence = f"{days} {_times(recurrence, language)}"
    rest = [*limits, _without(recurrence.without, language), _extra(recurrence, language)]
    return ", ".join([sentence, *filter(None, rest)])


def _one_day(day: date, language: Language) -> str:
    return f"{WEEKDAYS[language][day.weekday()]} {_the_day(day, language)}"


def _the_day(day: date, language: Language) -> str:
    words = day_in_words(day, language, year=True)
    return f"den {words}" if language == "da" else words


def _days(pattern: Pattern, language: Language) -> str:
    every = _every(pattern, language)
    if pattern.unit is Unit.DAY:
        return every
    if pattern.unit is Unit.WEEK:
        return _weekdays(pattern, every, language)
    named = _named_days(pattern, language)
    if pattern.unit is Unit.YEAR:
        return _in_a_year(pattern, every, named, language)
    if pattern.interval == 1:
        return f"{named} i måneden" if language == "da" else f"{named} of the month"
    return f"{named} {every}" if language == "da" else f"{named}, {every}"


def _every(pattern: Pattern, language: Language) -> str:
    """Such as "hver uge", "hver anden uge" or "hver 3. uge"."""
    each, other, nth = _EVERY[language][pattern.unit]
    return {1: each, 2: other}.get(pattern.interval, nth.format(n=pattern.interval))


def _weekdays(pattern: Pattern, every: str, language: Language) -> str:
    numbers = tuple(day for _, day in pattern.days)
    names = joined([WEEKDAYS[language][day] for day in numbers], language)
    if pattern.interval > 1:
        return f"{names} {every}" if language == "da" else f"{names}, {every}"
    if numbers == _EVERY_DAY:
        return "hver dag" if language == "da" else "every day"
    if set(numbers) == WORKDAYS:
        return "alle hverdage" if language == "da" else "every weekday"
    return f"hver {names}" if language == "da" else f"every {names}"


def _named_days(pattern: Pattern, language: Language) -> str:
    """Such as "den første onsdag", "den 1. og 15." or "den sidste hverdag"."""
    the, ordinals = {"da": "den", "en": "the"}[language], _ORDINALS[language]
    if pattern.position is not None:
        workday = "hverdag" if language == "da" else "weekday"
        return f"{the} {ordinals[pattern.position]} {workday}"
    if pattern.days:
        names = [f"{the} {ordinals[nth]} {WEEKDAYS[language][day]}" for nth, day in pattern.days]
        return joined(names, language)
    numbers = [_day_number(day, language) for day in pattern.month_days if day > 0]
    last = {"da": "den sidste dag", "en": "the last day"}[language]
    listed = [f"{the} {joined(numbers, language)}"] if numbers else []
    return joined([*listed, *([last] if -1 in pattern.month_days else [])], language)


def _day_number(day: int, language: Language) -> str:
    if language == "da":
        return f"{day}."
    ending = "th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _in_a_year(pattern: Pattern, every: str, named: str, language: Language) -> str:
    months = joined([MONTHS[language][month - 1] for month in pattern.months], language)
    if language == "en":
        return f"{every} on {named} of {months}"
    is_date = bool(pattern.month_days) and -1 not in pattern.month_days
    return f"{every} {named} {months}" if is_date else f"{every} {named} i {months}"


def _times(recurrence: Recurrence, language: Language) -> str:
    """Such as "kl. 14–16"; an end on another day is said as such."""
    starts = recurrence.starts_local
    ends = starts + timedelta(minutes=recurrence.duration_minutes)
    begin, end = time_in_words(starts.time(), language), time_in_words(ends.time(), language)
    days = (ends.date() - starts.date()).days
    clock = "kl. " if language == "da" else ""
    if days == 1 and ends.time() == time():
        return f"{clock}{begin}–24" if language == "da" else f"{begin}–24:00"
    if days == 0:
        return f"{clock}{begin}–{end}"
    if days == 1:
        later = "til næste dag kl." if language == "da" else "until"
        return f"{clock}{begin} {later} {end}" + ("" if language == "da" else " the next day")
    later = f"i {days} dage, til kl." if language == "da" else f"for {days} days, until"
    return f"{clock}{begin} {later} {end}"


def _months(pattern: Pattern, language: Language) -> str:
    """Such as "ikke i juli" where few months are left out, or "kun i juni" where few are in."""
    if not pattern.months or pattern.unit is Unit.YEAR or len(pattern.months) == 12:
        return ""
    left_out = [month for month in range(1, 13) if month not in pattern.months]
    few = left_out if len(left_out) <= 5 else list(pattern.months)
    names = joined([MONTHS[language][month - 1] for month in few], language)
    if few is left_out:
        return f"ikke i {names}" if language == "da" else f"not in {names}"
    return f"kun i {names}" if language == "da" else f"only in {names}"


def _missing_days(pattern: Pattern, language: Language) -> str:
    """Said of the 29th to the 31st, because such a month is passed over."""
    if max(pattern.month_days, default=0) <= SHORTEST_MONTH:
        return ""
    return "når dagen findes" if language == "da" else "when there is such a day"


def _end(pattern: Pattern, starts: datetime, language: Language) -> str:
    if pattern.count is not None:
        many = {"da": "gange", "en": "times"} if pattern.count > 1 else {"da": "gang", "en": "time"}
        return f"{pattern.count} {many[language]}"
    if pattern.until is None:
        return ""
    # A last time earlier in the day than the thing itself does not reach that day.
    reaches = pattern.until.time() >= starts.time()
    last = pattern.until.date() - timedelta(days=0 if reaches else 1)
    until = "til og med" if language == "da" else "until"
    return f"{until} {_the_day(last, language)}"


def _without(days: Sequence[date], language: Language) -> str:
    if not days:
        return ""
    listed = _listed([_the_day(day, language) for day in sorted(set(days))], language)
    return f"ikke {listed}" if language == "da" else f"not {listed}"


def _extra(recurrence: Recurrence, language: Language) -> str:
    if not recurrence.extra:
        return ""
    usual = recurrence.starts_local.time()
    listed = _listed(
        [_extra_time(wall, usual, language) for wall in sorted(set(recurrence.extra))], language
    )
    return f"også {listed}" if language == "da" else f"also {listed}"


def _extra_time(wall: datetime, usual: time, language: Language) -> str:
    day = _the_day(wall.date(), language)
    if wall.time() == usual:
        return day
    at = "kl." if language == "da" else "at"
    return f"{day} {at} {time_in_words(wall.time(), language)}"


def _listed(parts: list[str], language: Language) -> str:
    if len(parts) <= MOST_LISTED:
        return joined(parts, language)
    rest = len(parts) - MOST_LISTED + 1
    others = f"{rest} andre dage" if language == "da" else f"{rest} other days"
    return joined([*parts[: MOST_LISTED - 1], others], language)
