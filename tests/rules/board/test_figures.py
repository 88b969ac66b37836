"""What may be told of few people, and what several offers come to together."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from indgang.board.rules.figures import FEW, NOTHING, SMALLEST_SAID, Amount, Room, together

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)


def told(number: int) -> int:
    """As the database tells everybody."""
    return FEW if 0 < number < SMALLEST_SAID else number


@given(parts=st.lists(st.integers(0, 30), max_size=8))
def test_a_sum_of_few_never_says_who_the_few_are(parts: list[int]) -> None:
    """Whoever takes the numbers that are told from the sum learns nothing of those left out."""
    total = sum((Amount.told(told(part)) for part in parts), Amount())
    hidden = [part for part in parts if told(part) == FEW]
    assert total.least <= sum(parts) <= total.most
    assert total == Amount(sum(parts) - sum(hidden), len(hidden))


def test_nobody_is_told_as_nobody() -> None:
    assert not Amount.told(0)
    assert Amount.told(FEW)


def test_the_next_that_is_free_is_the_soonest_of_all() -> None:
    one = Room(seats=4, free=1, next_free=AT, counted_at=AT)
    other = Room(seats=2, free=2, next_free=AT - timedelta(hours=1), counted_at=AT + timedelta(1))
    both = together([one, other, NOTHING])
    assert (both.seats, both.free) == (6, 3)
    assert both.next_free == AT - timedelta(hours=1)
    assert both.counted_at == AT + timedelta(1)


def test_nothing_together_is_nothing() -> None:
    assert together([]) == NOTHING
    assert not together([]).happens


def test_where_one_just_comes_something_happens() -> None:
    assert together([NOTHING, Room(is_open=True)]).happens
