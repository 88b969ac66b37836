from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from indgang.offers.rules.recurrence import (
    Occurrence,
    Recurrence,
    first_fit,
    next_occurrence,
    occurrences,
)
from indgang.offers.rules.recurrence_grammar import FAULT_WORDS, BadRule, Fault

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WEDNESDAY = datetime(2027, 3, 3, 14, 0)  # noqa: DTZ001 – wall-clock time on purpose
DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def shown(found: tuple[Occurrence, ...]) -> list[str]:
    return [f"{one.starts_at.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" for one in found]


def in_year(recurrence: Recurrence, year: int) -> tuple[Occurrence, ...]:
    return occurrences(recurrence, between=(instant(f"{year}-01-01"), instant(f"{year + 1}-01-01")))


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("FREQ=SECONDLY", Fault.TOO_OFTEN),
        ("FREQ=MINUTELY;COUNT=3", Fault.TOO_OFTEN),
        ("FREQ=HOURLY", Fault.TOO_OFTEN),
        ("every Wednesday", Fault.UNREADABLE),
        ("FREQ=", Fault.UNREADABLE),
        ("FREQ=FORTNIGHTLY", Fault.UNREADABLE),
        ("FREQ=WEEKLY;FREQ=DAILY", Fault.UNREADABLE),
        ("FREQ=WEEKLY;BYDAY=ONS", Fault.UNREADABLE),
        ("FREQ=WEEKLY;INTERVAL=two", Fault.UNREADABLE),
        ("FREQ=WEEKLY;INTERVAL=٢", Fault.UNREADABLE),
        ("FREQ=WEEKLY;UNTIL=20270230", Fault.UNREADABLE),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", Fault.UNREADABLE),
        ("FREQ=WEEKLY" + ";" * 300, Fault.UNREADABLE),
        ("FREQ=WEEKLY;BYDAY=WE\x00", Fault.UNREADABLE),
        ("FREQ=WEEKLY;INTERVAL=0", Fault.CANNOT_BE_SAID),
        ("FREQ=WEEKLY;INTERVAL=53", Fault.TOO_RARE),
        ("FREQ=WEEKLY;COUNT=2001", Fault.TOO_MANY),
        ("FREQ=DAILY;UNTIL=20400101", Fault.TOO_MANY),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20280101", Fault.COUNT_AND_UNTIL),
        ("FREQ=WEEKLY;UNTIL=20270302", Fault.UNTIL_BEFORE_START),
        ("FREQ=WEEKLY;BYDAY=TU", Fault.START_NOT_IN_RULE),
        ("FREQ=WEEKLY;BYMONTH=7", Fault.START_NOT_IN_RULE),
        ("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", Fault.START_NOT_IN_RULE),
        ("FREQ=WEEKLY;BYHOUR=14", Fault.TIME_IN_RULE),
        ("FREQ=DAILY;BYSECOND=1,2,3", Fault.TIME_IN_RULE),
        ("FREQ=DAILY;BYDAY=MO", Fault.CANNOT_BE_SAID),
        ("FREQ=WEEKLY;BYDAY=1WE", Fault.CANNOT_BE_SAID),
        ("FREQ=WEEKLY;WKST=SU", Fault.CANNOT_BE_SAID),
        ("FREQ=MONTHLY;BYDAY=WE", Fault.CANNOT_BE_SAID),
        ("FREQ=MONTHLY;BYDAY=5WE", Fault.CANNOT_BE_SAID),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", Fault.CANNOT_BE_SAID),
        ("FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=1", Fault.CANNOT_BE_SAID),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", Fault.CANNOT_BE_SAID),
        ("FREQ=YEARLY;BYDAY=1WE", Fault.CANNOT_BE_SAID),
        ("FREQ=YEARLY;BYMONTH=3,4;BYDAY=WE;BYSETPOS=1", Fault.CANNOT_BE_SAID),
        ("FREQ=YEARLY;BYYEARDAY=100", Fault.CANNOT_BE_SAID),
        ("FREQ=YEARLY;BYEASTER=0", Fault.CANNOT_BE_SAID),
    ],
)
def test_a_rule_that_makes_no_plain_sense_is_refused_with_a_reason(rule: str, fault: Fault) -> None:
    with pytest.raises(BadRule) as refusal:
        Recurrence(WEDNESDAY, 120, rule)
    assert refusal.value.fault is fault
    assert refusal.value.in_words("da") != refusal.value.in_words("en")


