import pytest

from indgang.access.door import acting
from indgang.history.models import Change
from indgang.kernel.refused import NotThere
from indgang.plans.models import Hope
from indgang.plans.operations import add_hope, change_hope
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        hope = add_hope(person_id=karen.person_id, words="Ro", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_hope(hope_id=hope.id, words="Uro", by=actor)


def test_new_words_stand_and_the_old_ones_are_in_the_history() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        hope = add_hope(person_id=karen.person_id, words="Ro", by=actor)
        change_hope(hope_id=hope.id, words="Mere ro", by=actor)
        assert Hope.objects.get().words == "Mere ro"
        change = Change.objects.get(row_id=str(hope.id), did="U")
        assert (change.was, change.became) == ({"words": "Ro"}, {"words": "Mere ro"})
