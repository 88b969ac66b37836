import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.operations import choose_coordinator
from indgang.plans.queries import latest_course
from tests.factories.people import make_guest
from tests.factories.plans import make_course, make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_the_guest_chooses_and_nobody_for_him() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    course = make_course(karen)
    with with_plan_of(karen, mette) as actor, pytest.raises(Refused, match="selv"):
        choose_coordinator(course_id=course.id, colleague_id=mette.person_id, by=actor)


def test_a_stranger_chooses_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    course = make_course(karen)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        choose_coordinator(course_id=course.id, colleague_id=None, by=actor)


def test_it_must_be_a_colleague() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    course = make_course(karen)
    with acting(karen.key) as actor, pytest.raises(Refused, match="kolleger"):
        choose_coordinator(course_id=course.id, colleague_id=ali.person_id, by=actor)


def test_chosen_and_chosen_away_again() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    course = make_course(karen)
    with acting(karen.key) as actor:
        for chosen in (mette.person_id, None):
            choose_coordinator(course_id=course.id, colleague_id=chosen, by=actor)
            now = latest_course(karen.person_id)
            assert now
            assert now.coordinator_id == chosen