@pytest.mark.parametrize(
    ("build", "fault"),
    [
        (lambda: Recurrence(WEDNESDAY.replace(tzinfo=UTC), 60), Fault.NOT_WALL_CLOCK),
        (
            lambda: Recurrence(WEDNESDAY, 60, extra=(WEDNESDAY.replace(tzinfo=UTC),)),
            Fault.NOT_WALL_CLOCK,
        ),
        (lambda: Recurrence(WEDNESDAY, 0), Fault.DURATION),
        (lambda: Recurrence(WEDNESDAY, 7 * 24 * 60 + 1), Fault.DURATION),
        (lambda: Recurrence(wall("1999-12-31"), 60), Fault.START_OUT_OF_REACH),
        (lambda: Recurrence(wall("2101-01-01"), 60), Fault.START_OUT_OF_REACH),
        (
            lambda: Recurrence(WEDNESDAY, 60, without=(date(2027, 1, 1),) * 501),
            Fault.TOO_MANY_EXCEPTIONS,
        ),
        (lambda: Recurrence(WEDNESDAY, 60, extra=(WEDNESDAY,) * 501), Fault.TOO_MANY_EXCEPTIONS),
        (lambda: first_fit("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", WEDNESDAY), Fault.NEVER),
        (
            lambda: occurrences(
                Recurrence(WEDNESDAY, 60, "FREQ=DAILY"),
                between=(instant("2027-01-01"), instant("2090-01-01")),
            ),
            Fault.TOO_MANY,
        ),
    ],
)
def test_times_without_sense_or_end_are_refused(build: Callable[[], object], fault: Fault) -> None:
    with pytest.raises(BadRule) as refusal:
        build()
    assert refusal.value.fault is fault


def test_every_reason_can_be_said() -> None:
    assert set(FAULT_WORDS) == set(Fault)


def test_every_wednesday_stays_at_two_through_the_year() -> None:
    found = in_year(Recurrence(WEDNESDAY, 120, "FREQ=WEEKLY"), 2027)
    assert {f"{one.starts_at.astimezone(COPENHAGEN):%a %H:%M}" for one in found} == {"Wed 14:00"}
    assert {one.starts_at.hour for one in found} == {12, 13}
    assert {one.ends_at - one.starts_at for one in found} == {timedelta(hours=2)}
    assert len(found) == 44


