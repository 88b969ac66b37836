import pytest

from indgang.access.door import acting
from indgang.post.operations import claim_post, settle_post
from tests.factories.people import make_guest, make_worker
from tests.factories.post import letter, make_due, queue

pytestmark = pytest.mark.django_db


def test_a_guest_settles_nothing() -> None:
    karen = make_guest()
    sent = queue(karen)
    make_due(sent, status="sending")
    with acting(karen.key) as actor:
        assert settle_post(letter_ids=[sent], became="sent", by=actor) == 0
    assert letter(sent).status == "sending"


def test_only_what_is_in_hand_is_settled() -> None:
    karen, worker = make_guest(), make_worker()
    sent, waiting = queue(karen), queue(karen, about=karen.person_id)
    make_due(sent)
    with acting(worker.key) as actor:
        claim_post(person_id=karen.person_id, by=actor)
        settled = settle_post(letter_ids=[sent, waiting], became="sent", channel="email", by=actor)
    assert settled == 1
    assert letter(sent).sent_at
    assert letter(waiting).status == "queued"
