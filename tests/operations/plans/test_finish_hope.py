import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Hope
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import add_hope, finish_hope
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_finishes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        hope = add_hope(person_id=karen.person_id, words="Ro", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        finish_hope(hope_id=hope.id, status=GoalStatus.REACHED, by=actor)


def test_a_hope_that_came_true_stays_and_may_be_taken_up_again() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        hope = add_hope(person_id=karen.person_id, words="Ro", by=actor)
        finish_hope(hope_id=hope.id, status=GoalStatus.REACHED, by=actor)
        assert Hope.objects.get().closed_by == karen.person_id
        finish_hope(hope_id=hope.id, status=GoalStatus.OPEN, by=actor)
        assert Hope.objects.get().closed_on is None
