from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.post.messages import MessageKey
from indgang.post.operations import cancel_messages
from tests.factories.people import make_guest
from tests.factories.post import letter, make_due, queue

pytestmark = pytest.mark.django_db


def test_nobody_without_a_key_takes_anything_back() -> None:
    thing = uuid4()
    kept = queue(make_guest(), about=thing)
    with acting(None) as actor:
        assert cancel_messages(about=thing, by=actor) == 0
    assert letter(kept).status == "queued"


def test_what_is_over_does_not_notify() -> None:
    karen, thing = make_guest(), uuid4()
    seat = queue(karen, MessageKey.SUGGESTION, about=thing)
    other = queue(karen)
    with acting(karen.key) as actor:
        assert cancel_messages(about=thing, message=MessageKey.NEWS, by=actor) == 0
        assert cancel_messages(about=thing, by=actor) == 1
    assert letter(seat).status == "cancelled"
    assert letter(other).status == "queued"


def test_what_was_sent_was_sent() -> None:
    karen, thing = make_guest(), uuid4()
    sent = queue(karen, about=thing)
    make_due(sent, status="sending")
    with acting(karen.key) as actor:
        assert cancel_messages(about=thing, by=actor) == 0
