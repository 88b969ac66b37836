"""Somebody from the street or from the acute team comes with a guest."""

from datetime import date
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.access.operations import withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.entrance.models import Arrival
from indgang.entrance.operations import let_house_know, register_arrival, welcome
from indgang.entrance.queries import late_arrivals, waiting_arrivals
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.people.models import Membership, Person
from tests.database import as_owner
from tests.factories.entrance import make_arrival
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)

pytestmark = pytest.mark.django_db

FIELD = (Role.OUTREACH, Role.ACUTE)


def brought_by(holder: Holder, nickname: str = "Karen") -> Arrival:
    with acting(holder.key) as actor:
        return register_arrival(
            nickname=nickname, about="fulgt herhen", unit_id=make_unit().id, by=actor
        )


def add_role(holder: Holder, role: Role, unit_id: UUID) -> None:
    with as_owner():
        Membership.objects.create(
            person_id=holder.person_id, unit_id=unit_id, role=role, from_on=date(2019, 1, 1)
        )


@pytest.fixture(autouse=True)
def municipality() -> None:
    make_municipality()


@pytest.mark.parametrize("role", [Role.LEADER, Role.PROVIDER, Role.AUTHORITY, Role.ADMINISTRATOR])
def test_who_meets_no_guests_brings_nobody(role: Role) -> None:
    bo = make_colleague(role, unit=make_unit("direction"), name="Bo")
    with pytest.raises(Refused):
        brought_by(bo)


def test_nobody_is_brought_to_what_is_no_house() -> None:
    ib, elsewhere = make_colleague(Role.OUTREACH, unit=make_unit("outreach")), make_unit("provider")
    with acting(ib.key) as actor, pytest.raises(Refused):
        register_arrival(nickname="Karen", about="", unit_id=elsewhere.id, by=actor)


@pytest.mark.parametrize("role", FIELD)
def test_the_house_and_his_own_unit_may_see_her_card_and_nobody_else(role: Role) -> None:
    ib = make_colleague(role, unit=make_unit(role.value), name="Ib")
    arrival = brought_by(ib)
    bodil = make_colleague(Role.HOST, name="Bodil")
    stranger = make_colleague(Role.GUIDE, unit=make_unit("guides"), name="Bo")
    for holder, expected in ((ib, 1), (bodil, 1), (stranger, 0)):
        with acting(holder.key):
            assert Person.objects.filter(id=arrival.person_id).count() == expected
            assert len(late_arrivals(make_unit().id)) == expected
    with acting(ib.key) as actor:
        welcome(arrival_id=arrival.id, by=actor)  # opens her, so that the permissions can be read
        receivers = set(permissions_in_force(arrival.person_id).values_list("to_unit_id", "basis"))
    assert receivers == {(make_unit().id, "guest"), (ib.unit_id, "guest")}


def test_who_also_belongs_elsewhere_does_not_bring_her_there() -> None:
    ib = make_colleague(Role.OUTREACH, unit=make_unit("outreach"), name="Ib")
    other = make_unit("council")
    add_role(ib, Role.COUNCIL, other.id)
    arrival = brought_by(ib)
    member = make_colleague(Role.COUNCIL, unit=other, name="Bo")
    with acting(member.key):
        assert not Person.objects.filter(id=arrival.person_id).exists()


@pytest.mark.parametrize("role", FIELD)
def test_he_sees_whether_she_was_welcomed(role: Role) -> None:
    ib = make_colleague(role, unit=make_unit(role.value), name="Ib")
    arrival = brought_by(ib)
    make_arrival("Ali")  # came by himself
    with acting(ib.key):
        (before,) = late_arrivals(make_unit().id)
        assert (before.nickname, before.is_welcomed) == ("Karen", False)
    with acting(make_colleague(Role.HOST, name="Bodil").key) as actor:
        welcome(arrival_id=arrival.id, by=actor)
    with acting(ib.key):
        (after,) = late_arrivals(make_unit().id)
        assert (after.is_welcomed, after.welcomed_by_name) == (True, "Bodil")
        assert [one.id for one in waiting_arrivals(make_unit().id)] == [arrival.id]


def test_when_she_stops_it_he_sees_nothing_more() -> None:
    ib = make_colleague(Role.OUTREACH, unit=make_unit("outreach"), name="Ib")
    karen = make_guest()
    with acting(ib.key) as actor:
        let_house_know(code=karen.key, unit_id=make_unit().id, by=actor)
        register_arrival(
            nickname="", about="", unit_id=make_unit().id, person_id=karen.person_id, by=actor
        )
        assert len(late_arrivals(make_unit().id)) == 1
    with acting(karen.key) as actor:
        his = permissions_in_force(karen.person_id).get(to_unit_id=ib.unit_id)
        withdraw_permission(permission_id=his.id, by=actor)
    with acting(ib.key):
        assert late_arrivals(make_unit().id) == []


def test_a_guest_known_to_him_only_becomes_known_to_the_house_once() -> None:
    ib, karen = make_colleague(Role.OUTREACH, unit=make_unit("outreach")), make_guest()
    allow(karen, to=ib, may_write=True)
    for _each in range(2):
        with acting(ib.key) as actor:
            register_arrival(
                nickname="", about="", unit_id=make_unit().id, person_id=karen.person_id, by=actor
            )
    with acting(karen.key):
        to_house = permissions_in_force(karen.person_id).filter(to_unit_id=make_unit().id)
        assert to_house.count() == 1


def test_a_guest_he_may_only_read_of_must_say_it_herself() -> None:
    ib, karen = make_colleague(Role.OUTREACH, unit=make_unit("outreach")), make_guest()
    allow(karen, to=ib)
    with acting(ib.key) as actor, pytest.raises(Refused):
        register_arrival(
            nickname="", about="", unit_id=make_unit().id, person_id=karen.person_id, by=actor
        )
