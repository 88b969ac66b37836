from datetime import date
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.checkins.models import CheckIn
from indgang.checkins.operations import reschedule_checkins
from indgang.kernel import clock
from indgang.kernel.facts import publish
from indgang.kernel.refused import NotThere
from indgang.plans.facts import CourseEnded, CourseResumed, CourseStarted
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_moves_nothing() -> None:
    karen, bo = make_guest(), make_colleague(name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        reschedule_checkins(
            person_id=karen.person_id,
            course_id=uuid4(),
            resumed_on=date(2026, 9, 1),
            by=actor,
        )


def test_whoever_comes_back_is_asked_again_along_the_way() -> None:
    karen, course = make_guest(), uuid4()
    with acting(karen.key), clock.stopped(clock.at(date(2026, 9, 1), 12)):
        publish(CourseStarted(course, karen.person_id, date(2026, 6, 1)))
        publish(CourseEnded(course, karen.person_id, date(2026, 7, 15)))
        publish(CourseResumed(course, karen.person_id, date(2026, 9, 1)))
        days = dict(CheckIn.objects.filter(status="waiting").values_list("moment", "due_on"))
    assert "after6" not in days
    assert days["week13"] == date(2026, 12, 1)
    assert days["week20"] == date(2027, 1, 19)
