import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Goal
from indgang.plans.operations import add_goal
from tests.factories.people import make_guest
from tests.factories.plans import make_course, make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_who_may_only_read_is_told_to_suggest() -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor, pytest.raises(Refused, match="foreslå"):
        add_goal(person_id=karen.person_id, words="Gå en tur", by=actor)


def test_a_stranger_adds_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_goal(person_id=karen.person_id, words="Gå en tur", by=actor)


def test_too_many_words_for_a_level_are_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused, match="200"):
        add_goal(person_id=karen.person_id, words="Gå", levels={0: "x" * 201}, by=actor)


def test_a_goal_belongs_to_the_course_and_has_own_words_for_its_levels() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        levels = {-2: "Jeg bliver hjemme", 0: "Jeg går en tur"}
        add_goal(person_id=karen.person_id, words="Gå", levels=levels, by=actor)
        goal = Goal.objects.get()
        assert goal.course == course
        assert list(goal.own_levels.values()) == ["Jeg bliver hjemme", "", "Jeg går en tur", "", ""]


def test_a_guide_who_may_write_writes_what_is_agreed() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    with with_plan_of(karen, mette) as actor:
        goal = add_goal(person_id=karen.person_id, words="Gå en tur", by=actor)
        assert goal.added_by == mette.person_id
