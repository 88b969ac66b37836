import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Contact
from indgang.plans.operations import note_contact
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_notes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        note_contact(person_id=karen.person_id, how="call", by=actor)


def test_twice_a_day_the_same_way_is_one_note() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        for how in ("call", "call", "meeting"):
            note_contact(person_id=karen.person_id, how=how, by=actor)
        assert Contact.objects.count() == 2
