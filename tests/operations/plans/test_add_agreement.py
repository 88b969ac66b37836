import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Agreement
from indgang.plans.operations import add_agreement
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_adds_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_agreement(person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor)


def test_an_agreement_says_who() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused):
        add_agreement(person_id=karen.person_id, what="Ringe", who="", due_on=None, by=actor)


def test_it_stands_open_in_the_plan() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        add_agreement(person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor)
        assert Agreement.objects.get().is_open
