import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.entrance.operations import Wishes, say_wishes
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.people.models import Person
from tests.factories.people import allow, make_colleague, make_guest

pytestmark = pytest.mark.django_db

WISHES = Wishes("Karen", "en", "tigrinya ", "på bænken", "efter kl. 10", "en kvinde")


def test_a_stranger_says_nothing_of_another() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        say_wishes(person_id=karen.person_id, wishes=WISHES, by=actor)


def test_who_may_only_read_the_card_says_nothing_either() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["card"])
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        with pytest.raises(NotThere):
            say_wishes(person_id=karen.person_id, wishes=WISHES, by=actor)


def test_a_guest_says_how_she_wants_to_be_met_and_takes_it_back() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        say_wishes(person_id=karen.person_id, wishes=WISHES, by=actor)
        said = Person.objects.get(id=karen.person_id)
        assert (said.speaks, said.language, said.meet_whom) == ("tigrinya", "en", "en kvinde")
        say_wishes(person_id=karen.person_id, wishes=Wishes(), by=actor)
        assert Person.objects.get(id=karen.person_id).meet_where == ""
