import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Activity
from indgang.plans.operations import add_activity, stop_activity
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_stops_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        stop_activity(activity_id=activity.id, why="Koldt", by=actor)


def test_nobody_has_to_say_why() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
        stop_activity(activity_id=activity.id, why=" ", by=actor)
        stopped = Activity.objects.get()
        assert (stopped.status, stopped.why_ended) == ("stopped", "")


def test_a_reason_without_end_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
        with pytest.raises(Refused):
            stop_activity(activity_id=activity.id, why="x" * 20_001, by=actor)


def test_what_did_not_work_stays_and_the_new_points_back() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Kor", by=actor)
        stop_activity(activity_id=activity.id, why="For mange mennesker", by=actor)
        add_activity(
            person_id=karen.person_id, words="Synge hjemme", replaces_id=activity.id, by=actor
        )
        old, new = Activity.objects.order_by("added_at")
        assert (old.status, old.why_ended) == ("stopped", "For mange mennesker")
        assert new.replaces == old
