"""Reachability against an answer that is found by trying every use there is."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.offers.rules.access_examples import EXAMPLES, Example, lines_of_example
from indgang.offers.rules.access_per_use import Entry, Line, Use
from indgang.offers.rules.access_reach import (
    Law,
    Odd,
    access_of,
    age_gaps,
    hidden_lines,
    number_of_deciding,
    warnings_of,
)
from indgang.offers.rules.sheet import WHO_FOR

NEEDS = ("grief", "money")
OLD = 6  # years; enough to tell every age in these lines from every other
MANY = 4  # times
ANSWERS = st.sampled_from(list(Entry))
AGES = st.none() | st.integers(0, OLD - 1)
LINES = st.builds(
    Line,
    answer=ANSWERS,
    who=st.sampled_from(("", *WHO_FOR)),
    need=st.sampled_from(("", *NEEDS)),
    min_age=AGES,
    max_age=AGES,
    max_times=st.none() | st.integers(1, MANY - 1),
)
EVERY_USE = [
    Use(who=who, needs=frozenset(needs), age=age, times=times)
    for who, needs, age, times in product(
        WHO_FOR,
        chain.from_iterable(combinations(NEEDS, number) for number in range(3)),
        (None, *range(OLD + 1)),
        range(MANY + 1),
    )
]


@given(st.lists(LINES, max_size=5))
def test_a_line_is_hidden_exactly_if_no_use_at_all_falls_to_it(lines: list[Line]) -> None:
    decided = {number_of_deciding(use, lines) for use in EVERY_USE}
    assert set(hidden_lines(lines)) == set(range(len(lines))) - decided


@given(st.lists(LINES, max_size=5))
def test_those_who_hide_a_line_come_before_it_and_decide_what_it_speaks_of(
    lines: list[Line],
) -> None:
    for place, others in hidden_lines(lines).items():
        assert all(other < place for other in others)
        fitting = [use for use in EVERY_USE if lines[place].fits(use)]
        assert {number_of_deciding(use, lines) for use in fitting} >= set(others)


@given(st.lists(LINES, max_size=4), ANSWERS)
def test_the_rule_in_one_word_is_what_every_use_is_answered(lines: list[Line], last: Entry) -> None:
    lines = [*lines, Line(last)]
    answers = {lines[number_of_deciding(use, lines) or 0].answer for use in EVERY_USE}
    word = {frozenset({Entry.OPEN}): "open", frozenset({Entry.DECISION}): "decision"}
    assert access_of(lines) == word.get(frozenset(answers), "mixed")


@given(st.lists(LINES, max_size=4))
def test_an_age_between_two_lines_is_decided_by_none_of_them(lines: list[Line]) -> None:
    lines = [*lines, Line(Entry.TALK)]
    for low, high in age_gaps(lines):
        assert 0 < low <= high
        falls = {
            number_of_deciding(Use(who=who, needs=frozenset(needs), age=low), lines)
            for who in WHO_FOR
            for needs in ((), ("grief",), ("money",))
        }
        about_any_age = {
            place
            for place, line in enumerate(lines)
            if line.min_age is None and line.max_age is None
        }
        assert falls & about_any_age


def test_ages_that_somebody_forgot_are_named() -> None:
    lines = [
        Line(Entry.OPEN, min_age=18, max_age=29),
        Line(Entry.OPEN, min_age=31, max_age=50),
        Line(Entry.DECISION),
    ]
    assert age_gaps(lines) == [(30, 30)]
    assert age_gaps([lines[0], lines[2]]) == []


def test_a_decision_says_who_makes_it_and_by_which_law() -> None:
    odd = [one.odd for one in warnings_of([Line(Entry.DECISION)], [None])]
    assert odd == [Odd.NO_LAW, Odd.NO_ONE]
    whole = Line(Entry.DECISION, decided_by="Voksenmyndigheden")
    assert warnings_of([whole], [Law("decision")]) == []


@pytest.mark.parametrize(
    ("answer", "law", "odd"),
    [
        (Entry.DECISION, Law("open"), [Odd.LAW_IS_OPEN]),
        (Entry.OPEN, Law("decision"), [Odd.LAW_DECIDES]),
        (Entry.TALK, Law("decision"), [Odd.LAW_DECIDES]),
        (Entry.OPEN, Law("open", is_in_force=False), [Odd.LAW_ENDED]),
        (Entry.OPEN, Law("open"), []),
        (Entry.OPEN, Law("either"), []),
    ],
)
def test_a_line_and_its_law_agree(answer: Entry, law: Law, odd: list[Odd]) -> None:
    found = warnings_of([Line(answer, decided_by="Lederen")], [law])
    assert [one.odd for one in found] == odd


def test_who_does_not_say_his_age_meets_another_answer() -> None:
    lines = [Line(Entry.OPEN, max_age=24), Line(Entry.TALK)]
    warning = warnings_of(lines, [None, None])[0]
    assert (warning.odd, warning.number, warning.others) == (Odd.NO_AGE, 1, (0,))
    alike = [Line(Entry.TALK, max_age=24), Line(Entry.TALK)]
    assert warnings_of(alike, [None, None]) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_has_no_line_that_nobody_reaches(example: Example) -> None:
    lines = lines_of_example(example.code)
    assert hidden_lines(lines) == {}
    assert lines[-1].fits_everyone


def test_an_example_nobody_knows_is_the_open_one() -> None:
    assert lines_of_example("?") == (Line(Entry.OPEN),)
