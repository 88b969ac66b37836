import pytest

from indgang.access.door import acting
from indgang.kernel.refused import Refused
from indgang.plans.models import CalendarFeed
from indgang.plans.operations import start_feed, word_feed
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_the_link_itself_changes_nothing() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        raw_key = start_feed(with_titles=False, by=actor)
    with acting(raw_key) as actor, pytest.raises(Refused):
        word_feed(with_titles=True, by=actor)


def test_titles_on_and_off() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        start_feed(with_titles=False, by=actor)
        word_feed(with_titles=True, by=actor)
        assert CalendarFeed.objects.get().with_titles
