import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.plans.models import Exit
from indgang.plans.operations import plan_exit
from tests.factories.people import make_guest
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


def test_a_stranger_plans_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    course = make_course(karen)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        plan_exit(course_id=course.id, planned_on=clock.today(), by=actor)


def test_planning_ends_nothing_and_can_be_done_anew() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        plan_exit(course_id=course.id, planned_on=clock.today(), farewell="Kaffe", by=actor)
        plan_exit(course_id=course.id, planned_on=clock.today(), farewell="Kage", by=actor)
        assert Exit.objects.get().farewell == "Kage"
        assert Exit.objects.get().course.is_live
