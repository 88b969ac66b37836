import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Activity
from indgang.plans.models.doing import ActivityStatus
from indgang.plans.operations import add_activity, mark_activity
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_marks_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        mark_activity(activity_id=activity.id, status=ActivityStatus.GOING, by=actor)


def test_stopping_is_asked_why() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
        with pytest.raises(Refused, match="hvorfor"):
            mark_activity(activity_id=activity.id, status=ActivityStatus.STOPPED, by=actor)


def test_from_tried_to_going_to_finished_and_on_again() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        activity = add_activity(person_id=karen.person_id, words="Gå", by=actor)
        mark_activity(activity_id=activity.id, status=ActivityStatus.TRIED, by=actor)
        assert Activity.objects.get().began_on == clock.today()
        mark_activity(activity_id=activity.id, status=ActivityStatus.FINISHED, by=actor)
        assert Activity.objects.get().ended_by == karen.person_id
        mark_activity(activity_id=activity.id, status=ActivityStatus.GOING, by=actor)
        assert Activity.objects.get().ended_on is None
