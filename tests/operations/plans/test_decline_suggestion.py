import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Goal, Suggestion
from indgang.plans.operations import decline_suggestion, suggest
from tests.factories.people import make_guest
from tests.factories.plans import make_guide_of, with_plan_of

pytestmark = pytest.mark.django_db


def test_nobody_but_the_guest_says_no() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, siv) as actor:
        made = suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)
        with pytest.raises(NotThere):
            decline_suggestion(suggestion_id=made.id, by=actor)


def test_no_changes_nothing_and_is_said_once() -> None:
    karen = make_guest()
    siv = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, siv) as actor:
        made = suggest(person_id=karen.person_id, about="goal", values={"words": "Løb"}, by=actor)
    with acting(karen.key) as actor:
        decline_suggestion(suggestion_id=made.id, by=actor)
        assert not Goal.objects.exists()
        assert Suggestion.objects.get().answered_by == karen.person_id
        with pytest.raises(Refused, match="allerede"):
            decline_suggestion(suggestion_id=made.id, by=actor)
