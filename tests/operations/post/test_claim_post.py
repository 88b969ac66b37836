import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel.refused import NotThere
from indgang.post.operations import claim_post
from tests.factories.people import allow, make_colleague, make_guest, make_worker
from tests.factories.post import letter, make_due, queue

pytestmark = pytest.mark.django_db


def test_a_colleague_takes_nothing_in_hand() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["contact"], may_write=True)
    make_due(queue(karen))
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert claim_post(person_id=karen.person_id, by=actor) == []
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        claim_post(person_id=karen.person_id, by=actor)


def test_what_one_worker_holds_no_other_does() -> None:
    karen, worker = make_guest(), make_worker()
    due, later = queue(karen), queue(karen, about=karen.person_id)
    make_due(due)
    with acting(worker.key) as actor:
        assert claim_post(person_id=karen.person_id, by=actor) == [due]
        assert claim_post(person_id=karen.person_id, by=actor) == []
    assert (letter(due).status, letter(due).attempts) == ("sending", 1)
    assert letter(later).status == "queued"
