from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock, facts
from indgang.kernel.refused import NotThere
from indgang.plans.facts import CourseResumed
from indgang.plans.models import Course, Return
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import add_goal, come_back, leave_course
from indgang.plans.queries import guide_ids_of, plan_of
from tests.factories.people import allow, make_colleague, make_guest
from tests.factories.plans import fill_plan, make_course, make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_a_stranger_brings_nobody_back() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        come_back(person_id=karen.person_id, open_old=True, by=actor)


def test_who_is_here_already_stays_in_the_course_that_runs() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        assert come_back(person_id=karen.person_id, open_old=True, by=actor) == course
        assert not Return.objects.exists()


def test_nothing_is_started_over_however_often(monkeypatch: pytest.MonkeyPatch) -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    course = make_course(karen, guide_ids=(mette.person_id,))
    heard: list[object] = []
    monkeypatch.setitem(facts._handlers, CourseResumed, (heard.append,))
    with acting(karen.key) as actor:
        add_goal(person_id=karen.person_id, words="Gå en tur", by=actor)
        for months in (1, 2, 3):
            with clock.shifted(timedelta(days=30 * months)):
                leave_course(course_id=course.id, how=HowEnded.PAUSED, by=actor)
                back = come_back(person_id=karen.person_id, open_old=True, by=actor)
                assert back.id == course.id
        assert Return.objects.count() == 3
        assert [goal.words for goal in plan_of(karen.person_id).open_goals] == ["Gå en tur"]
        assert guide_ids_of(course) == [mette.person_id]
    assert len(heard) == 3


def test_a_new_page_leaves_the_old_one_standing() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
        new = come_back(person_id=karen.person_id, open_old=False, by=actor)
        assert new.id != course.id
        assert Course.objects.count() == 2


def test_the_first_time_is_also_a_welcome() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        assert come_back(person_id=karen.person_id, open_old=True, by=actor).is_live


def test_a_new_page_takes_along_all_there_is_unless_something_is_laid_aside() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    course = make_course(karen)
    fill_plan(karen)
    with acting(karen.key) as actor:
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
        before = len(plan_of(karen.person_id).open_goals)
        new = come_back(
            person_id=karen.person_id, open_old=False, guide_ids=[mette.person_id], by=actor
        )
        plan = plan_of(karen.person_id)
        assert len(plan.open_goals) == before
        open_rows = [*plan.open_goals, *plan.present_activities, *plan.open_agreements]
        assert {row.course_id for row in open_rows} == {new.id}
        assert guide_ids_of(new) == [mette.person_id]
        leave_course(course_id=new.id, how=HowEnded.DONE, by=actor)
        come_back(person_id=karen.person_id, open_old=False, keep=(), by=actor)
        plan = plan_of(karen.person_id)
        assert plan.open_goals == []
        assert len(plan.closed_goals) == before + 1  # what was let go before stands there, too


def test_who_may_not_write_goals_leaves_them_as_they_are() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    course = make_course(karen)
    fill_plan(karen)
    with acting(karen.key) as actor:
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
    with with_plan_of(karen, mette) as actor:
        come_back(person_id=karen.person_id, open_old=False, keep=(), by=actor)
    with acting(karen.key):
        assert plan_of(karen.person_id).open_goals


def test_other_guides_may_go_with_him_from_now_on() -> None:
    karen = make_guest()
    mette, ali = make_guide_of(karen), make_colleague(name="Ali")
    course = make_course(karen, guide_ids=(mette.person_id,))
    with acting(karen.key) as actor:
        leave_course(course_id=course.id, how=HowEnded.PAUSED, by=actor)
        back = come_back(
            person_id=karen.person_id, open_old=True, guide_ids=[ali.person_id], by=actor
        )
        assert back.id == course.id
        assert guide_ids_of(back) == [ali.person_id]
