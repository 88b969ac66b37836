from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from indgang.kernel.clock import COPENHAGEN
from indgang.offers.rules.recurrence import Occurrence, Recurrence, occurrences
from indgang.offers.rules.talks import talks_in

ONE = datetime(2026, 11, 24, 13, tzinfo=COPENHAGEN)


def test_what_is_no_row_of_talks_stays_one_thing() -> None:
    whole = Occurrence(ONE, ONE + timedelta(hours=3))
    assert talks_in(whole, None) == (whole,)


def test_tuesdays_from_one_to_four_are_six_talks_of_half_an_hour() -> None:
    talks = talks_in(Occurrence(ONE, ONE + timedelta(hours=3)), 30)
    assert [talk.starts_at - ONE for talk in talks] == [timedelta(minutes=30 * n) for n in range(6)]
    assert all(talk.ends_at - talk.starts_at == timedelta(minutes=30) for talk in talks)


def test_what_is_left_over_is_a_break_and_no_talk() -> None:
    assert len(talks_in(Occurrence(ONE, ONE + timedelta(minutes=100)), 45)) == 2


@pytest.mark.parametrize(("day", "number"), [(28, 4), (29, 4)])
def test_talks_never_overlap_when_the_clock_is_set(day: int, number: int) -> None:
    """Also in the night in which an hour is missing each of them lasts as long as it says."""
    held = Recurrence(starts_local=datetime(2026, 3, day, 1, 0), duration_minutes=240)  # noqa: DTZ001 - a wall clock
    found = occurrences(
        held,
        between=(
            datetime(2026, 3, 27, tzinfo=COPENHAGEN),
            datetime(2026, 4, 2, tzinfo=COPENHAGEN),
        ),
    )
    talks = talks_in(found[0], 60)
    assert len(talks) in (number, number - 1)
    for one, other in pairwise(talks):
        assert one.ends_at == other.starts_at
