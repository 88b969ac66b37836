"""Deferred acceptance: fair by its own order, never too full, and honest wishes are the best ones."""

import random
import time
from collections import Counter
from dataclasses import replace
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.region import region
from indgang.offers.rules.giving_places import (
    NeedClass,
    Outcome,
    Why,
    Wish,
    answers_to,
    places_given,
)

KAREN, ALI, METTE, BO = (UUID(int=n) for n in range(1, 5))
MONDAY, FRIDAY = UUID(int=101), UUID(int=102)


def wish(person: UUID, run: UUID = MONDAY, rank: int = 1, **fields: int) -> Wish:
    return Wish(person, run, rank, **{"need_class": 2, "weeks": 0, "number": person.int, **fields})


def outcome_of(wishes: list[Wish], seats: dict[UUID, int], of: Wish) -> tuple[Outcome, Why]:
    found = next(answer for answer in answers_to(wishes, seats) if answer.wish == of)
    return found.outcome, found.why


def test_a_course_without_a_seat_takes_nobody() -> None:
    assert places_given([wish(KAREN)], {MONDAY: 0}) == {}
    assert places_given([wish(KAREN)], {}) == {}


def test_with_room_for_all_everybody_gets_what_he_wants_most() -> None:
    wishes = [wish(KAREN), wish(ALI, FRIDAY), wish(ALI, MONDAY, 2)]
    assert places_given(wishes, {MONDAY: 2, FRIDAY: 2}) == {KAREN: MONDAY, ALI: FRIDAY}
    assert outcome_of(wishes, {MONDAY: 2, FRIDAY: 2}, wishes[0]) == (Outcome.SEATED, Why.ROOM)
    assert outcome_of(wishes, {MONDAY: 2, FRIDAY: 2}, wishes[2]) == (Outcome.ELSEWHERE, Why.WISH)


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ({"need_class": NeedClass.NOW, "number": 9}, Why.URGENCY),
        ({"weeks": 1, "number": 9}, Why.WEEKS),
        ({"number": 0}, Why.LOT),
    ],
)
def test_urgency_comes_before_weeks_and_weeks_before_the_lot(
    first: dict[str, int], why: Why
) -> None:
    wishes = [wish(KAREN), wish(ALI, MONDAY, 1, **first)]
    assert places_given(wishes, {MONDAY: 1}) == {ALI: MONDAY}
    assert outcome_of(wishes, {MONDAY: 1}, wishes[0]) == (Outcome.WAITING, why)
    assert outcome_of(wishes, {MONDAY: 1}, wishes[1]) == (Outcome.SEATED, why)


def test_urgency_is_more_than_any_number_of_weeks() -> None:
    wishes = [wish(KAREN, weeks=5_000), wish(ALI, need_class=NeedClass.SOON)]
    assert places_given(wishes, {MONDAY: 1}) == {ALI: MONDAY}


def test_who_is_passed_by_gets_his_next_wish() -> None:
    wishes = [wish(KAREN), wish(ALI, MONDAY, 1), wish(ALI, FRIDAY, 2)]
    assert places_given(wishes, {MONDAY: 1, FRIDAY: 1}) == {KAREN: MONDAY, ALI: FRIDAY}
    assert outcome_of(wishes, {MONDAY: 1, FRIDAY: 1}, wishes[1]) == (Outcome.ELSEWHERE, Why.LOT)


RUNS = [UUID(int=200 + n) for n in range(4)]


@st.composite
def town(draw: st.DrawFn, *, most: int = 9) -> tuple[list[Wish], dict[UUID, int]]:
    numbers = draw(st.permutations(range(draw(st.integers(1, most)))))
    wishes = [
        Wish(
            UUID(int=n + 1), run, rank, number=number,
            need_class=draw(st.integers(0, 2)), weeks=draw(st.integers(0, 3)),
        )
        for n, number in enumerate(numbers)
        for rank, run in enumerate(draw(st.lists(st.sampled_from(RUNS), unique=True)), start=1)
    ]  # fmt: skip
    return wishes, {run: draw(st.integers(0, 3)) for run in RUNS}


@given(town())
def test_no_course_is_ever_too_full_and_nobody_has_what_he_did_not_wish(
    found: tuple[list[Wish], dict[UUID, int]],
) -> None:
    wishes, seats = found
    given_places = places_given(wishes, seats)
    for run, number in Counter(given_places.values()).items():
        assert number <= seats[run]
    assert set(given_places.items()) <= {(one.person, one.run) for one in wishes}


@given(town())
def test_nobody_sees_one_who_comes_after_him_where_he_would_rather_be(
    found: tuple[list[Wish], dict[UUID, int]],
) -> None:
    wishes, seats = found
    given_places = places_given(wishes, seats)
    rank_got = {w.person: w.rank for w in wishes if given_places.get(w.person) == w.run}
    for one in wishes:
        if one.rank < rank_got.get(one.person, 99):
            inside = [w for w in wishes if w.run == one.run and given_places.get(w.person) == w.run]
            assert len(inside) == seats[one.run]
            assert all(other.place < one.place for other in inside)


@settings(max_examples=60)
@given(town(most=4), st.data())
def test_nobody_gains_by_wishing_for_something_else(
    found: tuple[list[Wish], dict[UUID, int]], data: st.DataObject
) -> None:
    wishes, seats = found
    if not wishes:
        return
    liar = data.draw(st.sampled_from(sorted({one.person for one in wishes})))
    true = {one.run: one.rank for one in wishes if one.person == liar}
    honest = true.get(places_given(wishes, seats).get(liar, UUID(int=0)), 99)
    others = [one for one in wishes if one.person != liar]
    mine = {one.run: one for one in wishes if one.person == liar}
    for many in range(1, len(mine) + 1):
        for order in permutations(mine.values(), many):
            told = [replace(one, rank=rank) for rank, one in enumerate(order, start=1)]
            got = places_given([*others, *told], seats).get(liar, UUID(int=0))
            assert true.get(got, 99) >= honest


@given(town(), st.randoms())
def test_the_order_in_which_wishes_come_does_not_matter(
    found: tuple[list[Wish], dict[UUID, int]], chance: random.Random
) -> None:
    wishes, seats = found
    shuffled = chance.sample(wishes, len(wishes))
    assert places_given(shuffled, seats) == places_given(wishes, seats)


@given(town())
def test_every_wish_is_answered_and_who_is_seated_is_seated_once(
    found: tuple[list[Wish], dict[UUID, int]],
) -> None:
    wishes, seats = found
    answers = answers_to(wishes, seats)
    assert [answer.wish for answer in answers] == wishes
    seated = {a.wish.person: a.wish.run for a in answers if a.outcome is Outcome.SEATED}
    assert seated == places_given(wishes, seats)
    assert all(a.wish.person not in seated for a in answers if a.outcome is Outcome.WAITING)


@pytest.mark.slow
def test_a_whole_region_is_given_its_places_as_fast_as_it_is_sorted() -> None:
    """Measured against sorting the same wishes, so that a slow machine is slow in both."""
    wishes, seats = region()
    best, sorting = (
        min(_seconds(wishes, seats) for _ in range(3)),
        min(_sorting(wishes) for _ in range(3)),
    )
    assert best < 10 * sorting, (best, sorting)


def _seconds(wishes: list[Wish], seats: dict[UUID, int]) -> float:
    began = time.perf_counter()
    places_given(wishes, seats)
    return time.perf_counter() - began


def _sorting(wishes: list[Wish]) -> float:
    began = time.perf_counter()
    sorted(wishes, key=lambda one: (one.person, one.rank))
    return time.perf_counter() - began
