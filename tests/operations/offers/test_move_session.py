from datetime import timedelta

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.config.wiring import connect
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionMoved
from indgang.offers.models import Schedule, Session
from indgang.offers.operations import cancel_session, make_sessions, move_session, take_seat
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.offers import make_offer, make_session, seat, told
from tests.factories.people import Holder, make_colleague, make_guest

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=3)


@pytest.fixture
def admin() -> Holder:
    return make_colleague(Role.ADMINISTRATOR)


def move(session: Session, by: Holder, later: timedelta = LATER, **how: str) -> None:
    with acting(by.key) as actor:
        starts_at = session.starts_at + later
        move_session(session_id=session.id, starts_at=starts_at, minutes=60, by=actor, **how)


def test_nobody_moves_what_others_offer() -> None:
    session = make_session()
    for role in (Role.HOST, Role.PROVIDER):
        with pytest.raises(NotThere):
            move(session, make_colleague(role, name=role))


def test_nothing_is_moved_to_what_has_been_or_onto_another_time(admin: Holder) -> None:
    session = make_session()
    make_session(session.offer, starts_at=session.starts_at + LATER)
    with pytest.raises(Refused, match="gået"):
        move(session, admin, -timedelta(days=4))
    with pytest.raises(Refused, match="allerede"):
        move(session, admin)


@pytest.mark.parametrize("days", [732, 2_900_000])
def test_nothing_is_moved_out_of_sight(admin: Holder, days: int) -> None:
    with pytest.raises(Refused, match="to år"):
        move(make_session(), admin, timedelta(days=days))


def test_what_is_cancelled_is_not_moved(admin: Holder) -> None:
    session = make_session()
    with acting(admin.key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
    with pytest.raises(Refused, match="aflyst"):
        move(session, admin)


def test_those_concerned_are_told_the_new_time_and_not_reminded_of_the_old(admin: Holder) -> None:
    connect()
    session, karen, bo = make_session(seats=1), make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    seat(session, bo.person_id, "waiting")
    move(session, admin)
    there = clock.local(session.starts_at + LATER)
    with as_owner():
        waiting = Letter.objects.filter(status="queued")
        assert {letter.values["time"] for letter in waiting} == {f"{there:%H:%M}"}
        assert {letter.values["day"] for letter in waiting} == {f"{there:%Y-%m-%d}"}
        assert set(waiting.values_list("person_id", "message")) == {
            (karen.person_id, "seat_moved"), (karen.person_id, "appointment_tomorrow"),
            (bo.person_id, "seat_moved"),
        }  # fmt: skip


def test_another_place_is_news_and_another_length_is_not(admin: Holder) -> None:
    session = make_session()
    with told(SessionMoved) as facts:
        move(session, admin, timedelta(0))
        assert facts == []
        move(session, admin, timedelta(0), where_note="Vi mødes på biblioteket")
        assert facts == [SessionMoved(session.id)]


def test_the_schedule_does_not_make_it_anew_where_it_was(admin: Holder) -> None:
    at = clock.local(clock.now()) + timedelta(days=2)
    with as_owner():
        Schedule.objects.create(
            offer=make_offer(), starts_on=at.date(), starts_time=at.time(), duration_minutes=60
        )
    with acting(admin.key) as actor:
        assert make_sessions(by=actor) == 1
    move(Session.objects.get(), admin)
    with acting(admin.key) as actor:
        assert make_sessions(by=actor) == 0


def test_somebody_else_cannot_have_them_told(admin: Holder) -> None:
    connect()
    session = make_session()
    seat(session, make_guest().person_id)
    with acting(make_guest("Bo").key), connection.cursor() as cursor:
        cursor.execute("select indgang.tell_of_moved_session(%s, now(), now(), null)", [session.id])
        assert cursor.fetchone() == (0,)
