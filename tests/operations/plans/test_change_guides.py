import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import CourseGuide
from indgang.plans.operations import change_guides, choose_coordinator
from indgang.plans.queries import guide_ids_of, latest_course
from tests.factories.people import make_colleague, make_guest
from tests.factories.plans import make_course, make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nothing() -> None:
    karen, bo = make_guest(), make_colleague(name="Bo")
    course = make_course(karen)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_guides(course_id=course.id, guide_ids=[bo.person_id], by=actor)


def test_a_guide_must_be_a_colleague() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    course = make_course(karen)
    with acting(karen.key) as actor, pytest.raises(Refused):
        change_guides(course_id=course.id, guide_ids=[ali.person_id], by=actor)


def test_who_went_before_stays_in_the_story_and_holds_no_threads() -> None:
    karen = make_guest()
    mette, per = make_guide_of(karen), make_guide_of(karen, name="Per")
    course = make_course(karen, guide_ids=(mette.person_id,))
    with acting(karen.key) as actor:
        choose_coordinator(course_id=course.id, colleague_id=mette.person_id, by=actor)
    with with_plan_of(karen, per) as actor:
        change_guides(course_id=course.id, guide_ids=[per.person_id], by=actor)
        assert guide_ids_of(course) == [per.person_id]
        assert CourseGuide.objects.count() == 2
        changed = latest_course(karen.person_id)
        assert changed
        assert changed.coordinator_id is None


def test_a_coordinator_who_was_never_a_guide_stays() -> None:
    karen = make_guest()
    mette, per = make_guide_of(karen), make_guide_of(karen, name="Per")
    course = make_course(karen)
    with acting(karen.key) as actor:
        choose_coordinator(course_id=course.id, colleague_id=per.person_id, by=actor)
        change_guides(course_id=course.id, guide_ids=[mette.person_id], by=actor)
        now = latest_course(karen.person_id)
        assert now
        assert now.coordinator_id == per.person_id
