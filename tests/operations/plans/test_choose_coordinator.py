from datetime import date

import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Membership
from indgang.plans.operations import choose_coordinator
from indgang.plans.queries import latest_course
from tests.database import as_owner
from tests.factories.people import make_colleague, make_guest
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


def test_it_must_be_somebody_who_works_here() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    course = make_course(karen)
    with acting(karen.key) as actor, pytest.raises(Refused, match="møder gæster"):
        choose_coordinator(course_id=course.id, colleague_id=ali.person_id, by=actor)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEADER, Role.DPO, Role.PROVIDER])
def test_who_meets_no_guests_is_not_chosen(role: Role) -> None:
    karen, bo = make_guest(), make_colleague(role, name="Bo")
    course = make_course(karen)
    with acting(karen.key) as actor, pytest.raises(Refused, match="møder gæster"):
        choose_coordinator(course_id=course.id, colleague_id=bo.person_id, by=actor)


def test_who_has_stopped_is_not_chosen_not_even_as_a_guide_of_ones_own() -> None:
    karen, mette = make_guest(), make_colleague()
    course = make_course(karen, guide_ids=(mette.person_id,))
    with as_owner():
        Membership.objects.filter(person_id=mette.person_id).update(until_on=date(2020, 2, 1))
    with acting(karen.key) as actor, pytest.raises(Refused, match="møder gæster"):
        choose_coordinator(course_id=course.id, colleague_id=mette.person_id, by=actor)


def test_a_guide_of_ones_own_is_chosen_whatever_else_he_does_here() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    tove = make_colleague(Role.OUTREACH, name="Tove")
    course = make_course(karen, guide_ids=(tove.person_id,))
    elsewhere = make_course(ali)
    with acting(karen.key) as actor:
        choose_coordinator(course_id=course.id, colleague_id=tove.person_id, by=actor)
        now = latest_course(karen.person_id)
        assert now
        assert now.coordinator_id == tove.person_id
    with acting(ali.key) as actor, pytest.raises(Refused, match="møder gæster"):
        choose_coordinator(course_id=elsewhere.id, colleague_id=tove.person_id, by=actor)


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
