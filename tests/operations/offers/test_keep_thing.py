import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import close_thing, keep_thing
from indgang.offers.operations.things import ThingSheet
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import make_colleague, make_guest
from tests.factories.stays import in_nights, make_stay, make_thing

pytestmark = pytest.mark.django_db


def test_a_host_keeps_no_beds() -> None:
    offer = make_offer()
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(NotThere):
        keep_thing(offer_id=offer.id, thing_id=None, sheet=ThingSheet("Seng 1"), by=actor)


def test_two_beds_of_one_name_are_refused() -> None:
    bed = make_thing()
    keeper, sheet = make_provider(make_organisation()), ThingSheet("Seng 1")
    with acting(keeper.key) as actor, pytest.raises(Refused, match="hedder det"):
        keep_thing(offer_id=bed.offer_id, thing_id=None, sheet=sheet, by=actor)


def test_a_bed_that_somebody_is_to_sleep_in_is_not_taken_out_of_use_or_closed() -> None:
    bed = make_thing()
    make_stay(bed, make_guest().person_id, ahead=2)
    out = ThingSheet("Seng 1", out=in_nights(1, 3))
    with acting(make_provider(make_organisation()).key) as actor:
        with pytest.raises(Refused, match="Flyt dem først"):
            keep_thing(offer_id=bed.offer_id, thing_id=bed.id, sheet=out, by=actor)
        with pytest.raises(Refused, match="Flyt dem først"):
            close_thing(thing_id=bed.id, is_closed=True, by=actor)


def test_a_bed_is_made_changed_closed_and_opened() -> None:
    offer = make_offer()
    with acting(make_provider(make_organisation()).key) as actor:
        bed = keep_thing(offer_id=offer.id, thing_id=None, sheet=ThingSheet("Seng 1"), by=actor)
        sheet = ThingSheet("Seng A", "To personer", 3, in_nights(5, 2))
        changed = keep_thing(offer_id=offer.id, thing_id=bed.id, sheet=sheet, by=actor)
        assert (changed.name, changed.most_nights, changed.out_from) == (
            "Seng A", 3, in_nights(5).first,
        )  # fmt: skip
        close_thing(thing_id=bed.id, is_closed=True, by=actor)
        close_thing(thing_id=bed.id, is_closed=False, by=actor)
    bed.refresh_from_db()
    assert bed.closed_on is None


def test_nobody_closes_a_bed_that_is_not_his() -> None:
    bed = make_thing()
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(NotThere):
        close_thing(thing_id=bed.id, is_closed=True, by=actor)
