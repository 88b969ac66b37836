from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.checkins.rules.curve import (
    Hand,
    Point,
    change_in_words,
    item_series,
    raises_hand,
    series,
)
from indgang.checkins.rules.instruments import instrument

WHO5 = instrument("who5")
TILS = instrument("tils")
DAY = date(2027, 3, 12)
FIGURES = st.lists(st.integers(0, 25).map(lambda n: 4.0 * n), max_size=6)


def points(*values: float) -> tuple[Point, ...]:
    return tuple(Point(DAY + timedelta(days=14 * n), value) for n, value in enumerate(values))


def test_a_check_in_without_a_figure_is_no_point() -> None:
    full = dict.fromkeys(("happy", "calm", "active", "rested", "interest"), 2)
    later = DAY + timedelta(days=14)
    assert series(WHO5, [(later, full), (DAY, {"happy": 2}), (DAY, full)]) == (
        Point(DAY, 40),
        Point(later, 40),
    )


def test_an_item_has_a_curve_of_its_own() -> None:
    later = DAY + timedelta(days=7)
    some = [(later, {"meaning": 2}), (DAY, {"meaning": 1, "difference": 0}), (DAY, {})]
    assert item_series("meaning", some) == (Point(DAY, 1), Point(later, 2))
    assert item_series("difference", [(DAY, {"difference": None})]) == ()


@pytest.mark.parametrize(
    ("values", "danish", "english"),
    [
        ((), "Der er ingen svar at vise endnu.", "There are no answers to show yet."),
        (
            (32,),
            "Det er dit første svar, så der er ingen ændring at vise endnu.",
            "This is your first answer, so there is no change to show yet.",
        ),
        (
            (32, 32),
            "Dit tal er det samme nu som den 12. marts: 32.",
            "Your figure is the same now as on 12 March: 32.",
        ),
        (
            (32, 8, 48),
            "Siden den 12. marts er dit tal gået fra 32 til 48, "
            "og det er en tydelig ændring til det bedre.",
            "Since 12 March your figure has gone from 32 to 48, "
            "and that is a clear change for the better.",
        ),
        (
            (48, 40),
            "Siden den 12. marts er dit tal gået fra 48 til 40, "
            "og det er en lille ændring, som kan være tilfældig.",
            "Since 12 March your figure has gone from 48 to 40, "
            "and that is a small change, which may be chance.",
        ),
        (
            (48, 36),
            "Siden den 12. marts er dit tal gået fra 48 til 36, "
            "og det er en tydelig ændring til det sværere.",
            "Since 12 March your figure has gone from 48 to 36, "
            "and that is a clear change for the harder.",
        ),
    ],
)
def test_the_curve_is_said_in_one_sentence(
    values: tuple[float, ...], danish: str, english: str
) -> None:
    assert change_in_words(WHO5, points(*values), "da") == danish
    assert change_in_words(WHO5, points(*values), "en") == english


def test_where_lower_is_better_and_nothing_is_published_only_the_way_is_said() -> None:
    assert change_in_words(TILS, points(8, 5), "da").endswith("det er en ændring til det bedre.")
    assert change_in_words(TILS, points(5, 8), "en").endswith("that is a change for the harder.")


@given(FIGURES)
def test_a_change_is_never_called_an_effect(values: list[float]) -> None:
    for one in (WHO5, TILS):
        for said in (
            change_in_words(one, points(*values), "da"),
            change_in_words(one, points(*values), "en"),
        ):
            assert "effe" not in said.lower()
            assert "virk" not in said.lower()
            assert said.count(". ") <= 1
            assert "{" not in said


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), None),
        ((8,), None),  # a first answer is given with a guide, who offers the talk
        ((60, 52), None),
        ((60, 48), Hand.LARGE_DROP),
        ((40, 80, 60), Hand.LARGE_DROP),
        ((32, 24), Hand.VERY_LOW),
        ((28, 28), None),
        ((24, 20), None),  # was there already
        ((24, 12), Hand.LARGE_DROP),
        ((20, 60), None),
    ],
)
def test_a_large_drop_or_a_new_low_raises_a_hand(
    values: tuple[float, ...], expected: Hand | None
) -> None:
    assert raises_hand(WHO5, points(*values)) is expected


def test_instruments_without_published_limits_raise_no_hand() -> None:
    assert raises_hand(TILS, points(3, 9)) is None


@given(FIGURES)
def test_going_up_never_raises_a_hand(values: list[float]) -> None:
    assert raises_hand(WHO5, points(*sorted(values))) is None


def test_where_lower_is_better_a_rise_is_the_drop() -> None:
    upside_down = replace(WHO5, better=TILS.better)
    assert raises_hand(upside_down, points(40, 52)) is Hand.LARGE_DROP
    assert raises_hand(upside_down, points(24, 32)) is Hand.VERY_LOW
    assert raises_hand(upside_down, points(52, 40)) is None
