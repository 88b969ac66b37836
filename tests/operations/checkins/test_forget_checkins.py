from datetime import timedelta
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.checkins.models import CheckIn
from indgang.checkins.operations import forget_checkins
from indgang.kernel import clock
from indgang.plans.models import Course
from tests.database import as_owner
from tests.factories.checkins import make_checkin
from tests.factories.people import Holder, make_colleague, make_guest
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


def lost(*, by: UUID, how: str = "quiet") -> tuple[Holder, Course]:
    """A guest with a check-in that waits, in a course that somebody has ended."""
    with clock.shifted(timedelta(days=-40)):
        karen = make_guest()
        course = make_course(karen)
    make_checkin(karen, moment="own", about=course.id)
    with as_owner():
        Course.objects.update(ended_on=clock.today(), ended_by=by, ended_how=how)
    return karen, course


def forgotten(course: Course, by: Holder) -> int:
    with acting(by.key) as actor:
        return forget_checkins(course_id=course.id, by=actor)


def waiting(guest: Holder) -> int:
    with acting(guest.key):
        return CheckIn.objects.filter(status="waiting", moment="own").count()


def test_nothing_falls_away_of_what_somebody_else_has_ended_or_the_guest_has_left() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    karen, course = lost(by=mette.person_id)
    assert forgotten(course, ali) == 0
    with as_owner():
        Course.objects.update(ended_by=ali.person_id, ended_how="done")
    assert forgotten(course, ali) == 0
    assert waiting(karen) == 1


def test_nothing_falls_away_of_a_course_that_runs() -> None:
    karen = make_guest()
    course = make_course(karen)
    make_checkin(karen, moment="own", about=course.id)
    assert forgotten(course, karen) == 0
    assert waiting(karen) == 1


def test_whoever_has_ended_a_lost_course_stops_the_asking() -> None:
    mette = make_colleague()
    karen, course = lost(by=mette.person_id)
    assert forgotten(course, mette) >= 1
    assert waiting(karen) == 0
