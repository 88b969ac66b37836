"""The door clock, and how two texts written at once become one. Plain Python.

Opening hours are those of the municipality's settings: weekday → pairs of "HH:MM". A house without
any is always open, so that a promise is never kept by forgetting to fill them in.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from textwrap import wrap

from indgang.kernel import clock

WELCOME_MINUTES = 5  # minutes from the door to a welcome; seed 004, "the first five minutes"
ANSWER_HOURS = 24  # hours from an inquiry to an answer, closed days apart; own choice
LEAST_OPEN_MINUTES = 60  # open minutes in which something can still begin the same day; own choice
WEEKS_AFTER_REVIEW = 4  # weeks the guides may read on after the day to look back; own choice
LONGEST_LINE = 300  # characters, as an agreement in a plan
MOST_LINES = 500  # lines compared one by one; longer texts are kept both, whole

Hours = Mapping[str, Sequence[Sequence[str]]]
Lines = list[str]
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Merge:
    """Two texts as one. ``conflict`` means that both stand in it where they say different things."""

    text: str
    conflict: bool


def open_seconds(
    began_at: datetime,
    ended_at: datetime,
    opening_hours: Hours,
    *,
    closed_on: Collection[date] = (),
) -> int:
    """How many seconds of the time between two instants the house was open."""
    # In UTC, because two times of one zone are compared and subtracted as wall clocks.
    began_at, ended_at = began_at.astimezone(UTC), ended_at.astimezone(UTC)
    if not _is_ever_open(opening_hours):
        return max(0, int((ended_at - began_at).total_seconds()))
    days = (clock.local(ended_at).date() - clock.local(began_at).date()).days
    total = timedelta()
    for number in range(days + 1):
        day = clock.local(began_at).date() + timedelta(days=number)
        for opens_at, closes_at in _spans(day, opening_hours, closed_on):
            total += max(timedelta(), min(closes_at, ended_at) - max(opens_at, began_at))
    return int(total.total_seconds())


def welcome_promised_at(arrived_at: datetime, *, within_minutes: int = WELCOME_MINUTES) -> datetime:
    """When a guest who stands in the door is to be welcomed at the latest, whatever the hour."""
    return arrived_at.astimezone(UTC) + timedelta(minutes=within_minutes)


def answer_promised_at(
    sent_at: datetime,
    *,
    within_hours: int = ANSWER_HOURS,
    opening_hours: Hours,
    closed_on: Collection[date] = (),
) -> datetime:
    """When an inquiry is to be answered at the latest.

    The hours run from the moment the house is open, through the nights, and stand still on days
    when it is closed: with 24 hours, what comes on Friday at 15 is answered on Monday at 15.
    """
    starts_at = _next_open(sent_at.astimezone(UTC), opening_hours, closed_on)
    left = timedelta(hours=within_hours)
    day = clock.local(starts_at).date()
    while True:
        ends_at = clock.at(day + timedelta(days=1)).astimezone(UTC)
        if _is_open_day(day, opening_hours, closed_on):
            if left <= ends_at - starts_at:
                return starts_at + left
            left -= ends_at - starts_at
        starts_at, day = ends_at, day + timedelta(days=1)


def is_answer_late(
    sent_at: datetime,
    now: datetime,
    *,
    within_hours: int = ANSWER_HOURS,
    opening_hours: Hours,
    closed_on: Collection[date] = (),
) -> bool:
    """Whether an inquiry without an answer has waited longer than promised."""
    return now > answer_promised_at(
        sent_at, within_hours=within_hours, opening_hours=opening_hours, closed_on=closed_on
    )


def activity_promised_at(
    first_contact_at: datetime, *, opening_hours: Hours, closed_on: Collection[date] = ()
) -> datetime:
    """The end of the day of the first contact: something is to begin that same day.

    Who comes when the house is about to close, or is closed, is promised the next open day.
    """
    first_contact_at = first_contact_at.astimezone(UTC)
    tomorrow = clock.at(clock.local(first_contact_at).date() + timedelta(days=1)).astimezone(UTC)
    left = open_seconds(first_contact_at, tomorrow, opening_hours, closed_on=closed_on)
    if not _is_ever_open(opening_hours) or left >= LEAST_OPEN_MINUTES * 60:
        return tomorrow
    opens_at = _next_open(tomorrow, opening_hours, closed_on)
    return clock.at(clock.local(opens_at).date() + timedelta(days=1)).astimezone(UTC)


def reads_until(today: date, *, review_on: date | None) -> date:
    """The last day of a guide's permission: four weeks after the day to look back.

    Without a course, or when that day has gone, it is counted as from a course that begins today.
    """
    looks_back = review_on if review_on and review_on > today else today + timedelta(weeks=20)
    return looks_back + timedelta(weeks=WEEKS_AFTER_REVIEW)


def lines_said(text: str) -> list[str]:
    """What was written line by line, without blanks, dashes or dots at the beginning of a line.

    A line longer than a plan has room for goes on in the next one: nothing is cut away.
    """
    lines = (line.strip().lstrip("-–•*").strip() for line in text.splitlines())
    return [part for line in lines if line for part in wrap(line, LONGEST_LINE)]


def agreements_in(text: str) -> list[tuple[str, str]]:
    """Who and what of each line: "Mette: ringer til boligkontoret". Who is empty where it is not said.

    Only a short beginning before a colon is a name, so that "kl. 14: gåtur" stays whole.
    """
    found = []
    for line in lines_said(text):
        who, colon, what = line.partition(":")
        is_name = bool(colon and what.strip()) and re.fullmatch(r"[^\W\d]+( [^\W\d]+){0,2}", who)
        found.append((who.strip(), what.strip()) if is_name else ("", line))
    return found


def merged(base: str, mine: str, theirs: str) -> Merge:
    """Two versions of a text, both written on top of the same one, put together line by line.

    Every line that either has written is in the result. A line that one has changed or removed and
    the other has left alone follows the change. Where both have changed the same lines, both stay,
    theirs first; one is enough where it holds all of the other, as when somebody wrote on while the
    line was down.
    """
    base, mine, theirs = (re.sub(r"\r\n?", "\n", text) for text in (base, mine, theirs))
    result: Lines = []
    conflict = False
    for hunk in _hunks(_lines(base), _lines(mine), _lines(theirs)):
        lines, is_clash = _put_together(*hunk)
        result += lines
        conflict = conflict or is_clash
    return Merge("\n".join(result), conflict)


def _is_ever_open(hours: Hours) -> bool:
    return any(hours.get(name) for name in _WEEK)


def _is_open_day(day: date, hours: Hours, closed_on: Collection[date]) -> bool:
    is_listed = bool(hours.get(_WEEK[day.weekday()])) or not _is_ever_open(hours)
    return is_listed and day not in closed_on


def _spans(
    day: date, hours: Hours, closed_on: Collection[date]
) -> Iterator[tuple[datetime, datetime]]:
    if day not in closed_on:
        for opens, closes in hours.get(_WEEK[day.weekday()], ()):
            yield _instant(day, opens), _instant(day, closes)


def _next_open(instant: datetime, hours: Hours, closed_on: Collection[date]) -> datetime:
    """The instant itself when the house is open, otherwise when it opens next."""
    first = clock.local(instant).date()
    # A year of closed days is a mistake in the list: the instant itself then counts.
    for day in (first + timedelta(days=number) for number in range(366)):
        if not _is_ever_open(hours) and day not in closed_on:
            return max(instant, clock.at(day).astimezone(UTC))
        for opens_at, closes_at in _spans(day, hours, closed_on):
            if instant < closes_at:
                return max(instant, opens_at)
    return instant


def _instant(day: date, time: str) -> datetime:
    hour, minute = map(int, time.split(":"))
    if hour == 24:
        return clock.at(day + timedelta(days=1)).astimezone(UTC)
    return clock.at(day, hour, minute).astimezone(UTC)


def _lines(text: str) -> Lines:
    return text.split("\n") if text else []


def _hunks(base: Lines, mine: Lines, theirs: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """The three texts cut at every line that all of them have kept."""
    in_mine, in_theirs = _kept(base, mine), _kept(base, theirs)
    kept = [(at, in_mine[at], in_theirs[at]) for at in in_mine if at in in_theirs]
    b = m = t = 0
    for next_b, next_m, next_t in [*kept, (len(base), len(mine), len(theirs))]:
        yield base[b:next_b], mine[m:next_m], theirs[t:next_t]
        same = base[next_b : next_b + 1]
        yield same, same, same
        b, m, t = next_b + 1, next_m + 1, next_t + 1


def _kept(base: Lines, changed: Lines) -> dict[int, int]:
    """Place in the base → place in the changed text, for the lines that were kept, in order."""
    if base == changed:
        return {at: at for at in range(len(base))}
    if max(len(base), len(changed)) > MOST_LINES:
        return {}
    blocks = SequenceMatcher(None, base, changed, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _put_together(base: Lines, mine: Lines, theirs: Lines) -> tuple[Lines, bool]:
    """What stands where the base had these lines, and whether both say different things there."""
    if mine in (theirs, base):
        return theirs, False
    if theirs == base:
        return mine, False
    if not (mine and theirs):
        return theirs + mine, True  # removed by one and rewritten by the other: it stays
    for longer, shorter in ((mine, theirs), (theirs, mine)):
        if _holds("\n".join(longer), "\n".join(shorter)):
            return longer, False
    # New lines at the same place do not replace anything, so they do not contradict each other.
    return theirs + mine, bool(base)


def _holds(longer: str, shorter: str) -> bool:
    """Whether one text goes on from the other, or has it whole somewhere inside."""
    whole_words = rf"(?<!\w){re.escape(shorter)}(?!\w)"
    return longer.startswith(shorter) or re.search(whole_words, longer) is not None
