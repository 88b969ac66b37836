import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.requests.operations import answer_request, withdraw_request
from indgang.requests.queries import asked_requests, request_to_answer
from indgang.requests.rules import State
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer
from tests.factories.people import Holder, make_guest
from tests.factories.requests import ask, state_of

pytestmark = pytest.mark.django_db


def withdraw(holder: Holder, request_id: object) -> None:
    with acting(holder.key) as actor:
        withdraw_request(request_id=request_id, by=actor)


def test_nobody_withdraws_what_another_has_asked() -> None:
    request_id = ask(make_guest(), make_offer())
    with pytest.raises(NotThere):
        withdraw(make_guest("Bo"), request_id)
    assert state_of(request_id) == "sent"


def test_a_no_from_the_place_stays_a_no_from_the_place() -> None:
    karen, offer = make_guest(), make_offer()
    poul, request_id = make_provider(offer.provider), ask(karen, offer)
    with acting(poul.key) as actor:
        answer_request(request_id=request_id, answer=State.NOT_NOW, reason="full", by=actor)
    with pytest.raises(Refused):
        withdraw(karen, request_id)
    assert state_of(request_id) == "not_now"


def test_the_guest_changes_his_mind_and_the_place_sees_that_it_was_he() -> None:
    karen, offer = make_guest(), make_offer()
    poul, request_id = make_provider(offer.provider), ask(karen, offer)
    withdraw(karen, request_id)
    withdraw(karen, request_id)
    assert state_of(request_id) == "withdrawn"
    with acting(poul.key) as actor:
        assert [(one.state, one.nickname) for one in asked_requests()] == [("withdrawn", "")]
        assert request_to_answer(request_id) is None
        with pytest.raises(NotThere):
            answer_request(request_id=request_id, answer=State.ACCEPTED, by=actor)


def test_also_after_a_yes() -> None:
    karen, offer = make_guest(), make_offer()
    poul, request_id = make_provider(offer.provider), ask(karen, offer)
    with acting(poul.key) as actor:
        answer_request(request_id=request_id, answer=State.ACCEPTED, by=actor)
    withdraw(karen, request_id)
    assert state_of(request_id) == "withdrawn"
