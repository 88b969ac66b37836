import pytest

from indgang.access.door import acting
from indgang.access.queries import own_keys
from indgang.kernel.refused import NotThere
from indgang.plans.models import CalendarFeed
from indgang.plans.operations import start_feed
from tests.factories.people import make_guest, make_key

pytestmark = pytest.mark.django_db


def test_who_came_by_a_link_makes_no_link() -> None:
    karen = make_guest()
    link = make_key(karen.person_id, "link", kinds=["plan"], may_write=False)
    with acting(link) as actor, pytest.raises(NotThere):
        start_feed(with_titles=False, by=actor)


def test_a_link_opens_the_plan_to_read_and_nothing_else() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        raw_key = start_feed(with_titles=False, by=actor)
    with acting(raw_key) as actor:
        assert (actor.key_kind, actor.kinds) == ("link", {"plan"})
        assert CalendarFeed.objects.get().with_titles is False


def test_a_new_link_ends_the_old_one() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        old = start_feed(with_titles=False, by=actor)
        start_feed(with_titles=True, by=actor)
        assert [key.label for key in own_keys() if key.kind == "link"] == ["calendar"]
    with acting(old) as actor:
        assert not actor.is_known
