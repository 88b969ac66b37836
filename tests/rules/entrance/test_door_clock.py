from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indgang.entrance.rules import (
    activity_promised_at,
    answer_promised_at,
    is_answer_late,
    open_seconds,
    welcome_promised_at,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
HOURS = {day: [["09:00", "12:00"], ["13:00", "16:00"]] for day in WEEKDAYS}
ALWAYS = {day: [["00:00", "24:00"]] for day in (*WEEKDAYS, "sat", "sun")}
MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 1)).map(  # noqa: DTZ001 – local
    lambda wall: wall.replace(microsecond=0, tzinfo=COPENHAGEN)
)
SPANS = st.timedeltas(timedelta(), timedelta(days=40)).map(
    lambda span: timedelta(seconds=int(span.total_seconds()))
)
HOUSES = st.sampled_from([HOURS, ALWAYS, {}, {"wed": [["22:00", "24:00"]]}])


def at(text: str) -> datetime:
    """A wall-clock time in March 2027, whose first day is a Monday."""
    return datetime.fromisoformat(f"2027-03-{text}").replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("began", "ended", "hours"),
    [
        ("01 09:00", "01 10:00", 1),
        ("01 11:30", "01 13:30", 1),  # lunch does not count
        ("01 15:00", "02 10:00", 2),  # nor does the night
        ("05 15:30", "08 09:30", 1),  # nor the weekend
        ("06 10:00", "07 20:00", 0),
        ("01 10:00", "01 09:00", 0),
        ("28 00:00", "29 00:00", 0),  # the Sunday when the clocks change
    ],
)
def test_only_open_hours_count(began: str, ended: str, hours: int) -> None:
    assert open_seconds(at(began), at(ended), HOURS) == hours * 3600


def test_a_closed_day_counts_nothing() -> None:
    span = (at("01 09:00"), at("03 09:00"))
    assert open_seconds(*span, HOURS) == 12 * 3600
    assert open_seconds(*span, HOURS, closed_on={date(2027, 3, 1)}) == 6 * 3600


def test_the_day_the_clocks_change_has_twenty_three_hours() -> None:
    assert open_seconds(at("28 00:00"), at("29 00:00"), ALWAYS) == 23 * 3600


def test_a_house_without_opening_hours_is_always_open() -> None:
    assert open_seconds(at("06 10:00"), at("06 10:05"), {}) == 300
    assert answer_promised_at(at("06 10:00"), opening_hours={}) == at("07 10:00")
    assert answer_promised_at(at("06 10:00"), opening_hours={}, closed_on={date(2027, 3, 6)}) == at(
        "08 00:00"
    )


@pytest.mark.parametrize(
    ("sent", "promised"),
    [
        ("01 10:00", "02 10:00"),
        ("05 15:00", "08 15:00"),  # Friday afternoon → Monday afternoon
        ("05 20:00", "09 09:00"),  # after closing on Friday → Tuesday morning
        ("06 12:00", "09 09:00"),  # Saturday → Tuesday morning
        ("01 07:00", "02 09:00"),  # before opening
        ("01 12:30", "02 13:00"),  # during lunch
    ],
)
def test_an_answer_is_promised_a_day_later_and_closed_days_stand_still(
    sent: str, promised: str
) -> None:
    assert answer_promised_at(at(sent), within_hours=24, opening_hours=HOURS) == at(promised)
    assert not is_answer_late(at(sent), at(promised), opening_hours=HOURS)
    late = at(promised) + timedelta(seconds=1)
    assert is_answer_late(at(sent), late, opening_hours=HOURS)


def test_a_holiday_stands_still() -> None:
    promised = answer_promised_at(
        at("01 10:00"), opening_hours=HOURS, closed_on={date(2027, 3, 2), date(2027, 3, 3)}
    )
    assert promised == at("04 10:00")


def test_a_house_closed_for_a_year_still_promises_something() -> None:
    closed = {date(2027, 3, 1) + timedelta(days=n) for n in range(400)}
    promised = answer_promised_at(at("01 10:00"), opening_hours=HOURS, closed_on=closed)
    assert promised > at("01 10:00") + timedelta(days=400)


def test_a_wait_across_the_change_of_clocks_is_as_long_as_it_was() -> None:
    assert open_seconds(at("28 01:30"), at("28 03:30"), {}) == 3600
    assert welcome_promised_at(at("28 01:58")) == at("28 03:03")


def test_a_welcome_is_promised_in_five_minutes_whatever_the_hour() -> None:
    assert welcome_promised_at(at("06 23:58")) == at("07 00:03")


def test_something_begins_the_same_day() -> None:
    assert activity_promised_at(at("01 09:15"), opening_hours=HOURS) == at("02 00:00")
    assert activity_promised_at(at("28 01:00"), opening_hours={}) == at("29 00:00")


@pytest.mark.parametrize(
    ("first", "end"),
    [
        ("01 15:00", "02 00:00"),
        ("01 15:01", "03 00:00"),
        ("01 22:00", "03 00:00"),
        ("05 15:30", "09 00:00"),
        ("06 12:00", "09 00:00"),
    ],
)
def test_who_comes_when_the_house_closes_is_promised_the_next_open_day(
    first: str, end: str
) -> None:
    assert activity_promised_at(at(first), opening_hours=HOURS) == at(end)


@settings(max_examples=15)
@given(MOMENTS, SPANS, SPANS, HOUSES)
def test_open_time_adds_up_and_is_never_more_than_all_time(
    began: datetime, span: timedelta, more: timedelta, hours: dict[str, list[list[str]]]
) -> None:
    middle = (began.astimezone(UTC) + span).astimezone(COPENHAGEN)
    end = (middle.astimezone(UTC) + more).astimezone(COPENHAGEN)
    whole = open_seconds(began, end, hours)
    assert whole == open_seconds(began, middle, hours) + open_seconds(middle, end, hours)
    assert 0 <= whole <= (span + more).total_seconds()


@settings(max_examples=15)
@given(MOMENTS, SPANS, st.integers(1, 200), HOUSES)
def test_whoever_wrote_earlier_is_never_promised_a_later_answer(
    sent: datetime, span: timedelta, within: int, hours: dict[str, list[list[str]]]
) -> None:
    later = (sent.astimezone(UTC) + span).astimezone(COPENHAGEN)
    first = answer_promised_at(sent, within_hours=within, opening_hours=hours)
    second = answer_promised_at(later, within_hours=within, opening_hours=hours)
    assert first <= second
    assert first.timestamp() - sent.timestamp() >= within * 3600
