import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import add_goal, change_guides, choose_coordinator, finish_goal
from indgang.plans.queries import plan_of, plan_on_page, seat_as_coming
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import allow, make_colleague, make_guest
from tests.factories.plans import fill_plan, make_course, with_plan_of

pytestmark = pytest.mark.django_db

QUERIES = 14


def test_a_stranger_reads_an_empty_plan() -> None:
    karen, bo = make_guest(), make_colleague(Role.HOST, name="Bo")
    fill_plan(karen)
    with acting(bo.key):
        plan = plan_of(karen.person_id)
        assert plan.nickname == ""
        assert plan.is_empty


def test_who_may_see_the_plan_but_not_the_goals_sees_no_goal() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan"])
    fill_plan(karen)
    with with_plan_of(karen, mette):
        plan = plan_of(karen.person_id)
        assert plan.activities
        assert not plan.goals
        assert not plan.hopes


def test_the_number_of_queries_does_not_grow(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    karen, mette = make_guest(), make_colleague()
    with acting(karen.key), django_assert_num_queries(QUERIES - 2):  # no goals, no course
        plan_of(karen.person_id)
    make_course(karen, guide_ids=(mette.person_id,))
    for times in (1, 2):
        fill_plan(karen)
        with acting(karen.key), django_assert_num_queries(QUERIES):
            assert len(plan_of(karen.person_id).goals) == 2 * times


def test_finished_and_failed_goals_stay() -> None:
    karen = make_guest()
    make_course(karen)
    with acting(karen.key) as actor:
        for words, status in (("Løbe", GoalStatus.REACHED), ("Ryge", GoalStatus.LET_GO)):
            goal = add_goal(person_id=karen.person_id, words=words, by=actor)
            finish_goal(goal_id=goal.id, status=status, by=actor)
        plan = plan_of(karen.person_id)
    assert [goal.words for goal in plan.closed_goals] == ["Løbe", "Ryge"]
    assert not plan.open_goals


def test_the_page_of_the_plan_asks_for_no_more_than_it_shows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    karen, mette = make_guest(), make_colleague()
    make_course(karen, guide_ids=(mette.person_id,))
    fill_plan(karen)
    seat(make_session(make_offer("Gåture")), karen.person_id)
    with acting(karen.key), django_assert_num_queries(11):
        plan = plan_on_page(karen.person_id)
        # Nothing of a seat is asked for again when it is shown.
        assert [seat_as_coming(booking).what for booking in plan.bookings] == ["Gåture"]


def test_who_goes_along_stands_in_the_order_they_came_and_others_do_not_stand() -> None:
    karen = make_guest()
    mette, ali, bodil = (make_colleague(name=name) for name in ("Mette", "Ali", "Bodil"))
    course = make_course(karen, guide_ids=(mette.person_id, ali.person_id))
    with acting(karen.key) as actor:
        choose_coordinator(course_id=course.id, colleague_id=bodil.person_id, by=actor)
        plan = plan_of(karen.person_id)
        assert {guide.name for guide in plan.guides} == {"Mette", "Ali"}
        assert plan.coordinator
        assert plan.coordinator.name == "Bodil"
        change_guides(course_id=course.id, guide_ids=[ali.person_id], by=actor)
        change_guides(course_id=course.id, guide_ids=[bodil.person_id, ali.person_id], by=actor)
        names = [guide.name for guide in plan_of(karen.person_id).guides]
        assert names == ["Ali", "Bodil"]
