import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.rules import new_code
from indgang.kernel import clock
from indgang.kernel.actor import NOBODY
from indgang.kernel.refused import Refused
from indgang.offers.models import Session
from indgang.offers.operations import take_seat_as_newcomer
from indgang.people.models import Person
from tests.database import as_owner
from tests.factories.offers import figures, make_session


def come(session: Session, code: str) -> str:
    with acting(None):
        booking = take_seat_as_newcomer(
            session_id=session.id, nickname="Karen", language="da", code=code, by=NOBODY
        )
        return booking.status


def people() -> int:
    with as_owner():
        return Person.objects.count()


@pytest.mark.django_db
def test_a_refusal_leaves_no_new_guest() -> None:
    session = make_session(starts_at=clock.now() - timedelta(hours=1))
    with pytest.raises(Refused):
        come(session, new_code(secrets.token_bytes))
    assert people() == 0


@pytest.mark.django_db
def test_a_nickname_is_enough() -> None:
    session, code = make_session(), new_code(secrets.token_bytes)
    assert come(session, code) == "seated"
    with acting(code) as actor:
        assert actor.name == "Karen"


@pytest.mark.django_db
def test_the_same_form_twice_is_one_guest_in_one_seat() -> None:
    session, code = make_session(seats=5), new_code(secrets.token_bytes)
    come(session, code)
    come(session, code)
    assert (people(), figures(session)) == (1, (1, 0))


def test_the_same_form_at_the_same_moment_too(committed: None) -> None:
    session, code, ready = make_session(seats=5), new_code(secrets.token_bytes), Barrier(4)

    def press(_: int) -> str:
        connection.ensure_connection()
        ready.wait()
        try:
            return come(session, code)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(press, range(4))) == ["seated"] * 4
    assert (people(), figures(session)) == (1, (1, 0))
