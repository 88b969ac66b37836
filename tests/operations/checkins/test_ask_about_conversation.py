from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.checkins.models import CheckIn
from indgang.checkins.operations import ask_about_conversation
from indgang.kernel.refused import NotThere
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_asks_nothing() -> None:
    karen = make_guest()
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        ask_about_conversation(person_id=karen.person_id, conversation_id=uuid4(), by=actor)


def test_a_conversation_is_asked_about_once() -> None:
    karen, conversation = make_guest(), uuid4()
    with acting(karen.key) as actor:
        for _ in range(2):
            ask_about_conversation(
                person_id=karen.person_id, conversation_id=conversation, by=actor
            )  # fmt: skip
        assert CheckIn.objects.get().instruments == ["siv5-1"]
