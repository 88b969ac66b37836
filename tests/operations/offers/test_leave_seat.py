from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.history.models import Change
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.facts import SeatLeft, SeatsPassedOn
from indgang.offers.operations import leave_seat, take_seat
from tests.database import as_owner
from tests.factories.offers import figures, make_session, seat, statuses, told
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_nobody_leaves_the_seat_of_somebody_else() -> None:
    karen, bo, session = make_guest(), make_colleague(Role.HOST, name="Bo"), make_session()
    booking = seat(session, karen.person_id)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        leave_seat(booking_id=booking.id, by=actor)
    assert statuses(session) == ["seated"]


def test_the_seat_goes_to_the_one_who_has_waited_longest() -> None:
    karen, ali, eva, session = make_guest(), make_guest("Ali"), make_guest("Eva"), make_session()
    booking = seat(session, karen.person_id)
    now = clock.now()
    seat(session, eva.person_id, "waiting", queued_at=now - timedelta(hours=1))
    seat(session, ali.person_id, "waiting", queued_at=now - timedelta(hours=2))
    with told(SeatLeft, SeatsPassedOn) as facts, acting(karen.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)
    assert statuses(session) == ["cancelled", "waiting", "offered"]
    assert facts == [
        SeatLeft(booking.id, karen.person_id, session.id), SeatsPassedOn(session.id),
    ]  # fmt: skip
    assert figures(session) == (1, 1)


def test_the_history_of_the_lucky_one_does_not_name_who_left() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), make_session()
    booking = seat(session, karen.person_id)
    seat(session, ali.person_id, "waiting")
    with acting(karen.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)
    with as_owner():
        last = Change.objects.filter(person_id=ali.person_id, table_name="offers_booking").last()
    assert last is not None
    assert last.became == {"status": "offered", "offered_until": last.became["offered_until"]}
    assert last.actor_id is None


def test_no_seat_is_offered_after_the_start() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    session = make_session(starts_at=clock.now() + timedelta(hours=1))
    booking = seat(session, karen.person_id)
    seat(session, ali.person_id, "waiting")
    with clock.stopped(session.starts_at + timedelta(minutes=1)), acting(karen.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)
    assert statuses(session) == ["cancelled", "waiting"]


def test_one_can_leave_the_queue_and_come_back_to_its_end() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), make_session(seats=1)
    seat(session, make_guest("Eva").person_id)
    booking = seat(session, karen.person_id, "waiting")
    seat(session, ali.person_id, "waiting")
    with acting(karen.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)
        again = take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    assert again.status == "waiting"
    assert again.id != booking.id
    assert figures(session) == (1, 2)


def test_leaving_twice_does_nothing_more() -> None:
    karen, session = make_guest(), make_session(seats=3)
    booking = seat(session, karen.person_id)
    with acting(karen.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)
        leave_seat(booking_id=booking.id, by=actor)
    assert figures(session) == (0, 0)
