from datetime import UTC, datetime, timedelta

import pytest

from indgang.offers.rules.seats import BookingStatus, answer_by, status_of_new_booking

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("seats", "taken", "waiting", "status"),
    [
        (None, 40, 0, BookingStatus.SEATED),
        (1, 0, 0, BookingStatus.SEATED),
        (1, 1, 0, BookingStatus.WAITING),
        (2, 1, 1, BookingStatus.WAITING),
    ],
)
def test_a_seat_while_there_is_one_that_nobody_waits_for(
    seats: int | None, taken: int, waiting: int, status: BookingStatus
) -> None:
    assert status_of_new_booking(seats=seats, taken=taken, waiting=waiting) is status


@pytest.mark.parametrize(
    ("hours_left", "hours_to_answer"), [(100, 24), (48, 24), (10, 5), (0.5, 0.25), (0.3, None)]
)
def test_the_next_one_has_a_chance_too(hours_left: float, hours_to_answer: float | None) -> None:
    until = answer_by(now=NOW, starts_at=NOW + hours_left * HOUR)
    assert until == (None if hours_to_answer is None else NOW + hours_to_answer * HOUR)


def test_nothing_is_offered_after_the_start() -> None:
    assert answer_by(now=NOW, starts_at=NOW - HOUR) is None
