from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.post.models import Letter
from indgang.requests.facts import RequestAnswered
from indgang.requests.models import Request
from indgang.requests.operations import answer_request
from indgang.requests.rules import State
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, told
from tests.factories.people import Holder, make_colleague, make_guest, make_key, make_unit
from tests.factories.requests import ask, decided_offer, link_of, row_of, state_of

pytestmark = pytest.mark.django_db


def answer(holder: Holder | str, request_id: object, state: State, **said: str) -> None:
    key = holder if isinstance(holder, str) else holder.key
    with acting(key) as actor:
        answer_request(request_id=request_id, answer=state, by=actor, **said)


def test_another_place_answers_nothing() -> None:
    request_id = ask(make_guest(), make_offer())
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    for key in (sofie.key, link_of(sofie)):
        with pytest.raises(NotThere):
            answer(key, request_id, State.ACCEPTED)
    with pytest.raises(NotThere):
        answer(sofie, uuid4(), State.ACCEPTED)
    assert state_of(request_id) == "sent"


def test_neither_a_host_nor_the_guest_answers_for_the_place() -> None:
    karen = make_guest()
    request_id = ask(karen, make_offer())
    for holder in (karen, make_colleague(Role.HOST)):
        with pytest.raises(NotThere):
            answer(holder, request_id, State.ACCEPTED)


def test_a_link_in_a_message_about_oneself_answers_for_no_place() -> None:
    offer = make_offer()
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    with pytest.raises(NotThere):
        answer(make_key(poul.person_id, "link", kinds=["plan"]), request_id, State.ACCEPTED)


def test_not_now_has_a_reason() -> None:
    offer = make_offer()
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    for said in ({}, {"reason": "fordi"}, {"reason": "other", "reply": "  "}):
        with pytest.raises(Refused):
            answer(poul, request_id, State.NOT_NOW, **said)


def test_a_wish_for_what_is_decided_is_never_told_no() -> None:
    ane = make_colleague(Role.AUTHORITY, unit=make_unit("authority", "Visitationen"), name="Ane")
    request_id = ask(make_guest(), decided_offer())
    with pytest.raises(Refused):
        answer(ane, request_id, State.NOT_NOW, reason="full")
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(id=request_id).update(state="not_now", reason="full")


def test_an_answer_is_given_once() -> None:
    offer = make_offer()
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    answer(poul, request_id, State.ACCEPTED)
    with pytest.raises(Refused, match="allerede"):
        answer(poul, request_id, State.NOT_NOW, reason="full")
    assert state_of(request_id) == "accepted"


def test_by_a_link_that_presses_too_often_nothing_more_is_answered() -> None:
    offer = make_offer()
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    key = link_of(poul)
    with acting(key), connection.cursor() as cursor:
        for _ in range(60):
            cursor.execute("select indgang.link_pace()")
    with pytest.raises(Refused, match="Vent lidt"):
        answer(key, request_id, State.ACCEPTED)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.TALK, State.NOT_NOW])
def test_the_guest_is_told_in_every_case(state: State) -> None:
    karen, offer = make_guest(), make_offer()
    poul, request_id = make_provider(offer.provider), ask(karen, offer)
    with told(RequestAnswered) as facts:
        answer(link_of(poul), request_id, state, reason="full")
    assert [(fact.person_id, fact.answer) for fact in facts] == [(karen.person_id, state)]
    with as_owner():
        letter = Letter.objects.get(person_id=karen.person_id)
        assert letter.message == "request_answered"
        # Those asked need not be told any more that somebody waits.
        assert Letter.objects.get(person_id=poul.person_id).status == "cancelled"


def test_what_cannot_be_now_becomes_a_named_colleagues() -> None:
    offer, mette = make_offer(), make_colleague(Role.GUIDE)
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    answer(poul, request_id, State.NOT_NOW, reason="people")
    assert row_of(request_id).holder_id == mette.person_id


def test_the_house_cannot_write_a_request_past_the_functions() -> None:
    karen, offer = make_guest(), make_offer()
    request_id = ask(karen, offer)
    with acting(karen.key), pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.filter(id=request_id).update(state="accepted")
