import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.post.operations import retry_letter
from tests.factories.people import Holder, make_colleague, make_guest
from tests.factories.post import letter, make_due, queue

pytestmark = pytest.mark.django_db


def _retry(holder: Holder, letter_id: object) -> None:
    with acting(holder.key) as actor:
        retry_letter(letter_id=letter_id, by=actor)  # type: ignore[arg-type]


def test_only_the_house_tries_again_and_only_what_failed() -> None:
    karen, host = make_guest(), make_colleague(Role.HOST)
    waiting = queue(karen)
    with pytest.raises(NotThere):
        _retry(host, waiting)
    make_due(waiting, status="given_up", attempts=6)
    with pytest.raises(NotThere):
        _retry(karen, waiting)


def test_it_is_sent_again_with_all_its_attempts() -> None:
    karen, host = make_guest(), make_colleague(Role.HOST)
    failed = queue(karen)
    make_due(failed, status="given_up", attempts=6, last_error="unreachable")
    _retry(host, failed)
    found = letter(failed)
    assert (found.status, found.attempts, found.last_error) == ("queued", 0, "")
