import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import ContactPerson
from indgang.plans.operations import add_contact_person, change_contact_person
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nobody() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        ali = add_contact_person(person_id=karen.person_id, name="Ali", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_contact_person(contact_person_id=ali.id, name="Bo", by=actor)


def test_a_new_number() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        ali = add_contact_person(person_id=karen.person_id, name="Ali", by=actor)
        change_contact_person(contact_person_id=ali.id, name="Ali", phone="00 00 00 09", by=actor)
        assert ContactPerson.objects.get().phone == "00 00 00 09"
