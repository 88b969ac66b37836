from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.people.models import Colleague
from indgang.post.models import Letter
from indgang.requests.facts import RequestExpired
from indgang.requests.operations import answer_request, expire_requests
from indgang.requests.rules import State
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, told
from tests.factories.people import Holder, make_colleague, make_guest, make_worker
from tests.factories.requests import ask, row_of, state_of

pytestmark = pytest.mark.django_db
LATER = timedelta(days=30)


def expire(by: Holder) -> int:
    with clock.shifted(LATER), acting(by.key) as actor:
        return expire_requests(by=actor)


def test_only_the_worker_ends_a_wait() -> None:
    request_id = ask(make_guest(), make_offer())
    assert expire(make_colleague(Role.ADMINISTRATOR)) == 0
    assert state_of(request_id) == "sent"


def test_what_has_time_left_or_an_answer_stays() -> None:
    offer, worker = make_offer(), make_worker()
    poul, answered = make_provider(offer.provider), ask(make_guest(), offer)
    with acting(poul.key) as actor:
        answer_request(request_id=answered, answer=State.ACCEPTED, by=actor)
    assert expire(worker) == 0
    waiting = ask(make_guest("Bo"), offer)
    with acting(worker.key) as actor:
        assert expire_requests(by=actor) == 0
    assert (state_of(answered), state_of(waiting)) == ("accepted", "sent")


def test_what_nobody_answers_becomes_a_named_colleagues_and_the_guest_is_told() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    request_id = ask(karen, make_offer())
    with told(RequestExpired) as facts:
        assert expire(make_worker()) == 1
    assert [fact.request_id for fact in facts] == [request_id]
    assert row_of(request_id).holder_id == mette.person_id
    with as_owner():
        assert [x.message for x in Letter.objects.filter(person_id=karen.person_id)] == [
            "request_late"
        ]


def test_it_goes_past_whoever_is_away() -> None:
    mette, bo = make_colleague(Role.COORDINATOR), make_colleague(Role.HOST, name="Bo")
    with as_owner():
        away = clock.today() + LATER + timedelta(days=7)
        Colleague.objects.filter(person_id=mette.person_id).update(away_until=away)
    request_id = ask(make_guest(), make_offer())
    expire(make_worker())
    assert row_of(request_id).holder_id == bo.person_id


def test_a_late_answer_is_better_than_none() -> None:
    offer = make_offer()
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    expire(make_worker())
    with acting(poul.key) as actor:
        answer_request(request_id=request_id, answer=State.ACCEPTED, by=actor)
    assert state_of(request_id) == "accepted"
