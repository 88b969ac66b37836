from datetime import date
from itertools import product

import pytest

from indgang.requests.rules import About, State, answer_by, answers_to, may_answer, may_withdraw


def test_what_is_decided_is_never_told_no_here() -> None:
    assert State.NOT_NOW not in answers_to(About.DECISION)
    assert not any(may_answer(About.DECISION, state, State.NOT_NOW) for state in State)


def test_nobody_answers_that_the_guest_has_changed_his_mind() -> None:
    for about, state in product(About, State):
        assert not may_answer(about, state, State.WITHDRAWN)
        assert not may_answer(about, state, State.EXPIRED)


def test_what_the_guest_withdrew_or_the_place_answered_stays_so() -> None:
    over = (State.ACCEPTED, State.NOT_NOW, State.LETTER, State.WITHDRAWN)
    for about, state, answer in product(About, over, State):
        assert not may_answer(about, state, answer)


def test_a_no_from_the_place_is_not_the_guests_to_turn_into_his_own() -> None:
    assert not may_withdraw(State.NOT_NOW)
    assert may_withdraw(State.EXPIRED)


@pytest.mark.parametrize(
    ("asked", "days", "last"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 21), 5, date(2026, 11, 27)),  # asked on a Saturday
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # over Christmas
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_free_days_do_not_count(asked: date, days: int, last: date) -> None:
    assert answer_by(asked, working_days=days) == last
