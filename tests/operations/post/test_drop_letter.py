import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.post.operations import drop_letter
from indgang.post.queries import failed_letters
from tests.factories.people import make_colleague, make_guest
from tests.factories.post import make_due, queue

pytestmark = pytest.mark.django_db


def test_only_the_house_lets_a_failed_message_be() -> None:
    karen, host = make_guest(), make_colleague(Role.HOST)
    failed = queue(karen)
    make_due(failed, status="given_up")
    with acting(karen.key) as actor, pytest.raises(NotThere):
        drop_letter(letter_id=failed, by=actor)
    with acting(host.key) as actor:
        assert len(failed_letters()) == 1
        drop_letter(letter_id=failed, by=actor)
        assert failed_letters() == []
