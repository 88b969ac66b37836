import pytest

from indgang.access.door import acting
from indgang.kernel import clock, facts
from indgang.kernel.refused import NotThere
from indgang.plans.facts import CourseEnded
from indgang.plans.models import Course, Exit
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import leave_course, plan_exit
from tests.factories.people import make_guest
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


def test_a_stranger_ends_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    course = make_course(karen)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)


def test_leaving_is_told_once_and_the_exit_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    karen = make_guest()
    course = make_course(karen)
    heard: list[object] = []
    monkeypatch.setitem(facts._handlers, CourseEnded, (heard.append,))
    with acting(karen.key) as actor:
        plan_exit(course_id=course.id, planned_on=clock.today(), by=actor)
        for _times in (1, 2):
            leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
        assert Course.objects.get().ended_how == "done"
        assert Exit.objects.get().left_by == karen.person_id
    assert heard == [CourseEnded(course.id, karen.person_id, clock.today())]
