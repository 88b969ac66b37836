from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.config import wiring
from indgang.kernel import clock
from indgang.plans.models import Course
from indgang.plans.operations import add_appointment, close_forgotten_courses, note_contact
from indgang.post.messages import MessageKey
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.people import Holder, make_guest, make_worker
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=-366)


@pytest.fixture(autouse=True)
def facts_are_wired() -> None:
    wiring.connect()


@pytest.fixture
def karen() -> Holder:
    """A guest whose course everybody has forgotten."""
    with clock.shifted(LONG_AGO):
        karen = make_guest()
        make_course(karen)
    return karen


def closed(by: Holder) -> int:
    with acting(by.key) as actor:
        return close_forgotten_courses(by=actor)


def test_nobody_but_the_worker_finds_any(karen: Holder) -> None:
    assert closed(karen) == 0


def test_a_course_nobody_has_heard_of_for_a_year_ends_and_the_guest_is_told(karen: Holder) -> None:
    worker = make_worker()
    assert closed(worker) == 1
    assert closed(worker) == 0
    with acting(karen.key):
        assert Course.objects.get().was_lost
    with as_owner():
        assert Letter.objects.get().message == MessageKey.NOT_HEARD_OF


def test_one_contact_within_the_year_is_enough(karen: Holder) -> None:
    with clock.shifted(timedelta(days=-300)), acting(karen.key) as actor:
        note_contact(person_id=karen.person_id, how="call", by=actor)
    assert closed(make_worker()) == 0


def test_nobody_is_forgotten_who_is_expected(karen: Holder) -> None:
    with clock.shifted(LONG_AGO), acting(karen.key) as actor:
        add_appointment(
            person_id=karen.person_id,
            what="Kaffe",
            starts_at=clock.now() + timedelta(days=400),
            by=actor,
        )
    assert closed(make_worker()) == 0
