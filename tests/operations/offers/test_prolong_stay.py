from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Thing
from indgang.offers.operations import prolong_stay
from indgang.offers.queries import tonight
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import Holder, make_guest
from tests.factories.stays import make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def prolong(holder: Holder, stay_id: object, nights: int) -> None:
    with acting(holder.key) as actor:
        prolong_stay(stay_id=stay_id, until=tonight() + timedelta(days=nights), by=actor)


def a_stay(thing: Thing | None = None, **stay_of: object) -> tuple[Holder, object, Thing]:
    karen, thing = make_guest(), thing or make_thing()
    return karen, make_stay(thing, karen.person_id, **stay_of).id, thing  # type: ignore[arg-type]


def test_no_later_is_refused() -> None:
    karen, stay, _thing = a_stay(number=2)
    with pytest.raises(Refused, match="Vælg en dag efter"):
        prolong(karen, stay, 2)


def test_held_nights_are_not_prolonged() -> None:
    karen, stay, _thing = a_stay(state="held")
    with pytest.raises(Refused, match="ikke aftalt"):
        prolong(karen, stay, 2)


def test_the_next_guests_nights_are_his_own() -> None:
    karen, stay, thing = a_stay(number=2)
    make_stay(thing, make_guest("Ali").person_id, ahead=3)
    with pytest.raises(Refused, match="optaget fra på"):
        prolong(karen, stay, 4)


def test_a_guest_has_no_more_than_one_has_at_a_time_and_his_keeper_decides() -> None:
    karen, stay, _thing = a_stay(number=2)
    with pytest.raises(Refused, match="højst 7 nætter"):
        prolong(karen, stay, 8)
    prolong(make_provider(make_organisation()), stay, 8)
    assert state_of(stay)[2] == tonight() + timedelta(days=8)  # type: ignore[arg-type]


def test_a_guest_asks_where_it_is_not_open() -> None:
    karen, stay, _thing = a_stay(make_thing(make_offer("Vogn", access="mixed")))
    with pytest.raises(Refused, match="Spørg dem"):
        prolong(karen, stay, 2)


def test_he_who_sleeps_elsewhere_later_is_not_prolonged_into_it() -> None:
    karen, stay, _thing = a_stay()
    make_stay(make_thing(make_offer("Vogn")), karen.person_id, ahead=1)
    with pytest.raises(Refused, match="et andet sted"):
        prolong(make_provider(make_organisation()), stay, 2)


def test_a_stranger_prolongs_nothing() -> None:
    _karen, stay, _thing = a_stay()
    with pytest.raises(NotThere):
        prolong(make_guest("Bo"), stay, 3)


def test_a_guest_stays_on() -> None:
    karen, stay, _thing = a_stay(state="there")
    prolong(karen, stay, 3)
    assert state_of(stay)[0] == "there"  # type: ignore[arg-type]
