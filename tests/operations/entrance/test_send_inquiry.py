import secrets
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.access.queries import permissions_in_force
from indgang.access.rules import new_code
from indgang.entrance.models import Inquiry, InquiryMessage
from indgang.entrance.operations import NewInquiry, open_inquiry, send_inquiry
from indgang.kernel.actor import NOBODY, Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import ContactPoint, Person
from tests.factories.entrance import make_inquiry
from tests.factories.people import make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def _new(**said: object) -> NewInquiry:
    return NewInquiry(once=uuid4(), voice="self", words="Jeg er ked af det.", **said)  # type: ignore[arg-type]


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(Refused):
        make_inquiry("  ")


def test_a_colleague_of_another_unit_does_not_see_it() -> None:
    receipt = make_inquiry()
    bo = make_colleague(Role.HOST, unit=make_unit("acute"), name="Bo")
    with acting(bo.key) as actor:
        assert not Inquiry.objects.exists()
        with pytest.raises(NotThere):
            open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)


def test_the_house_reads_the_words_and_the_contact() -> None:
    receipt = make_inquiry(nickname="Karen", contact="karen@example.org", meet_where="På en bænk")
    mette = make_colleague(Role.HOST)
    with acting(mette.key) as actor:
        inquiry = open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        assert [message.words for message in inquiry.messages.all()] == ["Jeg kan ikke sove."]
        assert ContactPoint.objects.get(person_id=inquiry.person_id).channel == "email"
        assert (inquiry.person.nickname, inquiry.person.meet_where) == ("Karen", "På en bænk")


def test_the_house_may_not_change_the_contact() -> None:
    receipt = make_inquiry(contact="12345678")
    mette = make_colleague(Role.HOST)
    with acting(mette.key) as actor:
        open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        assert ContactPoint.objects.update(value="87654321") == 0


def test_the_receipt_opens_what_was_written() -> None:
    receipt = make_inquiry()
    with acting(receipt.code) as actor:
        assert actor.is_known
        assert InquiryMessage.objects.get().words == "Jeg kan ikke sove."
        assert permissions_in_force(actor.person_id or uuid4()).count() == 1


def test_the_writer_does_not_see_whom_it_is_about() -> None:
    receipt = make_inquiry(voice="relative", about_nickname="Min bror", person_knows=False)
    with acting(receipt.code) as ali:
        inquiry = Inquiry.objects.get()
        assert inquiry.about_id is not None
        assert not Person.objects.filter(id=inquiry.about_id).exists()
        with pytest.raises(NotThere):
            open_person(person_id=inquiry.about_id, purpose="nysgerrig", by=ali)


def test_the_house_knows_whom_it_is_about_by_the_card_only() -> None:
    receipt = make_inquiry(voice="relative", about_nickname="Min bror")
    mette = make_colleague(Role.HOST)
    with acting(mette.key) as actor:
        inquiry = open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        assert inquiry.about_id is not None
        opened = open_person(person_id=inquiry.about_id, purpose="henvendelse", by=actor)
        assert [str(kind) for kind in opened.kinds] == ["card"]
        assert Person.objects.get(id=inquiry.about_id).nickname == "Min bror"


def test_the_same_form_sent_twice_is_one_inquiry_with_one_receipt() -> None:
    unit_id, new, code = make_unit().id, _new(), new_code(secrets.token_bytes)
    first = send_inquiry(inquiry=new, unit_id=unit_id, code=code, by=NOBODY)
    again = send_inquiry(inquiry=new, unit_id=unit_id, code=code, by=NOBODY)
    assert first == again
    with acting(code):
        assert Inquiry.objects.count() == 1


def test_a_code_that_is_another_s_is_refused() -> None:
    earlier = make_inquiry()
    with pytest.raises(Refused):
        send_inquiry(inquiry=_new(), unit_id=make_unit().id, code=earlier.code, by=NOBODY)


def test_a_guest_with_a_key_card_gets_no_new_one() -> None:
    karen, mette = make_guest(), make_colleague(Role.HOST)
    with acting(karen.key) as actor:
        receipt = send_inquiry(inquiry=_new(), unit_id=make_unit().id, code="", by=actor)
        assert receipt.code == ""
    with acting(mette.key) as actor:
        assert open_inquiry(inquiry_id=receipt.inquiry_id, by=actor).person_id == karen.person_id


def test_a_colleague_who_writes_for_another_is_still_himself_afterwards() -> None:
    mette = make_colleague(Role.HOST)
    with acting(mette.key) as actor:
        receipt = send_inquiry(
            inquiry=_new(), unit_id=make_unit().id, code=new_code(secrets.token_bytes), by=actor
        )
        inquiry = open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        assert inquiry.person_id != mette.person_id
