from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.post.operations import stop_messages
from indgang.post.queries import wants_silence
from tests.factories.people import make_guest
from tests.factories.post import letter, queue

pytestmark = pytest.mark.django_db


def test_a_message_that_is_not_there_stops_nothing() -> None:
    with acting(None) as nobody, pytest.raises(NotThere):
        stop_messages(letter_id=uuid4(), by=nobody)


def test_whoever_has_the_message_can_stop_messages_without_a_key() -> None:
    karen = make_guest()
    first, second = queue(karen), queue(karen, about=uuid4())
    for _ in range(2):
        with acting(None) as nobody:
            stop_messages(letter_id=first, by=nobody)
    assert letter(second).status == "cancelled"
    with acting(karen.key):
        assert wants_silence(karen.person_id)
