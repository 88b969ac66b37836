import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Activity
from indgang.plans.operations import add_activity
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_adds_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_activity(person_id=karen.person_id, words="Gå en tur", by=actor)


def test_nothing_to_do_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused):
        add_activity(person_id=karen.person_id, words="", by=actor)


def test_a_day_that_is_no_day_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused, match="søndag"):
        add_activity(person_id=karen.person_id, words="Gå en tur", weekdays=[7], by=actor)


def test_a_step_of_ones_own_has_days_in_order() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        add_activity(person_id=karen.person_id, words="Gå en tur", weekdays=[4, 0, 4], by=actor)
        assert Activity.objects.get().weekdays == [0, 4]
