from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import GoalRating
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import add_goal, finish_goal, rate_goal
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_rates_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        rate_goal(goal_id=goal.id, value=0, by=actor)


def test_off_the_scale_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
        with pytest.raises(Refused, match="fem trin"):
            rate_goal(goal_id=goal.id, value=3, by=actor)


def test_a_closed_goal_is_taken_up_first() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
        finish_goal(goal_id=goal.id, status=GoalStatus.REACHED, by=actor)
        with pytest.raises(Refused, match="op igen"):
            rate_goal(goal_id=goal.id, value=1, by=actor)


def test_the_last_answer_of_a_day_counts_and_days_are_kept() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
        with clock.shifted(timedelta(days=-3)):
            rate_goal(goal_id=goal.id, value=-2, by=actor)
        rate_goal(goal_id=goal.id, value=-1, by=actor)
        rate_goal(goal_id=goal.id, value=0, by=actor)
        assert list(GoalRating.objects.values_list("value", flat=True)) == [-2, 0]
