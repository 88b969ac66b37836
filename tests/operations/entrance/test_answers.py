"""Taking, answering, noting a meeting and closing: an inquiry from the house's side."""

import pytest

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.operations import give_permission
from indgang.entrance.models import DoorEvent, Inquiry, InquiryMessage
from indgang.entrance.operations import (
    answer_inquiry,
    close_inquiry,
    confirm_sender,
    note_meeting,
    take_inquiry,
    write_more,
)
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_inquiry
from tests.factories.people import make_colleague, make_key, make_unit

pytestmark = pytest.mark.django_db


def test_a_stranger_to_the_house_takes_nothing() -> None:
    receipt, bo = make_inquiry(), make_colleague(unit=make_unit("acute"), name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        take_inquiry(inquiry_id=receipt.inquiry_id, by=actor)


def test_what_a_colleague_has_taken_is_his_until_it_is_taken_over() -> None:
    receipt, mette, ali = make_inquiry(), make_colleague(), make_colleague(name="Ali")
    with acting(mette.key) as actor:
        take_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
    with acting(ali.key) as actor:
        with pytest.raises(Refused, match="Mette"):
            take_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        taken = take_inquiry(inquiry_id=receipt.inquiry_id, take_over=True, by=actor)
        assert taken.taken_by == ali.person_id


def test_the_writer_reads_the_answer_and_the_clock_stops_once() -> None:
    receipt, mette = make_inquiry(), make_colleague(Role.HOST)
    with acting(mette.key) as actor:
        for words in ("Kom i dag kl. 14.", "Vi har te."):
            answer_inquiry(inquiry_id=receipt.inquiry_id, words=words, by=actor)
    with acting(receipt.code):
        inquiry = Inquiry.objects.get()
        assert [message.words for message in inquiry.messages.order_by("written_at", "id")][1:] == [
            "Kom i dag kl. 14.",
            "Vi har te.",
        ]
        assert inquiry.taken_by == mette.person_id
    assert DoorEvent.objects.filter(step="contact").count() == 1


@pytest.mark.parametrize("voice", ["professional", "relative"])
def test_who_writes_about_another_is_answered_in_the_houses_own_sentences(voice: str) -> None:
    receipt, mette = make_inquiry(voice=voice), make_colleague()
    with acting(mette.key) as actor:
        with pytest.raises(Refused, match="Vælg en af sætningerne"):
            answer_inquiry(inquiry_id=receipt.inquiry_id, words="Han drikker.", by=actor)
        answer_inquiry(inquiry_id=receipt.inquiry_id, reply="may_come", by=actor)
    with acting(receipt.code):
        said = [message.said for message in InquiryMessage.objects.filter(from_house=True)]
    assert said == ["Alle er velkomne hos os. Du må gerne følge med den, du tænker på."]


@pytest.mark.parametrize("missing", ["met", "rang_up", "guest_agrees", "nothing"])
def test_a_professional_is_told_of_a_meeting_when_he_is_one_and_the_guest_agrees(
    missing: str,
) -> None:
    receipt, mette = make_inquiry(voice="professional"), make_colleague()
    with acting(mette.key) as actor:
        if missing != "met":
            note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
        confirm_sender(
            inquiry_id=receipt.inquiry_id,
            rang_up=missing != "rang_up",
            guest_agrees=missing != "guest_agrees",
            by=actor,
        )
        if missing == "nothing":
            answer_inquiry(inquiry_id=receipt.inquiry_id, reply="met", by=actor)
        else:
            with pytest.raises(Refused, match="fået et ja"):
                answer_inquiry(inquiry_id=receipt.inquiry_id, reply="met", by=actor)
        about_id = Inquiry.objects.get().about_id
    assert about_id
    with acting(make_key(about_id, "card")):
        log = list(Lookup.objects.values_list("purpose", flat=True))
    assert ("fortalt en fagperson, at vi har mødt dig" in log) is (missing == "nothing")


def test_a_relative_is_no_professional() -> None:
    receipt, mette = make_inquiry(voice="relative"), make_colleague()
    with acting(mette.key) as actor:
        note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
        with pytest.raises(Refused, match="fagpersoner"):
            confirm_sender(inquiry_id=receipt.inquiry_id, rang_up=True, guest_agrees=True, by=actor)
        with pytest.raises(Refused, match="fået et ja"):
            answer_inquiry(inquiry_id=receipt.inquiry_id, reply="met", by=actor)


def test_a_yes_can_be_taken_back() -> None:
    receipt, mette = make_inquiry(voice="professional"), make_colleague()
    with acting(mette.key) as actor:
        note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
        for agrees in (True, False):
            confirm_sender(
                inquiry_id=receipt.inquiry_id, rang_up=True, guest_agrees=agrees, by=actor
            )
        with pytest.raises(Refused):
            answer_inquiry(inquiry_id=receipt.inquiry_id, reply="met", by=actor)


@pytest.mark.parametrize("voice", ["professional", "relative"])
def test_a_third_party_is_told_more_when_the_person_says_so(voice: str) -> None:
    receipt, mette = make_inquiry(voice=voice), make_colleague()
    with acting(receipt.code) as writer:
        about_id = Inquiry.objects.get().about_id
    assert about_id
    with acting(make_key(about_id, "card")) as person:
        give_permission(
            person_id=about_id,
            kinds=[Kind.PLAN],
            to_person_id=writer.person_id,
            why="Min læge",
            by=person,
        )
    with acting(mette.key) as actor:
        answer_inquiry(inquiry_id=receipt.inquiry_id, words="Han er i gang.", by=actor)


def test_a_meeting_is_noted_once() -> None:
    receipt, mette, ali = make_inquiry(), make_colleague(), make_colleague(name="Ali")
    with acting(mette.key) as actor:
        note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
    with acting(ali.key) as actor:
        assert note_meeting(inquiry_id=receipt.inquiry_id, by=actor).met_by == mette.person_id
    assert DoorEvent.objects.count() == 1


def test_a_closed_inquiry_is_open_again_when_its_writer_writes_more() -> None:
    receipt, mette = make_inquiry(), make_colleague()
    with acting(mette.key) as actor:
        closed = close_inquiry(inquiry_id=receipt.inquiry_id, outcome="met", by=actor)
        assert closed.met_by == closed.closed_by == mette.person_id
    with acting(receipt.code) as writer:
        write_more(inquiry_id=receipt.inquiry_id, words="Jeg er tilbage.", by=writer)
        assert Inquiry.objects.get().closed_at is None
