import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import ContactPerson
from indgang.plans.operations import add_contact_person, remove_contact_person
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_removes_nobody() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        ali = add_contact_person(person_id=karen.person_id, name="Ali", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        remove_contact_person(contact_person_id=ali.id, by=actor)


def test_somebody_elses_name_does_not_stay() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        ali = add_contact_person(person_id=karen.person_id, name="Ali", by=actor)
        remove_contact_person(contact_person_id=ali.id, by=actor)
        assert not ContactPerson.objects.exists()
