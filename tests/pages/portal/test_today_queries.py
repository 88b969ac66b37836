"""The page of the day costs the same however many wait, and asks for nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indgang.access.door import acting
from indgang.entrance.operations import take_inquiry, welcome
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.people.queries import house_unit
from indgang.portal.queries import today_of
from tests.factories.entrance import make_arrival, make_conversation, make_inquiry
from tests.factories.people import Holder, make_colleague, make_municipality

pytestmark = pytest.mark.django_db

MOST = 15  # as today_of promises


@pytest.fixture
def mette() -> Holder:
    make_municipality()
    return make_colleague(Role.GUIDE)


def busy(mette: Holder, number: int) -> None:
    for one in range(number):
        with clock.stopped(clock.now() - timedelta(minutes=one)):
            arrival = make_arrival(f"Karen {one}", by=mette)
        make_conversation([mette], nickname=f"Ali {one}")
        receipt = make_inquiry()
        with acting(mette.key) as actor:
            welcome(arrival_id=arrival.id, by=actor)
            take_inquiry(inquiry_id=receipt.inquiry_id, by=actor)


def queries_of(mette: Holder) -> list[str]:
    with acting(mette.key) as actor, CaptureQueriesContext(connection) as queries:
        assert mette.unit_id
        today_of(mette.unit_id, by=actor)
    return [query["sql"] for query in queries.captured_queries]


def test_it_does_not_grow_and_nothing_is_asked_twice(mette: Holder) -> None:
    busy(mette, 1)
    few = queries_of(mette)
    busy(mette, 4)
    many = queries_of(mette)
    assert len(few) == len(many) <= MOST
    twice = [sql for sql, times in Counter(many).items() if times > 1]
    assert twice == []


def test_the_whole_page_reads_the_settings_twice_at_most(client: Client, mette: Holder) -> None:
    busy(mette, 2)
    assert house_unit()
    client.cookies["indgang_key"] = mette.key
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/huset").status_code == 200
    read = [q["sql"] for q in queries.captured_queries if "people_municipality" in q["sql"]]
    assert len(read) <= 2  # once for its promises, once for the top and foot of the page
