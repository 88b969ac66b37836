import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Activity
from indgang.plans.operations import add_activity, change_activity
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_activity(activity_id=activity.id, words="Løbe", by=actor)


def test_words_days_and_place_are_said_anew() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", weekdays=[1], by=actor)
        change_activity(activity_id=activity.id, words="Løbe", place="Søen", by=actor)
        kept = Activity.objects.get()
        assert (kept.words, kept.weekdays, kept.place) == ("Løbe", [], "Søen")
