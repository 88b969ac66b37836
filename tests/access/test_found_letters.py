"""What was found when functions that reach other people's rows were called with other arguments."""

from datetime import timedelta

import pytest
from django.db import connection
from psycopg import errors

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
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
