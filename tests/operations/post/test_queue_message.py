from datetime import UTC, datetime
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.post.messages import MessageKey
from indgang.post.models import Letter
from indgang.post.operations import queue_message
from indgang.post.rules import BadValues
from tests.factories.people import make_guest
from tests.factories.post import letter, queue

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 4, 10, tzinfo=UTC)  # 12 o'clock in Denmark


def test_nobody_without_a_key_can_leave_a_message() -> None:
    karen = make_guest()
    with pytest.raises(Exception, match="nobody"), acting(None) as actor:
        queue_message(person_id=karen.person_id, message=MessageKey.NEWS, values={}, by=actor)


def test_a_message_has_no_room_for_words() -> None:
    with pytest.raises(BadValues):
        queue(make_guest(), MessageKey.NEWS, values={"place": "Lægehuset"})
    with pytest.raises(BadValues):
        queue(make_guest(), MessageKey.AGREEMENT_DUE, values={"day": "i morgen"})


def test_a_link_in_a_message_opens_little() -> None:
    with pytest.raises(Exception, match="opens_little"):
        queue(make_guest(), link_path="/min", link_kinds=("story",))


def test_a_link_in_a_message_leads_to_the_house() -> None:
    with pytest.raises(Exception, match="link_is_own"):
        queue(make_guest(), link_path="@example.org/")


def test_somebody_else_can_leave_a_message_and_cannot_read_it_back() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    with acting(ali.key) as actor:
        queue_message(person_id=karen.person_id, message=MessageKey.NEWS, values={}, by=actor)
        assert not Letter.objects.exists()
    with acting(karen.key):
        assert Letter.objects.get().queued_by == ali.person_id


def test_nobody_there_is_the_same_as_somebody() -> None:
    with acting(make_guest().key) as actor:
        assert (
            queue_message(person_id=uuid4(), message=MessageKey.NEWS, values={}, by=actor) is None
        )


def test_news_waits_for_the_digest_and_what_is_urgent_does_not() -> None:
    karen = make_guest()
    with clock.stopped(NOON):
        urgent = queue(karen, MessageKey.SUGGESTION, urgent=True)
        news = queue(karen)
    assert letter(urgent).next_try_at == NOON
    assert letter(news).next_try_at == datetime(2026, 6, 5, 8, tzinfo=UTC)


def test_the_same_message_is_not_left_twice() -> None:
    karen = make_guest()
    assert queue(karen) == queue(karen)


def test_an_outbox_gets_full() -> None:
    karen = make_guest()
    for _ in range(40):
        queue(karen, about=uuid4())
    with acting(karen.key) as actor:
        assert queue_message(
            person_id=karen.person_id, message=MessageKey.NEWS, values={}, by=actor
        ) is None  # fmt: skip
