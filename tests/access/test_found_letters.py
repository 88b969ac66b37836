"""What was found when functions that reach other people's rows were called with other arguments."""

from datetime import timedelta

import pytest
from django.db import connection
from psycopg import errors

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.offers import make_session, seat, statuses
from tests.factories.people import allow, make_colleague, make_guest

pytestmark = pytest.mark.django_db

QUEUE = """
    select indgang.queue_letter(%s, 'news', %s::jsonb, null, '/min/plan', %s, true, now(), null,
                                now(), now())
"""


def refused(exception: type[Exception]) -> "pytest.RaisesExc[Exception]":
    return pytest.raises(Exception, check=lambda fault: isinstance(fault.__cause__, exception))


def test_a_colleague_can_have_no_key_to_a_guests_pages_sent() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["contact"], may_write=True)
    with (
        refused(errors.InsufficientPrivilege),
        acting(mette.key) as actor,
        connection.cursor() as cursor,
    ):
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        cursor.execute(QUEUE, [karen.person_id, "{}", ["plan"]])


@pytest.mark.parametrize(
    "values", ['{"phone": "00"}', '{"day": "se example.org"}', '{"time": "nu", "day": "nu"}', "[1]"]
)
def test_a_message_carries_nobodys_own_words(values: str) -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with refused(errors.CheckViolation), acting(bo.key), connection.cursor() as cursor:
        cursor.execute(QUEUE, [karen.person_id, values, []])


def test_nobody_empties_the_queue_by_offering_a_seat_for_no_time() -> None:
    session = make_session()
    seat(session, make_guest().person_id, "waiting")
    with acting(make_guest("Bo").key), connection.cursor() as cursor:
        for until in (-1, 0, 1):
            for _twice in range(2):
                cursor.execute(
                    "select indgang.settle_session(%s, now(), %s)",
                    [session.id, clock.now() + timedelta(minutes=until)],
                )
    assert statuses(session) == ["waiting"]


def test_whoever_frees_a_seat_does_not_learn_who_gets_it() -> None:
    session, karen, ali = make_session(seats=1), make_guest(), make_guest("Ali")
    lapsed = clock.now() - timedelta(minutes=1)
    seat(session, karen.person_id, "offered", offered_until=lapsed)
    seat(session, ali.person_id, "waiting")
    with acting(make_guest("Bo").key), connection.cursor() as cursor:
        until = clock.now() + timedelta(hours=1)
        cursor.execute("select * from indgang.settle_session(%s, now(), %s)", [session.id, until])
        answered = cursor.fetchall()
        cursor.execute(
            "select * from indgang.tell_of_passed_on_seats(%s, now(), now())", [session.id]
        )
        answered += cursor.fetchall()
    assert answered == [(2,), ("",)]
    assert statuses(session) == ["cancelled", "offered"]


def test_calling_again_tells_the_lucky_one_no_second_time() -> None:
    session, ali = make_session(seats=1), make_guest("Ali")
    until = clock.now() + timedelta(hours=1)
    seat(session, ali.person_id, "offered", offered_until=until)
    with acting(make_guest("Bo").key), connection.cursor() as cursor:
        for _each in range(3):
            cursor.execute("select indgang.tell_of_passed_on_seats(%s, now(), now())", [session.id])
            with as_owner():
                Letter.objects.update(status="sent", sent_at=clock.now())
    with as_owner():
        assert Letter.objects.count() == 1
