import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.checkins.rules.instruments import Instrument, instrument, instruments
from indgang.checkins.rules.scores import (
    BadAnswer,
    NoFigure,
    Score,
    agrees,
    band,
    checked_answer,
    goal_t_score,
    next_question,
    score,
)

WHO5 = instrument("who5")
TILS = instrument("tils")
GOALS = instrument("goals")
LEVELS = st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 5)), min_size=1, max_size=8)


def who5(*values: int | None) -> dict[str, int | None]:
    return dict(zip(("happy", "calm", "active", "rested", "interest"), values, strict=False))


@pytest.mark.parametrize(
    ("item", "value"), [("happy", 6), ("happy", -1), ("happy", True), ("sad", 3), ("", None)]
)
def test_an_answer_that_cannot_be_chosen_is_refused(item: str, value: int | None) -> None:
    with pytest.raises(BadAnswer):
        score(WHO5, {item: value})
    with pytest.raises(BadAnswer):
        checked_answer(WHO5, item, value)


def test_a_goal_is_asked_by_any_name_and_answered_on_its_scale() -> None:
    assert checked_answer(GOALS, "8a3c", -2) == -2
    with pytest.raises(BadAnswer):
        checked_answer(GOALS, "8a3c", 3)


@pytest.mark.parametrize("answers", [{}, who5(5, 5, 5, 5), who5(5, 5, None, 5, 5)])
def test_who_5_has_no_figure_without_all_five(answers: dict[str, int | None]) -> None:
    assert score(WHO5, answers) == Score(missing=NoFigure.UNANSWERED)


def test_goals_have_no_figure_before_one_is_answered() -> None:
    assert score(GOALS, {}) == Score(missing=NoFigure.UNANSWERED)
    assert score(GOALS, {"a": None}) == Score(missing=NoFigure.UNANSWERED)


def test_meaning_and_difference_are_never_added() -> None:
    answers = {"meaning": 2, "difference": 1}
    assert score(instrument("meaning_difference"), answers) == Score(missing=NoFigure.NO_TOTAL)


@pytest.mark.parametrize("levels", [[], [(1, 0.0)], [(1, -1.0)]])
def test_goal_attainment_needs_goals_that_matter(levels: list[tuple[int, float]]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        goal_t_score(levels)


@pytest.mark.parametrize(
    ("values", "expected"), [((0,) * 5, 0), ((5,) * 5, 100), ((3, 2, 1, 4, 3), 52)]
)
def test_who_5_is_the_sum_times_four(values: tuple[int, ...], expected: int) -> None:
    assert score(WHO5, who5(*values)) == Score(expected)


def test_t_ils_is_the_sum() -> None:
    assert score(TILS, {"isolated": 3, "company": 2, "left_out": 2}) == Score(7)


def test_the_talk_is_reported_as_the_share_that_agrees() -> None:
    siv5 = instrument("siv5")
    answers = {"place": 4, "safe": 3, "heard": 3, "important": 4, "right_time": 2}
    assert score(siv5, answers) == Score(80)
    assert agrees(siv5, 3)
    assert not agrees(siv5, 2)
    assert not agrees(WHO5, 5)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0], 50),
        ([1], 60),
        ([-2], 30),
        ([0, 0, 0], 50),
        ([1, 1], 62.40),  # 50 + 20/√(0.7·2 + 0.3·4)
        ([2, 2, 2], 77.39),  # 50 + 60/√(0.7·3 + 0.3·9)
        ([-1, -1, -1], 36.31),  # the usual starting point with three goals
        ([-1, 0, 1], 50),
    ],
)
def test_worked_examples_of_goal_attainment(levels: list[int], expected: float) -> None:
    assert goal_t_score((level, 1) for level in levels) == pytest.approx(expected, abs=0.01)


def test_a_goal_that_matters_more_counts_more() -> None:
    answers = {"sleep": 2, "friends": -1}
    plain = score(GOALS, answers).value
    weighted = score(GOALS, answers, weights={"sleep": 3}).value
    # 50 + 10·(3·2 − 1·1) / √(0.7·(9 + 1) + 0.3·16)
    assert weighted == pytest.approx(50 + 50 / (7 + 4.8) ** 0.5)
    assert plain == pytest.approx(50 + 10 / (1.4 + 1.2) ** 0.5)


@given(LEVELS)
def test_goal_attainment_is_centred_and_even(levels: list[tuple[int, int]]) -> None:
    up = goal_t_score(levels)
    down = goal_t_score((-level, weight) for level, weight in levels)
    assert up - 50 == pytest.approx(50 - down)
    assert 0 < up < 100
    # Twice the weights are the same weights.
    assert goal_t_score((level, 2 * weight) for level, weight in levels) == pytest.approx(up)


@given(LEVELS, st.integers(0, 7))
def test_a_better_goal_never_lowers_the_figure(levels: list[tuple[int, int]], at: int) -> None:
    level, weight = levels[at % len(levels)]
    better = [*levels]
    better[at % len(levels)] = (min(level + 1, 2), weight)
    assert goal_t_score(better) >= goal_t_score(levels)


@pytest.mark.parametrize("one", instruments().values(), ids=lambda one: one.id)
def test_every_possible_figure_lies_in_range_and_has_its_words(one: Instrument) -> None:
    values = sorted(one.values)
    ids = [item.id for item in one.items] or ["own goal"]
    for chosen in itertools.product((values[0], values[-1]), repeat=len(ids)):
        value = score(one, dict(zip(ids, chosen, strict=True))).value
        if value is not None:
            assert one.lowest <= value <= one.highest
            assert band(one, value) is not None


def test_bands_change_where_the_limits_are() -> None:
    first, second, third = WHO5.bands
    assert [band(WHO5, value) for value in (0, 35, 36, 50, 51, 100)] == [
        first, first, second, second, third, third,
    ]  # fmt: skip
    assert first.offers_talk
    assert not third.offers_talk
    assert band(TILS, 6) != band(TILS, 7) == TILS.bands[-1]
    assert band(instrument("meaning_difference"), 2) is None


def test_one_question_at_a_time_and_what_is_passed_by_is_not_asked_again() -> None:
    seen: dict[str, int | None] = {}
    asked = []
    while question := next_question(WHO5.items, seen):
        asked.append(question.id)
        seen[question.id] = None
    assert asked == [item.id for item in WHO5.items]
    assert next_question(WHO5.items, {"happy"}) == WHO5.items[1]
    assert next_question((), {}) is None
