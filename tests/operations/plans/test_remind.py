from datetime import date, datetime, timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import (
    accept_suggestion,
    add_agreement,
    add_appointment,
    cancel_appointment,
    change_appointment,
    come_back,
    decline_suggestion,
    finish_agreement,
    leave_course,
    remind,
    suggest,
)
from indgang.plans.queries import latest_course
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.people import Holder, make_guest, make_worker
from tests.factories.plans import make_course, make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 3, 1)


def at(day: int, hour: int) -> datetime:
    return clock.at(MONDAY + timedelta(days=day), hour)


def reminded(worker: Holder, now: datetime) -> int:
    with clock.stopped(now), acting(worker.key) as actor:
        return remind(by=actor)


def letters(guest: Holder) -> list[tuple[str, str]]:
    with as_owner():
        found = Letter.objects.filter(person_id=guest.person_id).order_by("queued_at", "message")
        return list(found.values_list("message", "status"))


@pytest.fixture
def worker() -> Holder:
    return make_worker()


@pytest.fixture
def karen() -> Holder:
    """With a talk on Wednesday at 14, agreed on Monday."""
    karen = make_guest()
    with clock.stopped(at(0, 12)), acting(karen.key) as actor:
        add_appointment(
            person_id=karen.person_id, what="Vi mødes", starts_at=at(2, 14), by=actor
        )  # fmt: skip
    return karen


def test_only_the_worker_finds_anything(karen: Holder) -> None:
    assert reminded(karen, at(1, 9)) == 0


def test_an_appointment_is_reminded_of_once_the_day_before(karen: Holder, worker: Holder) -> None:
    assert [reminded(worker, at(1, hour)) for hour in (8, 9, 11)] == [1, 0, 0]
    assert reminded(worker, at(2, 9)) == 0
    with as_owner():
        letter = Letter.objects.get()
    assert (letter.message, letter.urgent) == ("appointment_tomorrow", False)
    assert letter.next_try_at == at(1, 10)
    assert letter.not_after == at(2, 14)


def test_one_that_was_missed_is_reminded_of_the_same_morning(karen: Holder, worker: Holder) -> None:
    assert [reminded(worker, at(*when)) for when in ((1, 11), (2, 7), (2, 8), (2, 9))] == [
        0,
        0,
        1,
        0,
    ]
    assert letters(karen) == [("appointment", "queued")]


def test_one_that_is_moved_is_told_of_anew_and_one_that_is_off_is_not(
    karen: Holder, worker: Holder
) -> None:
    reminded(worker, at(1, 8))
    with as_owner():
        appointment_id = Letter.objects.values_list("about", flat=True).get()
    assert appointment_id
    with clock.stopped(at(1, 9)), acting(karen.key) as actor:
        change_appointment(
            appointment_id=appointment_id, what="Vi mødes", starts_at=at(2, 16), by=actor
        )
    assert letters(karen) == [("appointment_tomorrow", "cancelled")]
    assert reminded(worker, at(1, 9)) == 1
    with acting(karen.key) as actor:
        cancel_appointment(appointment_id=appointment_id, by=actor)
    assert {status for _message, status in letters(karen)} == {"cancelled"}
    assert reminded(worker, at(2, 9)) == 0


def test_an_agreement_is_the_guest_s_to_remember_and_a_colleague_s_is_not(worker: Holder) -> None:
    karen = make_guest()
    make_guide_of(karen, name="Mette Holm")
    made = {}
    with clock.stopped(at(0, 12)), acting(karen.key) as actor:
        for who in ("Mig", "mette", "Mette Holm"):
            made[who] = add_agreement(
                person_id=karen.person_id, what="Ringe", who=who, due_on=at(2, 0).date(), by=actor
            )
    assert [reminded(worker, at(day, 9)) for day in (0, 1, 1, 2)] == [0, 1, 0, 0]
    assert letters(karen) == [("agreement_due", "queued")]
    with acting(karen.key) as actor:
        finish_agreement(agreement_id=made["Mig"].id, by=actor)
    assert letters(karen) == [("agreement_due", "cancelled")]


def test_suggestions_are_one_line_until_the_last_one_is_answered() -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor:
        first, second = (
            suggest(person_id=karen.person_id, about="hope", values={"words": words}, by=actor)
            for words in ("En kat", "En have")
        )
    assert letters(karen) == [("suggestion", "queued")]
    with acting(karen.key) as actor:
        accept_suggestion(suggestion_id=first.id, by=actor)
        assert letters(karen) == [("suggestion", "queued")]
        decline_suggestion(suggestion_id=second.id, by=actor)
    assert letters(karen) == [("suggestion", "cancelled")]


@pytest.mark.parametrize("open_old", [True, False])
def test_who_has_left_hears_once_that_the_door_is_open(open_old: bool) -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        for _twice in range(2):
            leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
    with as_owner():
        letter = Letter.objects.get()
    assert letter.message == "still_here"
    assert timedelta(days=27) < letter.next_try_at - clock.now() < timedelta(days=30)
    with acting(karen.key) as actor:
        come_back(person_id=karen.person_id, open_old=open_old, by=actor)
        assert latest_course(karen.person_id)
    assert letters(karen) == [("still_here", "cancelled")]
