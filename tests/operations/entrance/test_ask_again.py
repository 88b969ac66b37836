"""A guest who said no then is asked once more, or somebody new comes with him."""

from datetime import timedelta
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.access.operations import withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.entrance.operations import ask_again, note_no
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_conversation
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    karen = make_guest()
    allow(karen, unit_id=make_unit().id, may_write=True)
    return karen


@pytest.fixture
def mette(karen: Holder) -> Holder:
    return make_colleague(Role.GUIDE)


def asked(by: Holder, about: UUID, guide: Holder, *kinds: Kind) -> UUID:
    with acting(by.key) as actor:
        return ask_again(person_id=about, guide_id=guide.person_id, kinds=kinds, by=actor)


def theirs(karen: Holder, guide: Holder) -> list[Permission]:
    with acting(karen.key):
        return list(permissions_in_force(karen.person_id).filter(to_person_id=guide.person_id))


def test_a_stranger_asks_nobody(karen: Holder, mette: Holder) -> None:
    bo = make_colleague(unit=make_unit("house", "Et andet hus"), name="Bo")
    with pytest.raises(NotThere):
        asked(bo, karen.person_id, mette, Kind.PLAN)
    with pytest.raises(NotThere):
        asked(mette, UUID(int=1), mette, Kind.PLAN)


def test_who_may_only_read_the_card_writes_down_no_yes(karen: Holder) -> None:
    bo = make_colleague(unit=make_unit("guides"), name="Bo")
    allow(karen, to=bo)
    with pytest.raises(Refused):
        asked(bo, karen.person_id, bo, Kind.PLAN)


def test_no_yes_is_no_permission(karen: Holder, mette: Holder) -> None:
    with pytest.raises(Refused):
        asked(mette, karen.person_id, mette)
    assert theirs(karen, mette) == []


def test_a_yes_is_for_somebody_of_the_house(karen: Holder, mette: Holder) -> None:
    leader = make_colleague(Role.LEADER, unit=make_unit("direction"), name="Lis")
    with pytest.raises(Refused):
        asked(mette, karen.person_id, leader, Kind.PLAN)
    with pytest.raises(Refused):
        asked(mette, karen.person_id, make_guest("Ali"), Kind.PLAN)


def test_the_guest_reads_who_wrote_it_down_and_until_when(karen: Holder, mette: Holder) -> None:
    course = make_course(karen)
    asked(mette, karen.person_id, mette, Kind.PLAN, Kind.GOALS)
    (given,) = theirs(karen, mette)
    assert given.kinds == ["card", "goals", "plan"]
    assert (given.why, given.given_by) == ("Så vi kan følges ad.", mette.person_id)
    assert given.may_write
    assert given.valid_until
    last = clock.local(given.valid_until).date()
    assert last == course.review_on + timedelta(weeks=4)


def test_a_host_asks_for_a_guide_who_sees_nothing_yet(karen: Holder) -> None:
    bodil = make_colleague(Role.HOST, name="Bodil")
    liv = make_colleague(Role.GUIDE, unit=make_unit("guides"), name="Liv")
    asked(bodil, karen.person_id, liv, Kind.STORY)
    assert theirs(karen, liv)[0].kinds == ["card", "story"]


def test_what_is_said_again_stands_once_and_the_rest_stays(karen: Holder, mette: Holder) -> None:
    asked(mette, karen.person_id, mette, Kind.PLAN)
    asked(mette, karen.person_id, mette, Kind.CONTACT)
    asked(mette, karen.person_id, mette, Kind.PLAN, Kind.GOALS)
    kinds = sorted(given.kinds for given in theirs(karen, mette))
    assert kinds == [["card", "contact"], ["card", "goals", "plan"]]


def test_the_leave_to_write_along_in_a_talk_is_left_alone(karen: Holder, mette: Holder) -> None:
    talk = make_conversation([mette])
    asked(mette, talk.person_id, mette, Kind.STORY, Kind.PLAN)
    with acting(mette.key) as actor:
        ask_again(person_id=talk.person_id, guide_id=mette.person_id, kinds=[Kind.STORY], by=actor)
        in_force = set(permissions_in_force(talk.person_id).values_list("id", flat=True))
    assert set(talk.permission_ids) <= in_force


def test_no_is_written_down_as_well(karen: Holder, mette: Holder) -> None:
    permission_id = asked(mette, karen.person_id, mette, Kind.PLAN)
    with acting(mette.key) as actor:
        note_no(person_id=karen.person_id, permission_id=permission_id, by=actor)
    assert theirs(karen, mette) == []
    with acting(mette.key) as actor, pytest.raises(NotThere):
        note_no(person_id=karen.person_id, permission_id=permission_id, by=actor)


def test_another_guests_permission_is_not_there(karen: Holder, mette: Holder) -> None:
    ali = make_guest("Ali")
    permission_id = allow(ali, to=mette, may_write=True)
    with acting(mette.key) as actor, pytest.raises(NotThere):
        note_no(person_id=karen.person_id, permission_id=permission_id, by=actor)


def test_what_was_stopped_meanwhile_is_no_fault(karen: Holder, mette: Holder) -> None:
    first = asked(mette, karen.person_id, mette, Kind.PLAN)
    with acting(karen.key) as actor:
        withdraw_permission(permission_id=first, by=actor)
    asked(mette, karen.person_id, mette, Kind.PLAN)
    assert len(theirs(karen, mette)) == 1
