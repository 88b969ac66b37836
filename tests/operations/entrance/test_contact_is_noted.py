"""Whoever the house was in touch with is not said to be quiet."""

from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.checkins.operations import ask_to_talk, settle_hand, take_hand
from indgang.entrance.operations import (
    answer_inquiry,
    note_meeting,
    register_arrival,
    start_conversation,
    welcome,
)
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.plans.models import Contact
from indgang.plans.queries import quiet_guests
from tests.database import as_owner
from tests.factories.entrance import make_inquiry
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodil() -> Holder:
    make_municipality()
    return make_colleague(Role.HOST, name="Bodil")


@pytest.fixture
def karen(bodil: Holder) -> Holder:
    """A guest in a course whom nobody has seen for three weeks."""
    karen = make_guest()
    allow(karen, unit_id=bodil.unit_id, kinds=["card"], may_write=True)
    with clock.shifted(timedelta(days=-21)):
        make_course(karen)
    assert is_quiet(bodil)
    return karen


def is_quiet(host: Holder) -> bool:
    with acting(host.key):
        return bool(quiet_guests())


def ways(person_id: object) -> list[str]:
    with as_owner():
        noted = Contact.objects.filter(person_id=person_id, on=clock.today())
        return sorted(noted.values_list("how", flat=True))


def test_a_welcome(karen: Holder, bodil: Holder) -> None:
    assert bodil.unit_id
    with acting(bodil.key) as actor:
        arrival = register_arrival(
            nickname="", about="", unit_id=bodil.unit_id, person_id=karen.person_id, by=actor
        )
        welcome(arrival_id=arrival.id, by=actor)
    assert not is_quiet(bodil)


def test_a_conversation(karen: Holder, bodil: Holder) -> None:
    with acting(bodil.key) as actor:
        start_conversation(person_id=karen.person_id, guide_ids=[bodil.person_id], by=actor)
    assert ways(karen.person_id) == ["meeting"]
    assert not is_quiet(bodil)


@pytest.mark.parametrize(
    ("outcome", "noted"), [("talked", ["call", "message"]), ("not_reached", ["message"])]
)
def test_a_hand_that_is_taken_and_settled(
    karen: Holder, bodil: Holder, outcome: str, noted: list[str]
) -> None:
    with clock.shifted(timedelta(days=-20)), acting(karen.key) as actor:
        hand_id = ask_to_talk(person_id=karen.person_id, words="", by=actor)
    with acting(bodil.key) as actor:
        take_hand(hand_id=hand_id, by=actor)
        settle_hand(hand_id=hand_id, outcome=outcome, by=actor)
    assert ways(karen.person_id) == noted
    assert not is_quiet(bodil)


@pytest.mark.parametrize(("voice", "met"), [("self", "writer"), ("relative", "about")])
def test_an_answer_and_a_meeting(bodil: Holder, voice: str, met: str) -> None:
    receipt = make_inquiry(voice=voice, about_nickname="Ib")
    with acting(bodil.key) as actor:
        said = {"words": "Hej"} if voice == "self" else {"reply": "thanks"}
        answer_inquiry(inquiry_id=receipt.inquiry_id, **said, by=actor)
        inquiry = note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
    writer, about = ways(inquiry.person_id), ways(inquiry.about_id)
    assert "message" in writer
    assert ("meeting" in writer, "meeting" in about) == (met == "writer", met == "about")
