from dataclasses import replace
from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionMoved
from indgang.offers.models import Offer, Place
from indgang.offers.operations import add_offer, describe_offer, keep_offer
from indgang.offers.operations.keeping import NewPlace
from indgang.offers.queries import kept_offer, sheet_of
from tests.factories.keeping import make_provider
from tests.factories.offers import SHEET, a_town, make_organisation, make_session, seat, told
from tests.factories.people import Holder, make_colleague, make_guest

pytestmark = pytest.mark.django_db

SHORE = NewPlace("Stranden", "Strandvej 1", "Havnen")


@pytest.fixture
def anne() -> Holder:
    return a_town()


@pytest.fixture
def offer(anne: Holder) -> Offer:
    with acting(anne.key) as actor:
        return add_offer(sheet=SHEET, by=actor)


def test_nobody_else_describes_it(offer: Offer) -> None:
    for holder in (make_provider(make_organisation("Koret")), make_colleague(Role.HOST)):
        with acting(holder.key) as actor:
            with pytest.raises(NotThere):
                describe_offer(offer_id=offer.id, sheet=SHEET, by=actor)
            with pytest.raises(NotThere):
                keep_offer(offer_id=offer.id, sheet=SHEET, new_place=None, by=actor)


def test_what_makes_no_sense_is_refused_and_no_place_is_left_behind(
    offer: Offer, anne: Holder
) -> None:
    with acting(anne.key) as actor, pytest.raises(Refused):
        keep_offer(offer_id=offer.id, sheet=replace(SHEET, title=""), new_place=SHORE, by=actor)
    assert not Place.objects.filter(name="Stranden").exists()


def test_times_rule_of_access_laws_and_name_stay(offer: Offer) -> None:
    poul = make_provider(offer.provider)
    with acting(poul.key) as actor:
        found = kept_offer(offer.id)
        assert found
        sheet = replace(sheet_of(found), title="Gå og ti", slug="noget-andet", needs=("body",))
        keep_offer(offer_id=offer.id, sheet=sheet, new_place=SHORE, by=actor)
    offer = Offer.objects.get()
    assert (offer.title, offer.slug, offer.place and offer.place.slug) == (
        "Gå og ti", "gaa-og-snak", "stranden",
    )  # fmt: skip
    assert [need.code for need in offer.needs_in_order] == ["body"]
    assert offer.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=WE"
    assert offer.laws.get().section == "SEL § 104"
    assert offer.rule_set
    assert [line.max_times for line in offer.rule_set.lines.all()] == [12, None]


def test_those_with_a_seat_hear_of_another_place(offer: Offer, anne: Holder) -> None:
    busy, empty, own = (
        make_session(offer, starts_at=clock.now() + timedelta(days=day)) for day in (1, 2, 3)
    )
    for session in (busy, own):
        seat(session, make_guest().person_id)
    own.where_note = "Ved søen"
    with acting(anne.key):
        own.save(update_fields=["where_note"])
    with told(SessionMoved) as facts, acting(anne.key) as actor:
        keep_offer(offer_id=offer.id, sheet=SHEET, new_place=None, by=actor)
        assert facts == []
        keep_offer(offer_id=offer.id, sheet=SHEET, new_place=SHORE, by=actor)
    assert facts == [SessionMoved(busy.id)]
    assert empty.taken == 0


def test_a_new_offer_gets_a_name_of_its_own(offer: Offer, anne: Holder) -> None:
    with acting(anne.key) as actor:
        new = keep_offer(offer_id=None, sheet=SHEET, new_place=None, by=actor)
    assert new.slug == "gaa-og-snak-2"
