import pytest

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import ContactPerson
from indgang.plans.operations import add_contact_person
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_adds_nobody() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_contact_person(person_id=karen.person_id, name="Ali", by=actor)


def test_nobody_without_a_name() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused):
        add_contact_person(person_id=karen.person_id, name="", by=actor)


def test_standing_in_the_plan_opens_nothing() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        add_contact_person(person_id=karen.person_id, name="Ali", relation="Bror", by=actor)
        assert ContactPerson.objects.get().relation == "Bror"
        assert not Permission.objects.exists()
