from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.entrance.models import Arrival
from indgang.entrance.operations import register_arrival
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Person
from tests.factories.entrance import make_arrival
from tests.factories.people import allow, make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_only_in_one_s_own_house() -> None:
    bodil, elsewhere = make_colleague(Role.HOST), make_unit("acute")
    with acting(bodil.key) as actor, pytest.raises(Refused):
        register_arrival(nickname="Karen", about="", unit_id=elsewhere.id, by=actor)


def test_a_guest_the_host_may_not_see_is_not_there() -> None:
    bodil, karen = make_colleague(Role.HOST), make_guest()
    with acting(bodil.key) as actor, pytest.raises(NotThere):
        register_arrival(
            nickname="", about="", unit_id=make_unit().id, person_id=karen.person_id, by=actor
        )


def test_the_whole_house_sees_who_waits() -> None:
    arrival = make_arrival("Karen")
    with acting(make_colleague(Role.GUIDE).key):
        seen = Arrival.objects.select_related("person").get()
        assert (seen.id, seen.person.nickname, seen.about) == (arrival.id, "Karen", "vil snakke")


@pytest.mark.parametrize("said", ["", "  ", "ukendt", "Ukendt"])
def test_a_guest_without_a_name_has_none(said: str) -> None:
    bodil = make_colleague(Role.HOST)
    arrival = make_arrival(said, by=bodil)
    with acting(bodil.key):
        assert Person.objects.get(id=arrival.person_id).nickname == ""


def test_the_same_form_twice_is_one_arrival() -> None:
    bodil, once = make_colleague(Role.HOST), uuid4()
    with acting(bodil.key) as actor:
        first, again = (
            register_arrival(
                nickname="Karen", about="", unit_id=make_unit().id, once=once, by=actor
            )
            for _each in range(2)
        )
        assert first.id == again.id
        assert Arrival.objects.count() == 1


def test_a_known_guest_comes_back_and_waits_once() -> None:
    bodil, karen, house = make_colleague(Role.HOST), make_guest(), make_unit()
    allow(karen, unit_id=house.id, may_write=True)
    with acting(bodil.key) as actor:
        first, again = (
            register_arrival(
                nickname="", about="", unit_id=house.id, person_id=karen.person_id, by=actor
            )
            for _each in range(2)
        )
        assert first.id == again.id
        assert first.person_id == karen.person_id
