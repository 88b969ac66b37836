import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Suggestion
from indgang.plans.operations import add_hope, suggest
from tests.factories.people import allow, make_colleague, make_guest
from tests.factories.plans import make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_a_stranger_suggests_nothing() -> None:
    karen, bo = make_guest(), make_colleague(name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)


def test_who_may_not_read_the_goals_suggests_none() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan"])
    with with_plan_of(karen, mette) as actor, pytest.raises(NotThere):
        suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)


@pytest.mark.parametrize("values", [{}, {"words": ""}, {"words": "Løb", "person_id": "x"}])
def test_only_what_belongs_to_a_goal_can_be_said_of_it(values: dict[str, str]) -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor, pytest.raises(Refused):
        suggest(person_id=karen.person_id, about="goal", values=values, by=actor)


def test_something_unknown_is_not_there() -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor, pytest.raises(NotThere):
        suggest(person_id=karen.person_id, about="course", values={"words": "x"}, by=actor)


def test_a_strangers_hope_cannot_be_the_target() -> None:
    karen, nova = make_guest(), make_guest("Nova")
    mette = make_guide_of(karen, may_write=False)
    with acting(nova.key) as actor:
        hope = add_hope(person_id=nova.person_id, words="Ro", by=actor)
    with with_plan_of(karen, mette) as actor, pytest.raises(NotThere):
        suggest(
            person_id=karen.person_id,
            about="hope",
            values={"words": "Uro"},
            target_id=hope.id,
            by=actor,
        )


def test_a_suggestion_changes_nothing_by_itself() -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor:
        suggest(
            person_id=karen.person_id, about="goal", values={"words": "Løb"}, why="Sol", by=actor
        )
    with acting(karen.key):
        suggestion = Suggestion.objects.get()
        assert (suggestion.answer, suggestion.kind, suggestion.why) == ("open", "goals", "Sol")
