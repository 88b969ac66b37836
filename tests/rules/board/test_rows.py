"""Which lines are shown, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest

from indgang.board.rules.figures import Amount, Room
from indgang.board.rules.rows import COLUMNS, Row, Wanted, for_the_wall, in_parts, shown
from indgang.board.rules.waits import Wait

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
FULL = Row(
    "full", "Café", Room(seats=4, waiting=Amount(2), counted_at=AT), Wait(9, 12, 40),
    needs=("debt",), unit="u1", place="hus",
)  # fmt: skip
FREE = Row(
    "free", "Gåtur", Room(seats=8, free=3, next_free=AT, counted_at=AT - timedelta(1)),
    Wait(9, 2, 3), needs=("body",), unit="u2",
)  # fmt: skip
DROP_IN = Row("open", "Åben dør", Room(is_open=True, next_free=AT - timedelta(1)), Wait(7, None))
ALL = [FULL, FREE, DROP_IN]


def keys(rows: list[Row]) -> list[str]:
    return [row.key for row in rows]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["full", "free", "open"]),
        (Wanted(need="debt"), ["full"]),
        (Wanted(unit="u2"), ["free"]),
        (Wanted(place="hus"), ["full"]),
        (Wanted(has_room=True), ["free", "open"]),
        (Wanted(somebody_waits=True), ["full"]),
        (Wanted(need="debt", has_room=True), []),
        (Wanted(sort="ledige", is_falling=True), ["open", "free", "full"]),
        (Wanted(sort="venter", is_falling=True), ["full", "free", "open"]),
        (Wanted(sort="naeste"), ["open", "free", "full"]),
        (Wanted(sort="aabent"), ["free", "full", "open"]),
        (Wanted(sort="alder"), ["open", "free", "full"]),
        (Wanted(is_falling=True), ["open", "free", "full"]),
        (Wanted(sort="nonsense"), ["full", "free", "open"]),
    ],
)
def test_the_lines_that_are_wanted_in_their_order(wanted: Wanted, found: list[str]) -> None:
    assert keys(shown(ALL, wanted)) == found


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_and_loses_nothing(column: str) -> None:
    for falling in (True, False):
        assert set(keys(shown(ALL, Wanted(sort=column, is_falling=falling)))) == set(keys(ALL))


def test_the_wall_shows_what_happens_the_soonest_with_room_first() -> None:
    assert keys(for_the_wall([Row("none", "Intet"), *ALL])) == ["open", "free", "full"]


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (3, [3]), (7, [7]), (8, [4, 4]), (15, [5, 5, 5])])  # fmt: skip
def test_the_pages_of_the_wall_are_even(number: int, sizes: list[int]) -> None:
    parts = in_parts([FULL] * number, 7)
    assert [len(part) for part in parts] == sizes
