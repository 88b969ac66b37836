from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from indgang.offers.rules.opening import Opening, opening, spans_of_day

DENMARK = ZoneInfo("Europe/Copenhagen")
WEEKDAYS = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-16:00")
ALWAYS = dict.fromkeys((*WEEKDAYS, "saturday", "sunday"), "00:00-24:00")


def on_the_wall(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DENMARK, fold=fold)


@pytest.mark.parametrize(
    ("hours", "now", "is_open", "changes"),
    [
        # Monday the 7th of December 2026.
        (WEEKDAYS, "2026-12-07T08:59:59", False, "2026-12-07T09:00"),
        (WEEKDAYS, "2026-12-07T09:00", True, "2026-12-07T16:00"),
        (WEEKDAYS, "2026-12-07T15:59:59", True, "2026-12-07T16:00"),
        (WEEKDAYS, "2026-12-07T16:00", False, "2026-12-08T09:00"),
        (WEEKDAYS, "2026-12-12T12:00", False, "2026-12-14T09:00"),  # a Saturday
        ({"monday": "09:00-12:00, 13:00-15:00"}, "2026-12-07T12:30", False, "2026-12-07T13:00"),
        ({"monday": "9.30-12.00"}, "2026-12-07T10:00", True, "2026-12-07T12:00"),
        # Through midnight: to the day's end and on, or past it in one span.
        (
            {"monday": "20:00-24:00", "tuesday": "00:00-02:00"},
            "2026-12-07T23:00",
            True,
            "2026-12-08T02:00",
        ),
        ({"monday": "20:00-24:00"}, "2026-12-07T23:59:59", True, "2026-12-08T00:00"),
        ({"monday": "22:00-02:00"}, "2026-12-08T01:00", True, "2026-12-08T02:00"),
        ({"monday": "22:00-02:00"}, "2026-12-08T02:00", False, "2026-12-14T22:00"),
        ({"sunday": "22:00-02:00"}, "2026-12-07T01:59", True, "2026-12-07T02:00"),
        # Once a week, and it has just closed: a week later.
        ({"monday": "09:00-16:00"}, "2026-12-07T17:00", False, "2026-12-14T09:00"),
    ],
)
def test_hours_are_those_of_a_danish_wall_clock(
    hours: dict[str, str], now: str, is_open: bool, changes: str
) -> None:
    assert opening(hours, on_the_wall(now)) == Opening(is_open, on_the_wall(changes))


def test_always_open_has_no_end_and_never_open_no_beginning() -> None:
    for hour in range(24):
        now = datetime(2026, 12, 7, hour, 30, tzinfo=UTC)
        assert opening(ALWAYS, now) == Opening(is_open=True, changes_at=None)
        assert opening({}, now) == Opening(is_open=False, changes_at=None)


def test_the_night_with_two_hours_between_two_and_three() -> None:
    """25 October 2026: 03:00 becomes 02:00 again."""
    hours = {"saturday": "22:00-03:00"}
    assert opening(hours, on_the_wall("2026-10-25T02:30", fold=0)).is_open
    second = opening(hours, on_the_wall("2026-10-25T02:30", fold=1))
    assert second.is_open
    assert second.changes_at == datetime(2026, 10, 25, 2, tzinfo=UTC)
    assert not opening(hours, datetime(2026, 10, 25, 2, tzinfo=UTC)).is_open


def test_the_night_without_an_hour() -> None:
    """29 March 2026: 02:00 becomes 03:00."""
    hours = {"saturday": "22:00-04:00", "sunday": "09:00-10:00"}
    before = opening(hours, on_the_wall("2026-03-29T01:59"))
    assert before.changes_at == datetime(2026, 3, 29, 2, tzinfo=UTC)
    after = opening(hours, datetime(2026, 3, 29, 2, tzinfo=UTC))
    assert after == Opening(is_open=False, changes_at=datetime(2026, 3, 29, 7, tzinfo=UTC))


def test_it_closes_when_the_wall_clock_says_so_the_whole_year_round() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=DENMARK)
    hours = dict.fromkeys(ALWAYS, "10:00-14:00")
    for day in range(366):
        found = opening(hours, noon + timedelta(days=day))
        assert found.is_open
        assert found.changes_at is not None
        assert found.changes_at.astimezone(DENMARK).hour == 14


@pytest.mark.parametrize("strange", ["", "lukket", "9-17", "25", "\x00", "x" * 1000])
def test_what_is_no_time_is_closed(strange: str) -> None:
    assert spans_of_day({"monday": strange}, 0) == []
