from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.checkins.operations import answer_question, finish_checkin, skip_checkin
from indgang.checkins.queries import Curve, curves_of
from tests.factories.checkins import answered_who5, make_checkin, make_goal
from tests.factories.people import Holder, make_guest

pytestmark = pytest.mark.django_db


def _curves(guest: Holder) -> list[Curve]:
    with acting(guest.key):
        return curves_of(guest.person_id)


def test_a_stranger_has_no_curve_of_another() -> None:
    karen = make_guest()
    answered_who5(karen, 3)
    with acting(make_guest("Bo").key):
        assert curves_of(karen.person_id) == []


def test_points_stand_by_day_and_what_is_not_finished_is_left_out() -> None:
    karen = make_guest()
    answered_who5(karen, 4, on=date(2026, 5, 1))
    answered_who5(karen, 2, on=date(2026, 3, 1))
    asked = make_checkin(karen)
    with acting(karen.key) as actor:
        answer_question(checkin_id=asked, pin="who5-1", item="happy", value=0, by=actor)
        skip_checkin(checkin_id=asked, by=actor)
    (curve,) = _curves(karen)
    assert [(point.answered_on, point.value) for point in curve.points] == [
        (date(2026, 3, 1), 40),
        (date(2026, 5, 1), 80),
    ]


def test_own_goals_and_single_questions_have_curves_of_their_own() -> None:
    karen = make_guest()
    goal = make_goal(karen, "Sove om natten")
    asked = make_checkin(karen, "meaning_difference-1", "goals-1")
    with acting(karen.key) as actor:
        for pin, item, value in (
            ("goals-1", str(goal), 1),
            ("meaning_difference-1", "meaning", 2),
            ("meaning_difference-1", "difference", None),
        ):
            answer_question(checkin_id=asked, pin=pin, item=item, value=value, by=actor)
        finish_checkin(checkin_id=asked, by=actor)
    found = {curve.goal or curve.item: curve.points[0].value for curve in _curves(karen)}
    assert found == {"Sove om natten": 1, "meaning": 2}


@pytest.mark.parametrize("times", [1, 6])
def test_however_many_answers_two_queries(
    times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    karen = make_guest()
    for month in range(1, times + 1):
        answered_who5(karen, 3, on=date(2026, month, 1))
    with acting(karen.key), django_assert_num_queries(2):
        curves_of(karen.person_id)
