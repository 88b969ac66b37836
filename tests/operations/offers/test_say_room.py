from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import ask_of_room, say_room
from indgang.offers.queries import room_said
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import Holder, make_colleague, make_guest, make_key

pytestmark = pytest.mark.django_db


def say(key: str, offer_id: object, says: str = "full", **more: object) -> None:
    with acting(key) as actor:
        say_room(offer_id=offer_id, says=says, by=actor, **more)


def test_only_those_who_hold_it_say() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    strangers = [sofie.key, make_key(sofie.person_id, "offers"), make_guest().key]
    strangers += [make_colleague(Role.HOST).key, make_key(poul.person_id, "link", kinds=["plan"])]
    for key in strangers:
        with pytest.raises(NotThere):
            say(key, offer.id)
        with acting(key) as actor, pytest.raises(NotThere):
            ask_of_room(offer_id=offer.id, every_days=3, by=actor)
    assert room_said(offer.id) is None


def test_back_is_a_day_to_come_and_nothing_else_is_said() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    for back_on in (None, clock.today()):
        with pytest.raises(Refused):
            say(poul.key, offer.id, "away", back_on=back_on)
    with pytest.raises(NotThere):
        say(poul.key, offer.id, "maybe")


def by_link(poul: Holder) -> str:
    return make_key(poul.person_id, "offers")


def test_one_tap_by_link_or_signed_in() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    for key, says in ((by_link(poul), "full"), (poul.key, "room")):
        say(key, offer.id, says)
        room = room_said(offer.id)
        assert room is not None
        assert (room.says, room.back_on, room.said_by) == (says, None, poul.person_id)


def test_a_day_to_be_back_is_kept_until_something_else_is_said() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    back = clock.today() + timedelta(days=9)
    say(by_link(poul), offer.id, "away", back_on=back)
    assert getattr(room_said(offer.id), "back_on", None) == back
    say(by_link(poul), offer.id, "room", back_on=back)
    assert getattr(room_said(offer.id), "back_on", None) is None
