"""Every source of room: courses with a start, what is said of room, and those who have asked."""

from datetime import timedelta
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.board.queries import board
from indgang.board.rules.figures import Room
from indgang.board.wording import room_words
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Offer, Run, Session
from indgang.offers.models.room import Room as Said
from indgang.requests.models import Request
from tests.database import as_owner
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import make_colleague, make_person

pytestmark = pytest.mark.django_db


def room_of(offer: Offer) -> Room:
    with acting(make_colleague(Role.AUTHORITY).key):
        return next(row.room for row in board().offers if row.key == str(offer.id))


def said(offer: Offer, says: str, *, back_in: int | None = None) -> None:
    back_on = clock.today() + timedelta(days=back_in) if back_in else None
    with as_owner():
        Said.objects.create(
            offer=offer, says=says, back_on=back_on, said_at=clock.now(), said_by=uuid4()
        )


def asked(offer: Offer, state: str = "sent") -> None:
    with as_owner():
        Request.objects.create(
            person_id=make_person(), offer=offer, about="place", asked_on=clock.today(),
            sent_at=clock.now(), sent_by=uuid4(), answer_by=clock.today(), state=state,
        )  # fmt: skip


def a_course(offer: Offer, *, by_draw: bool = False, wished: int = 0) -> list[Session]:
    """Three times of one course, of which the first has the places."""
    times = [
        make_session(offer, seats=6, starts_at=clock.now() + timedelta(days=day))
        for day in (2, 4, 6)
    ]
    draw_on = clock.today() + timedelta(days=1) if by_draw else None
    with as_owner():
        run = Run.objects.create(
            offer=offer, room=times[0], register_by=clock.today(), by_draw=by_draw, wished=wished,
            ends_at=times[2].ends_at, made_at=clock.now(), made_by=uuid4(),
        )  # fmt: skip
        for time in times:
            changes = {"run": run, "follows": time != times[0], "draw_on": draw_on}
            Session.objects.filter(id=time.id).update(**changes)
    return times


def test_the_places_of_a_course_are_counted_once() -> None:
    offer = make_offer()
    times = a_course(offer)
    seat(times[0], make_person())
    room = room_of(offer)
    assert (room.seats, room.free, room.taken.number) == (6, 5, 1)


def test_before_a_draw_nobody_has_a_place_and_those_who_wish_one_wait() -> None:
    offer = make_offer()
    a_course(offer, by_draw=True, wished=9)
    room = room_of(offer)
    assert room.waiting.number == 9
    assert not room.has_room


def test_who_says_that_it_is_full_is_believed() -> None:
    offer = make_offer()
    make_session(offer, seats=6)
    said(offer, "full")
    room = room_of(offer)
    assert (room.free, room.has_room) == (0, False)


def test_who_is_away_has_room_from_the_day_he_is_back() -> None:
    offer = make_offer()
    make_session(offer, seats=6, starts_at=clock.now() + timedelta(days=1))
    said(offer, "away", back_in=4)
    room = room_of(offer)
    assert room.next_free is not None
    assert clock.local(room.next_free).date() == clock.today() + timedelta(days=4)


def test_who_says_that_there_is_room_without_any_times_is_believed_too() -> None:
    offer = make_offer()
    said(offer, "room")
    room = room_of(offer)
    assert room.has_room
    assert room.counted_at is not None


@pytest.mark.parametrize(("state", "number"), [("sent", 1), ("talk", 1), ("expired", 1), ("accepted", 0), ("withdrawn", 0)])  # fmt: skip
def test_those_who_have_asked_and_have_no_answer_wait(state: str, number: int) -> None:
    offer = make_offer()
    asked(offer, state)
    assert room_of(offer).waiting.number == number


def test_the_seats_that_are_said_are_those_of_the_next_time_with_room() -> None:
    offer = make_offer()
    now = clock.now()
    full = make_session(offer, seats=1, starts_at=now + timedelta(days=1))
    seat(full, make_person())
    make_session(offer, seats=4, starts_at=now + timedelta(days=2))
    make_session(offer, seats=9, starts_at=now + timedelta(days=3))
    room = room_of(offer)
    assert (room.free, room.next_seats) == (13, 4)
    assert room_words(room) == "4 ledige pladser"


def test_nobody_is_told_to_just_come_where_somebody_says_yes_first() -> None:
    offer = make_offer(access="decision")
    make_session(offer, seats=None)
    assert room_words(room_of(offer)) == "der er plads"
