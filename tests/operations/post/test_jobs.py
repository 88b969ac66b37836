"""The jobs as the worker runs them: with its own key, ids only, one person at a time."""

from collections.abc import Iterator

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector
from pytest_django.fixtures import Settings

from indgang.checkins.jobs import invite
from indgang.config import jobs as _jobs_are_bound  # noqa: F401 – a job is left only where it is bound
from indgang.kernel import clock
from indgang.kernel.workdays import working_day
from indgang.post.jobs import send_due, send_to
from tests.database import as_owner
from tests.factories.checkins import make_checkin
from tests.factories.people import make_guest, make_municipality, make_worker
from tests.factories.post import letter, make_contact, make_due, queue, running_gateway

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]


@pytest.fixture
def left() -> Iterator[InMemoryConnector]:
    """The list of jobs: its database role is the worker's, and no page's."""
    with app.replace_connector(InMemoryConnector()) as own:
        connector = own.connector
        assert isinstance(connector, InMemoryConnector)
        yield connector


def _jobs(left: InMemoryConnector) -> list[dict[str, str]]:
    return [job["args"] for job in left.jobs.values() if job["task_name"] == "post:send_to"]


def test_each_person_gets_one_job_with_an_id_and_nothing_else(
    settings: Settings, left: InMemoryConnector
) -> None:
    settings.WORKER_KEY = make_worker().key
    karen = make_guest()
    make_due(queue(karen))
    send_due(timestamp=0)
    send_due(timestamp=60)  # the one that waits takes what came since
    assert _jobs(left) == [{"person_id": str(karen.person_id)}]


def test_from_the_day_it_is_due_to_the_telephone(settings: Settings) -> None:
    settings.WORKER_KEY = make_worker().key
    make_municipality()
    karen = make_guest()
    make_contact(karen.person_id, "sms", "12345678")
    make_checkin(karen, moment="week6", due_on=clock.today())
    with clock.stopped(clock.at(working_day(clock.today()), 9)):
        assert invite(timestamp=0) == 1
        assert invite(timestamp=3600) == 0
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update post_letter set next_try_at = now() returning id")
        letter_id = cursor.fetchone()[0]
    with running_gateway() as gateway:
        settings.SMS_GATEWAY_URL = gateway.url
        assert send_to(person_id=str(karen.person_id)) == 1
    assert letter(letter_id).status == "sent"
    assert "/min/tjek" in gateway.received[0][0]["text"]


def test_a_key_that_is_no_workers_does_nothing(settings: Settings, left: InMemoryConnector) -> None:
    karen = make_guest()
    settings.WORKER_KEY = karen.key
    make_due(queue(karen))
    make_checkin(karen, moment="week6", due_on=clock.today())
    send_due(timestamp=0)
    with clock.stopped(clock.at(working_day(clock.today()), 9)):
        assert invite(timestamp=0) == 0
    assert _jobs(left) == []
