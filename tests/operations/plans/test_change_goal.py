import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Goal
from indgang.plans.operations import add_goal, change_goal
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_goal(goal_id=goal.id, words="Løbe", by=actor)


def test_levels_that_are_not_mentioned_stay() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå", levels={0: "En tur"}, by=actor)
        change_goal(goal_id=goal.id, words="Løbe", levels={1: "To ture"}, by=actor)
        goal = Goal.objects.get()
        assert (goal.words, goal.as_hoped, goal.more) == ("Løbe", "En tur", "To ture")
