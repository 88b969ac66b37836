from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.config.wiring import connect
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionCancelled
from indgang.offers.models import Session
from indgang.offers.operations import cancel_session, take_seat
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.offers import make_session, seat, told
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_a_host_cancels_nothing() -> None:
    session = make_session()
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(NotThere):
        cancel_session(session_id=session.id, why="ill", by=actor)


def test_what_has_begun_is_not_cancelled() -> None:
    session = make_session(starts_at=clock.now() - timedelta(minutes=5))
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor, pytest.raises(NotThere):
        cancel_session(session_id=session.id, why="ill", by=actor)


def test_a_reason_of_ones_own_is_a_sentence() -> None:
    session = make_session()
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        with pytest.raises(Refused, match="hvorfor"):
            cancel_session(session_id=session.id, why="other", words="  ", by=actor)
        cancel_session(session_id=session.id, why="other", words="Bussen kører ikke.", by=actor)
    assert Session.objects.get().cancelled_words == "Bussen kører ikke."


def test_it_is_told_once_and_takes_no_more_seats() -> None:
    session, karen, admin = make_session(), make_guest(), make_colleague(Role.ADMINISTRATOR)
    with told(SessionCancelled) as facts, acting(admin.key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
        cancel_session(session_id=session.id, why="shut", by=actor)
    assert facts == [SessionCancelled(session.id)]
    assert Session.objects.get().cancelled_why == "ill"
    with acting(karen.key) as actor, pytest.raises(Refused, match="aflyst"):
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)


def test_those_with_a_seat_or_in_the_queue_are_told_and_nobody_else() -> None:
    connect()
    session, admin = make_session(seats=1), make_colleague(Role.ADMINISTRATOR)
    karen, bo, ali = (make_guest(name) for name in ("Karen", "Bo", "Ali"))
    seat(session, karen.person_id)
    seat(session, bo.person_id, "waiting")
    seat(session, ali.person_id, "cancelled")
    with acting(admin.key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
    with as_owner():
        told_of = set(Letter.objects.values_list("person_id", "message"))
    assert told_of == {
        (karen.person_id, "seat_cancelled"), (bo.person_id, "seat_cancelled"),
    }  # fmt: skip