@pytest.mark.parametrize(
    ("rule", "starts", "expected"),
    [
        ("", "2027-03-03 14:00", ["03-03"]),
        ("FREQ=DAILY;COUNT=3", "2027-12-30 14:00", ["12-30", "12-31"]),
        ("RRULE:freq=weekly;count=3;", "2027-03-03 14:00", ["03-03", "03-10", "03-17"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4", "2027-03-03 14:00",
         ["03-03", "03-15", "03-17", "03-29"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2027-01-29 14:00", ["01-29", "02-26", "03-26"]),
        ("FREQ=MONTHLY;COUNT=3", "2027-01-31 14:00", ["01-31", "03-31", "05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", "2027-01-31 14:00", ["01-31", "02-28"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "2027-01-29 14:00",
         ["01-29", "02-26"]),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=2", "2027-01-12 14:00", ["01-12", "02-09"]),
        ("FREQ=YEARLY", "2027-06-05 14:00", ["06-05"]),
        ("FREQ=YEARLY;BYMONTH=6,9;BYDAY=1WE", "2027-06-02 14:00", ["06-02", "09-01"]),
        ("FREQ=WEEKLY;UNTIL=20270317", "2027-03-03 14:00", ["03-03", "03-10", "03-17"]),
        ("FREQ=WEEKLY;UNTIL=20270317T130000Z", "2027-03-03 14:00", ["03-03", "03-10", "03-17"]),
        ("FREQ=WEEKLY;UNTIL=20270317T125959Z", "2027-03-03 14:00", ["03-03", "03-10"]),
        ("FREQ=WEEKLY;UNTIL=20270317T140000", "2027-03-03 14:00", ["03-03", "03-10", "03-17"]),
    ],
)  # fmt: skip
def test_worked_examples(rule: str, starts: str, expected: list[str]) -> None:
    found = in_year(Recurrence(wall(starts), 60, rule), 2027)
    assert shown(found) == [f"2027-{day} 14:00" for day in expected]


def test_days_without_and_times_extra() -> None:
    recurrence = Recurrence(
        WEDNESDAY,
        60,
        "FREQ=WEEKLY;COUNT=3",
        without=(date(2027, 3, 10), date(2027, 7, 1)),
        extra=(wall("2027-03-10 16:00"), wall("2027-03-01 09:00"), WEDNESDAY),
    )
    assert shown(in_year(recurrence, 2027)) == [
        "2027-03-01 09:00", "2027-03-03 14:00", "2027-03-10 16:00", "2027-03-17 14:00",
    ]  # fmt: skip


def test_a_window_begins_with_its_first_instant_and_ends_before_its_last() -> None:
    recurrence = Recurrence(WEDNESDAY, 60, "FREQ=WEEKLY")
    window = (instant("2027-03-10 14:00"), instant("2027-03-17 14:00"))
    assert shown(occurrences(recurrence, between=window)) == ["2027-03-10 14:00"]
    assert occurrences(recurrence, between=(window[1], window[0])) == ()


def test_the_next_time() -> None:
    recurrence = Recurrence(
        WEDNESDAY, 60, "FREQ=WEEKLY;COUNT=2", extra=(wall("2027-03-01 09:00"), wall("2028-01-01"))
    )
    asked = ["2020-01-01", "2027-03-01 09:01", "2027-03-03 14:00", "2027-03-03 14:01"]
    found = [next_occurrence(recurrence, instant(text)) for text in [*asked, "2027-03-11"]]
    assert shown(tuple(one for one in found if one)) == [
        "2027-03-01 09:00", "2027-03-03 14:00", "2027-03-03 14:00", "2027-03-10 14:00",
        "2028-01-01 00:00",
    ]  # fmt: skip
    assert next_occurrence(recurrence, instant("2028-01-02")) is None


def test_the_next_time_of_a_rare_day_is_found() -> None:
    leap_day = Recurrence(wall("2028-02-29 10:00"), 60, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    later = next_occurrence(leap_day, instant("2097-01-01"))
    assert shown((later,) if later else ()) == ["2104-02-29 10:00"]


def test_a_first_time_that_fits_is_found() -> None:
    assert first_fit("FREQ=WEEKLY;BYDAY=TU", WEDNESDAY) == wall("2027-03-09 14:00")
    assert first_fit("FREQ=MONTHLY;BYDAY=1WE", WEDNESDAY) == WEDNESDAY


@pytest.mark.parametrize(
    ("starts", "minutes", "utc_start", "utc_end"),
    [
        # 28 March 2027, 02:00–03:00 does not exist.
        ("2027-03-28 02:30", 60, "01:30", "02:30"),  # shown as 03:30, an hour long
        ("2027-03-28 01:30", 60, "00:30", "01:00"),  # ends when the clock jumps
        ("2027-03-28 01:30", 90, "00:30", "01:00"),  # the clock shows 03:00 at once
        ("2027-03-28 01:30", 120, "00:30", "01:30"),
        ("2027-03-27 22:00", 600, "21:00", "06:00"),  # nine hours, until 8
        # 31 October 2027, 02:00–03:00 happens twice.
        ("2027-10-31 02:30", 15, "00:30", "00:45"),
        ("2027-10-31 01:30", 60, "23:30", "00:30"),
        ("2027-10-30 22:00", 600, "20:00", "07:00"),  # eleven hours, until 8
    ],
)
def test_the_nights_when_the_clocks_change(
    starts: str, minutes: int, utc_start: str, utc_end: str
) -> None:
    (one,) = in_year(Recurrence(wall(starts), minutes), 2027)
    assert (f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}") == (utc_start, utc_end)


@given(
    st.datetimes(wall("2020-01-01"), wall("2060-01-01")).map(lambda t: t.replace(microsecond=0)),
    st.integers(1, 2000),
    st.integers(1, 2000),
)
def test_a_thing_ends_after_it_begins_and_a_longer_one_never_ends_earlier(
    starts: datetime, minutes: int, more: int
) -> None:
    between = (starts.replace(tzinfo=UTC) + timedelta(days=d) for d in (-2, 2))
    begin, end = between
    (short,) = occurrences(Recurrence(starts, minutes), between=(begin, end))
    (long,) = occurrences(Recurrence(starts, minutes + more), between=(begin, end))
    assert short.starts_at == long.starts_at < short.ends_at <= long.ends_at
    off = abs((short.ends_at - short.starts_at) - timedelta(minutes=minutes))
    assert off <= timedelta(hours=1)


def _days(names: list[str]) -> str:
    return ",".join(names)


@st.composite
def rules(draw: st.DrawFn) -> str:
    interval = f"INTERVAL={draw(st.integers(1, 4))}"
    months = draw(st.just("") | st.sets(st.integers(1, 12), min_size=6).map(
        lambda m: ";BYMONTH=" + ",".join(map(str, sorted(m)))
    ))  # fmt: skip
    nth = st.tuples(st.sampled_from(("1", "2", "3", "4", "-1")), st.sampled_from(DAY_NAMES))
    some_days = st.lists(st.sampled_from(DAY_NAMES), min_size=1, unique=True).map(_days)
    month_days = st.lists(st.sampled_from([*range(1, 32), -1]), min_size=1, max_size=3, unique=True)
    what = draw(
        st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"])
        | some_days.map(lambda days: f"FREQ=WEEKLY;BYDAY={days}")
        | st.lists(nth, min_size=1, max_size=2, unique=True).map(
            lambda days: "FREQ=MONTHLY;BYDAY=" + ",".join(map("".join, days))
        )
        | month_days.map(lambda days: "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, days)))
        | st.sampled_from([1, 2, 3, 4, -1]).map(
            lambda n: f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={n}"
        )
        | st.sampled_from(DAY_NAMES).map(lambda day: f"FREQ=YEARLY;BYMONTH=6;BYDAY=2{day}")
    )
    months = "" if "YEARLY" in what else months
    end = draw(st.just("") | st.integers(1, 40).map(lambda n: f";COUNT={n}"))
    return f"{what};{interval}{months}{end}"


STARTS = st.datetimes(wall("2026-01-01"), wall("2031-01-01")).map(
    lambda t: t.replace(second=0, microsecond=0)
)


def fitting(rule: str, start: datetime) -> Recurrence:
    """The rule from its own first time on, when it ever happens."""
    for _ in range(3):  # a rule without days takes them from its start, which then moves
        try:
            start = first_fit(rule, start)
        except BadRule as refusal:
            assume(refusal.fault is not Fault.NEVER)
            raise
    return Recurrence(start, 60, rule)


@given(rules(), STARTS, st.integers(0, 900), st.integers(1, 400))
def test_the_same_wall_clock_times_as_dateutil_gives_for_the_text(
    rule: str, start: datetime, days_later: int, days: int
) -> None:
    recurrence = fitting(rule, start)
    low = recurrence.starts_local + timedelta(days=days_later, hours=3)
    high = low + timedelta(days=days)
    theirs = rrulestr(rule, dtstart=recurrence.starts_local).between(low, high, inc=True)
    window = (low.replace(tzinfo=COPENHAGEN), high.replace(tzinfo=COPENHAGEN))
    ours = occurrences(recurrence, between=window)
    expected = {moment.replace(tzinfo=COPENHAGEN).astimezone(UTC) for moment in theirs}
    assert {one.starts_at for one in ours} == {
        moment for moment in expected if window[0] <= moment < window[1]
    }


@settings(max_examples=20)
@given(rules(), STARTS)
def test_the_next_time_is_the_first_of_those_that_follow(rule: str, start: datetime) -> None:
    recurrence = fitting(rule, start)
    after = recurrence.starts_local.replace(tzinfo=COPENHAGEN) + timedelta(days=50)
    following = occurrences(recurrence, between=(after, after + timedelta(days=366 * 5)))
    found = next_occurrence(recurrence, after)
    assert found == (following[0] if following else found)


@settings(max_examples=20)
@given(rules(), STARTS)
def test_the_clock_on_the_wall_is_always_the_one_that_was_promised(
    rule: str, start: datetime
) -> None:
    recurrence = fitting(rule, start.replace(hour=max(start.hour, 3)))
    begin = recurrence.starts_local.replace(tzinfo=COPENHAGEN)
    found = occurrences(recurrence, between=(begin, begin + timedelta(days=800)))
    assert found[0].starts_at == begin.astimezone(UTC)
    assert {one.starts_at.astimezone(COPENHAGEN).time() for one in found} == {begin.time()}
    assert all(a.starts_at < b.starts_at for a, b in pairwise(found))


@given(rules(), STARTS)
def test_every_accepted_rule_can_be_written_in_a_calendar_file(rule: str, start: datetime) -> None:
    recurrence = fitting(rule, start)
    written = vRecur.from_ical(rule).to_ical().decode()
    assert Recurrence(recurrence.starts_local, 60, written).pattern == recurrence.pattern


@given(st.text(max_size=60) | st.text("FREQ=WKLYBDAOMU;,0129-", max_size=60))
def test_any_text_is_a_rule_or_a_refusal(text: str) -> None:
    try:
        Recurrence(WEDNESDAY, 60, text)
    except BadRule as refusal:
        said = refusal.in_words("da")
    else:
        said = "Det er en regel."
    assert said.endswith(".")


@given(STARTS, st.lists(st.integers(0, 6), min_size=1, unique=True), st.integers(1, 4))
def test_a_slow_walk_through_the_days_finds_the_same(
    start: datetime, weekdays: list[int], interval: int
) -> None:
    names = _days([DAY_NAMES[day] for day in weekdays])
    recurrence = fitting(f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={names}", start)
    first = recurrence.starts_local
    monday = first.date() - timedelta(days=first.weekday())
    walked = [
        day
        for n in range(200)
        if (day := first.date() + timedelta(days=n)).weekday() in weekdays
        and (day - monday).days // 7 % interval == 0
    ]
    begin = first.replace(tzinfo=COPENHAGEN)
    found = occurrences(recurrence, between=(begin, begin + timedelta(days=199, hours=12)))
    assert [one.starts_at.astimezone(COPENHAGEN).date() for one in found][:150] == walked[:150]
