"""A permission withdrawn in one session takes effect in the next transaction of every other."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections

from indgang.access.door import acting
from indgang.access.operations import open_person, withdraw_permission
from indgang.config.live import Hub
from indgang.kernel.live import CHANNEL
from indgang.kernel.refused import NotThere
from indgang.people.models import ContactPoint
from tests.database import admin_dsn, as_owner
from tests.factories.people import Holder, allow, make_colleague, make_guest

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def karen(committed: None) -> Holder:
    karen = make_guest()
    with as_owner():
        ContactPoint.objects.create(person_id=karen.person_id, channel="sms", value="00 00 00 00")
    return karen


def elsewhere(work: object) -> None:
    """In another connection, committed."""

    def run() -> None:
        try:
            work()  # type: ignore[operator]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as other:
        other.submit(run).result()


def test_the_next_transaction_sees_nothing(karen: Holder) -> None:
    mette = make_colleague()
    permission_id = allow(karen, to=mette, kinds=["contact"])
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert ContactPoint.objects.count() == 1

    def withdraw() -> None:
        with acting(karen.key) as guest:
            withdraw_permission(permission_id=permission_id, by=guest)

    elsewhere(withdraw)
    with acting(mette.key) as actor:
        with pytest.raises(NotThere):
            open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert not ContactPoint.objects.exists()


def test_a_live_stream_is_cut_and_its_ticket_refused(karen: Holder) -> None:
    mette = make_colleague()
    permission_id = allow(karen, to=mette, kinds=["contact"])
    name = connection.settings_dict["NAME"]
    with psycopg.connect(admin_dsn(), dbname=name, autocommit=True) as listener:
        listener.execute(f"listen {CHANNEL}")
        with acting(karen.key) as guest:
            withdraw_permission(permission_id=permission_id, by=guest)
        said = [notice.payload for notice in listener.notifies(timeout=5, stop_after=1)]
    assert said == [f"cut guest:{karen.person_id}"]
    hub = Hub()
    hub.hears_since = 0.0
    stream = hub.join(f"guest:{karen.person_id}:{mette.person_id}")
    other = hub.join(f"guest:{mette.person_id}")
    hub.hear(said[0])
    assert stream.queue.get_nowait() is None
    assert other.queue.empty()
    assert not hub.admits(stream.topic, at=1.0)


def test_a_permission_ends_by_itself(karen: Holder) -> None:
    mette = make_colleague()
    permission_id = allow(karen, to=mette, kinds=["contact"])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_permission set valid_until = now() - interval '1 second' where id = %s",
            [permission_id],
        )
    with acting(mette.key) as actor, pytest.raises(NotThere):
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
