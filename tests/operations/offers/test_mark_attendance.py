from datetime import timedelta
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.models import Session
from indgang.offers.operations import mark_attendance
from indgang.offers.queries import people_coming
from tests.factories.offers import figures, make_offer, make_session, seat, statuses
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def begun_session() -> tuple[Session, Holder]:
    """A session that has begun, and the provider of its offer."""
    unit = make_unit("provider", "Smedjen")
    provider = make_colleague(Role.PROVIDER, unit=unit, name="Pia")
    offer = make_offer(provider=unit.organisation)
    return make_session(offer, seats=4, starts_at=clock.now() - timedelta(hours=1)), provider


def mark(holder: Holder, booking_id: UUID) -> None:
    with acting(holder.key) as actor:
        mark_attendance(booking_id=booking_id, came=True, by=actor)


def test_a_guest_does_not_mark_himself() -> None:
    karen, (session, _) = make_guest(), begun_session()
    booking = seat(session, karen.person_id)
    with pytest.raises(NotThere):
        mark(karen, booking.id)


def test_a_colleague_who_has_not_opened_the_guest_does_not_either() -> None:
    (session, _), bo = begun_session(), make_colleague(Role.HOST, name="Bo")
    booking = seat(session, make_guest().person_id)
    with pytest.raises(NotThere):
        mark(bo, booking.id)


def test_nobody_has_come_before_it_begins() -> None:
    _, provider = begun_session()
    unit = make_unit("provider", "Smedjen")
    booking = seat(make_session(make_offer(provider=unit.organisation)), make_guest().person_id)
    with pytest.raises(NotThere):
        mark(provider, booking.id)


def test_a_provider_marks_who_came_and_can_change_it() -> None:
    session, provider = begun_session()
    booking = seat(session, make_guest().person_id)
    mark(provider, booking.id)
    assert statuses(session) == ["attended"]
    with acting(provider.key) as actor:
        mark_attendance(booking_id=booking.id, came=False, by=actor)
    assert statuses(session) == ["missed"]
    assert figures(session) == (1, 0)


def test_a_guide_with_the_plan_open_marks_it_too() -> None:
    karen, mette, (session, _) = make_guest(), make_colleague(Role.GUIDE), begun_session()
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    booking = seat(session, karen.person_id)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="opfølgning", by=actor)
        mark_attendance(booking_id=booking.id, came=True, by=actor)
    assert statuses(session) == ["attended"]


def test_a_provider_reads_names_only_of_those_who_allow_it() -> None:
    session, provider = begun_session()
    karen, ali = make_guest(), make_guest("Ali")
    seat(session, karen.person_id)
    seat(session, ali.person_id)
    allow(karen, unit_id=provider.unit_id)
    with acting(provider.key):
        assert sorted(one.nickname for one in people_coming(session.id)) == ["", "Karen"]
    with acting(make_colleague(Role.ADMINISTRATOR, name="Bo").key):
        assert people_coming(session.id) == []
