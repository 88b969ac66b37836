from itertools import pairwise

import pytest

from indgang.web.curve import HEIGHT, Band, Curve, Point, draw_curve
from indgang.web.templatetags.ui import beside, in_words, initials, share_of, you_and


def weeks(*values: float | None) -> Curve:
    return draw_curve([Point(f"Uge {n}", v) for n, v in enumerate(values)], low=0, high=100)


def test_no_answers_and_one_answer_can_be_drawn() -> None:
    assert weeks().dots == ()
    (alone,) = weeks(50).dots
    assert alone.labelled
    assert alone.is_last


def test_a_better_answer_is_drawn_higher() -> None:
    first, last = weeks(20, 80).dots
    assert float(last.y) < float(first.y)


def test_a_skipped_answer_breaks_the_line_and_stays_in_the_table() -> None:
    curve = weeks(20, None, 60, 70)
    assert len(curve.lines) == 1
    assert len(curve.dots) == 3
    assert len(curve.points) == 4


def test_an_answer_outside_the_scale_stays_inside_the_picture() -> None:
    for dot in weeks(-10, 900).dots:
        assert 0 <= float(dot.y) <= HEIGHT


def test_the_newest_answer_always_has_its_label_and_none_stand_in_each_other() -> None:
    dots = weeks(*range(40)).dots
    assert dots[-1].labelled
    places = [float(dot.x) for dot in dots if dot.labelled]
    assert min(b - a for a, b in pairwise(places)) > 50


def test_a_band_covers_its_part_of_the_scale() -> None:
    bands = (Band(0, 50, "Svært"), Band(50, 100, "Godt"))
    low, high = draw_curve([Point("Nu", 50)], low=0, high=100, bands=bands).stripes
    assert float(high.y) < float(low.y)
    assert high.height == low.height


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["Mette"], "Mette"), (["Mette", "Ali", "Bo"], "Mette, Ali og Bo")],
)
def test_names_are_said_as_one_says_them(names: list[str], said: str) -> None:
    assert in_words(names) == said


def test_the_reader_comes_first_among_those_who_see() -> None:
    assert you_and(["Mette", "Ali"]) == "du, Mette og Ali"


def test_a_share_is_never_more_than_all_and_never_of_nothing() -> None:
    assert share_of(3, 4) == "75.0"
    assert share_of(9, 4) == "100.0"
    assert share_of(1, 0) == "0.0"


def test_small_words_of_the_tags() -> None:
    assert initials("Mette Holm Jensen") == "MH"
    assert beside(["4", "0"], ["Ledige"]) == [("4", "Ledige"), ("0", "")]
