import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.plans.models import Contact
from indgang.plans.operations import note_contact
from tests.factories.people import allow, make_colleague, make_guest

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


def test_a_host_who_sees_only_the_card_can_say_that_the_guest_was_here() -> None:
    karen, bodil, lis = make_guest(), make_colleague(Role.HOST), make_colleague(Role.LEADER)
    for colleague in (bodil, lis):
        allow(karen, to=colleague, kinds=["card"])
    with acting(bodil.key) as actor:
        note_contact(person_id=karen.person_id, how="meeting", by=actor)
        assert Contact.objects.count() == 0  # and reads nothing of it
    with acting(lis.key) as actor, pytest.raises(NotThere):
        note_contact(person_id=karen.person_id, how="call", by=actor)
    with acting(karen.key):
        assert Contact.objects.get().added_by == bodil.person_id
