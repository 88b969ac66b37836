import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import move_stay
from indgang.offers.queries import tonight
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import make_guest
from tests.factories.stays import make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def test_a_bed_that_is_taken_is_refused() -> None:
    bed = make_thing()
    other = make_thing(bed.offer, "Seng 2")
    make_stay(other, make_guest("Ali").person_id, ahead=1)
    stay = make_stay(bed, make_guest().person_id, number=2)
    keeper = make_provider(make_organisation())
    with acting(keeper.key) as actor, pytest.raises(Refused, match="Seng 2 er ikke fri"):
        move_stay(stay_id=stay.id, thing_id=other.id, by=actor)


def test_a_bed_of_another_offer_is_not_there() -> None:
    stay = make_stay(make_thing(), make_guest().person_id)
    with acting(make_provider(make_organisation()).key) as actor, pytest.raises(NotThere):
        move_stay(stay_id=stay.id, thing_id=make_thing().id, by=actor)


def test_a_guest_moves_nobody() -> None:
    karen, bed = make_guest(), make_thing()
    stay = make_stay(bed, karen.person_id)
    with acting(karen.key) as actor, pytest.raises(NotThere):
        move_stay(stay_id=stay.id, thing_id=make_thing(bed.offer, "Seng 2").id, by=actor)


def test_before_he_comes_all_of_it_moves() -> None:
    bed = make_thing()
    other = make_thing(bed.offer, "Seng 2")
    stay = make_stay(bed, make_guest().person_id, ahead=1, number=2)
    with acting(make_provider(make_organisation()).key) as actor:
        assert move_stay(stay_id=stay.id, thing_id=other.id, by=actor) == stay.id
    assert state_of(stay)[3] == "Seng 2"


def test_who_is_there_moves_from_tonight_and_what_has_been_stays() -> None:
    bed = make_thing()
    other = make_thing(bed.offer, "Seng 2")
    stay = make_stay(bed, make_guest().person_id, ahead=-2, number=5, state="there")
    with acting(make_provider(make_organisation()).key) as actor:
        moved = move_stay(stay_id=stay.id, thing_id=other.id, by=actor)
    assert state_of(stay)[0] == "ended"
    assert state_of(stay)[2:] == (tonight(), "Seng 1")
    assert state_of(moved)[:2] == ("there", tonight())
    assert state_of(moved)[3] == "Seng 2"
