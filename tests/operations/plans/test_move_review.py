from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Course
from indgang.plans.operations import move_review
from tests.factories.people import make_guest
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


def test_a_stranger_moves_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    course = make_course(karen)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        move_review(course_id=course.id, to=course.review_on, by=actor)


def test_one_looks_back_after_one_began() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor, pytest.raises(Refused, match="efter"):
        move_review(course_id=course.id, to=course.started_on, by=actor)


def test_it_may_be_sooner_or_later() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        sooner = course.started_on + timedelta(weeks=8)
        move_review(course_id=course.id, to=sooner, by=actor)
        assert Course.objects.get().review_on == sooner
