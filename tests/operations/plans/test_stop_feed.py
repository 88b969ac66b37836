import pytest

from indgang.access.door import acting
from indgang.plans.models import CalendarFeed
from indgang.plans.operations import start_feed, stop_feed
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_the_link_dies_at_once_and_stopping_twice_is_fine() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        raw_key = start_feed(with_titles=False, by=actor)
        stop_feed(by=actor)
        stop_feed(by=actor)
        assert not CalendarFeed.objects.exists()
    with acting(raw_key) as actor:
        assert not actor.is_known
