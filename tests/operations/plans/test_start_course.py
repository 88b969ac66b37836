from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock, facts
from indgang.kernel.refused import NotThere, Refused
from indgang.kernel.workdays import working_day
from indgang.plans.facts import CourseStarted
from indgang.plans.models import Course, CourseGuide, Goal
from indgang.plans.operations import add_goal, start_course
from tests.factories.people import make_colleague, make_guest
from tests.factories.plans import make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_a_stranger_begins_nothing() -> None:
    karen, bo = make_guest(), make_colleague(name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        start_course(person_id=karen.person_id, guide_ids=[], by=actor)


def test_who_may_only_read_is_told_to_suggest() -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor, pytest.raises(Refused, match="foreslå"):
        start_course(person_id=karen.person_id, guide_ids=[], by=actor)


def test_a_guide_must_be_a_colleague_and_there_are_at_most_two() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    with acting(karen.key) as actor:
        with pytest.raises(Refused, match="kolleger"):
            start_course(person_id=karen.person_id, guide_ids=[ali.person_id], by=actor)
        three = [make_colleague(name=name).person_id for name in ("Mette", "Per", "Siv")]
        with pytest.raises(Refused, match="to guider"):
            start_course(person_id=karen.person_id, guide_ids=three, by=actor)


def test_one_course_at_a_time() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        start_course(person_id=karen.person_id, guide_ids=[], by=actor)
        with pytest.raises(Refused, match="allerede"):
            start_course(person_id=karen.person_id, guide_ids=[], by=actor)
        assert Course.objects.count() == 1


def test_a_course_begins_today_with_a_pair_and_a_day_to_look_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    karen = make_guest()
    mette, per = make_guide_of(karen), make_guide_of(karen, name="Per")
    heard: list[object] = []
    monkeypatch.setitem(facts._handlers, CourseStarted, (heard.append,))
    with with_plan_of(karen, mette) as actor:
        pair = [mette.person_id, per.person_id]
        course = start_course(person_id=karen.person_id, guide_ids=pair, by=actor)
        assert course.started_on == clock.today()
        assert course.review_on == working_day(clock.today() + timedelta(weeks=20))
        guides = CourseGuide.objects.filter(course=course).values_list("guide_id", flat=True)
        assert set(guides) == set(pair)
    assert heard == [CourseStarted(course.id, karen.person_id, clock.today())]


def test_what_the_guest_wrote_before_becomes_part_of_it() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        goal = add_goal(person_id=karen.person_id, words="Ud af sengen", by=actor)
        assert goal.course is None
        course = start_course(person_id=karen.person_id, guide_ids=[], by=actor)
        assert Goal.objects.get().course == course
