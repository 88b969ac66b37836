from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.post.operations import hear_again, stop_messages
from indgang.post.queries import wants_silence
from tests.factories.people import make_guest
from tests.factories.post import queue

pytestmark = pytest.mark.django_db


def test_a_message_that_is_not_there_starts_nothing() -> None:
    with acting(None) as nobody, pytest.raises(NotThere):
        hear_again(letter_id=uuid4(), by=nobody)


def test_one_may_change_ones_mind() -> None:
    karen = make_guest()
    first = queue(karen)
    with acting(None) as nobody:
        stop_messages(letter_id=first, by=nobody)
        hear_again(letter_id=first, by=nobody)
    with acting(karen.key):
        assert not wants_silence(karen.person_id)
