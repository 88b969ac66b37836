import pytest

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.operations import open_person
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from indgang.people.models import Person
from tests.factories.people import allow, make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_is_told_that_there_is_nobody() -> None:
    karen, bo = make_guest(), make_colleague(Role.HOST, name="Bo")
    with acting(bo.key) as actor:
        with pytest.raises(NotThere):
            open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert not Person.objects.filter(id=karen.person_id).exists()


def test_a_guide_with_permission_gets_the_kinds_and_leaves_a_line_in_the_log() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan"])
    with acting(mette.key) as actor:
        opened = open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert opened.kinds == {Kind.CARD, Kind.PLAN}
        assert Person.objects.get(id=karen.person_id).nickname == "Karen"
    with acting(karen.key):
        line = Lookup.objects.get()
        assert (line.actor_id, line.purpose, line.role) == (mette.person_id, "samtale", "guide")


def test_the_guest_is_open_to_herself_without_a_line_in_the_log() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        opened = open_person(person_id=karen.person_id, purpose="min side", by=actor)
        assert opened.shows(*Kind)
        assert not Lookup.objects.exists()
