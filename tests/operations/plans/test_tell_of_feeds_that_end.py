from datetime import UTC, datetime, timedelta

import pytest

from indgang.access.door import acting
from indgang.access.models import Key
from indgang.plans.operations import start_feed, stop_feed, tell_of_feeds_that_end
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.people import Holder, make_guest, make_worker

pytestmark = pytest.mark.django_db


def with_a_feed(*, days: int) -> Holder:
    """A guest whose link to a calendar ends in so many days."""
    karen = make_guest()
    with acting(karen.key) as actor:
        start_feed(with_titles=False, by=actor)
    with as_owner():
        Key.objects.filter(kind="link").update(expires_at=datetime.now(UTC) + timedelta(days=days))
    return karen


def told(by: Holder) -> int:
    with acting(by.key) as actor:
        return tell_of_feeds_that_end(by=actor)


def statuses() -> list[str]:
    with as_owner():
        return list(Letter.objects.order_by("queued_at").values_list("status", flat=True))


def test_nobody_but_the_worker_finds_any() -> None:
    assert told(with_a_feed(days=3)) == 0


def test_a_link_is_told_of_once_two_weeks_before_it_ends() -> None:
    karen, worker = with_a_feed(days=13), make_worker()
    assert (told(worker), told(worker)) == (1, 0)
    with as_owner():
        letter = Letter.objects.get()
    assert (letter.message, letter.link_path) == ("calendar_ends", "/min/kalender")
    assert letter.person_id == karen.person_id


@pytest.mark.parametrize("days", [-1, 16])
def test_one_that_has_ended_or_has_long_to_go_is_not(days: int) -> None:
    with_a_feed(days=days)
    assert told(make_worker()) == 0


def test_one_that_was_cut_is_not() -> None:
    with_a_feed(days=3)
    with as_owner():
        Key.objects.filter(kind="link").update(revoked_at=datetime.now(UTC))
    assert told(make_worker()) == 0


@pytest.mark.parametrize("stops", [True, False])
def test_who_has_a_new_one_or_wants_none_is_not_told_of_the_old(stops: bool) -> None:
    karen = with_a_feed(days=3)
    assert told(make_worker()) == 1
    with acting(karen.key) as actor:
        if stops:
            stop_feed(by=actor)
        else:
            start_feed(with_titles=False, by=actor)
    assert statuses() == ["cancelled"]
