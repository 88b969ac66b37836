"""A guide is away: a colleague of the pair or the house can act, and nothing lies in one inbox."""

from datetime import timedelta

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.checkins.operations import ask_to_talk, take_hand
from indgang.entrance.models import Inquiry
from indgang.entrance.operations import take_inquiry
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.people.models import Colleague, Membership
from indgang.plans.queries import guests_without_guide
from tests.database import as_owner
from tests.factories.entrance import make_inquiry
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.plans import make_course
from tests.pages.words import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodil(client: Client) -> Holder:
    make_municipality()
    bodil = make_colleague(Role.HOST, name="Bodil")
    client.cookies["indgang_key"] = bodil.key
    return bodil


def is_away(colleague: Holder, days: int = 2) -> None:
    with as_owner():
        until = clock.today() + timedelta(days=days)
        Colleague.objects.filter(person_id=colleague.person_id).update(away_until=until)


def guest_of(*guides: Holder) -> Holder:
    karen = make_guest()
    allow(karen, unit_id=guides[0].unit_id)
    make_course(karen, guide_ids=tuple(guide.person_id for guide in guides))
    return karen


def uncovered(holder: Holder) -> list[object]:
    with acting(holder.key):
        return [card.person_id for card in guests_without_guide()]


def test_only_the_house_and_only_of_guests_whose_card_it_sees(bodil: Holder) -> None:
    mette, leader = make_colleague(), make_colleague(Role.LEADER, name="Lis")
    karen, nova = guest_of(mette), make_guest("Nova")
    make_course(nova, guide_ids=(mette.person_id,))
    is_away(mette)
    assert uncovered(bodil) == [karen.person_id]
    assert uncovered(leader) == uncovered(karen) == []


def test_a_pair_covers_for_each_other(bodil: Holder) -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    karen = guest_of(mette, ali)
    is_away(mette)
    assert uncovered(bodil) == []
    is_away(ali, days=0)
    assert uncovered(bodil) == [karen.person_id]
    is_away(ali, days=-1)
    assert uncovered(bodil) == []


def test_a_guide_who_has_left_is_away_for_good(bodil: Holder) -> None:
    mette = make_colleague()
    karen = guest_of(mette)
    with as_owner():
        Membership.objects.filter(person_id=mette.person_id).update(until_on=clock.today())
    assert uncovered(bodil) == [karen.person_id]


def test_the_day_s_page_shows_them_to_everyone(client: Client, bodil: Holder) -> None:
    mette = make_colleague()
    guest_of(mette)
    assert "Guiden er væk" not in client.get("/huset").content.decode()
    is_away(mette)
    page = shown(client.get("/huset").content.decode())
    assert "Guiden er væk" in page
    assert "Karen" in page.split("Guiden er væk")[1]


def test_what_a_colleague_who_is_away_has_taken_is_anybody_s(client: Client, bodil: Holder) -> None:
    mette, karen = make_colleague(), make_guest("Nova")
    receipt = make_inquiry(nickname="Ib")
    with acting(karen.key) as actor:
        hand_id = ask_to_talk(person_id=karen.person_id, words="", by=actor)
    with acting(mette.key) as actor:
        take_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        take_hand(hand_id=hand_id, by=actor)
    page = client.get("/huset").content.decode()
    assert "Jeg tager den" not in page
    is_away(mette)
    page = client.get("/huset").content.decode()
    assert "Mette er væk" in page
    assert page.count(">Jeg tager den<") + page.count("<span>Jeg tager den</span>") >= 2
    client.post(f"/huset/henvendelse/{receipt.inquiry_id}/tag", {"take_over": "1"})
    client.post(f"/huset/haender/{hand_id}/tag")
    with acting(bodil.key):
        assert Inquiry.objects.get().taken_by == bodil.person_id
    assert "Mette er væk" not in client.get("/huset").content.decode()
