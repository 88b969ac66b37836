from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.plans.models import Goal
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import add_goal, finish_goal
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_finishes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        finish_goal(goal_id=goal.id, status=GoalStatus.LET_GO, by=actor)


def test_a_goal_that_was_let_go_stays_with_its_words_and_can_be_taken_up_again() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
        finish_goal(goal_id=goal.id, status=GoalStatus.LET_GO, words="Ikke nu", by=actor)
        kept = Goal.objects.get()
        assert (kept.status, kept.closing_words) == ("let_go", "Ikke nu")
        with clock.shifted(timedelta(days=1)):  # said again, it is still as old as it was
            finish_goal(goal_id=goal.id, status=GoalStatus.REACHED, by=actor)
        assert Goal.objects.get().closed_on == kept.closed_on
        finish_goal(goal_id=goal.id, status=GoalStatus.OPEN, by=actor)
        assert Goal.objects.get().closed_by is None
