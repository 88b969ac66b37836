import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import call_off_stay, hold_stay
from tests.factories.people import make_guest
from tests.factories.stays import in_nights, make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def test_who_has_come_leaves_instead() -> None:
    karen = make_guest()
    stay = make_stay(make_thing(), karen.person_id, state="there")
    with acting(karen.key) as actor, pytest.raises(Refused, match="taget hjem"):
        call_off_stay(stay_id=stay.id, by=actor)


def test_a_stranger_calls_nothing_off() -> None:
    stay = make_stay(make_thing(), make_guest().person_id)
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        call_off_stay(stay_id=stay.id, by=actor)


def test_the_night_is_the_next_ones_at_once() -> None:
    thing, karen, bo = make_thing(), make_guest(), make_guest("Bo")
    stay = make_stay(thing, karen.person_id)
    for _again in range(2):
        with acting(karen.key) as actor:
            call_off_stay(stay_id=stay.id, by=actor)
    assert state_of(stay)[0] == "called_off"
    with acting(bo.key) as actor:
        hold_stay(offer_id=thing.offer_id, person_id=bo.person_id, nights=in_nights(0), by=actor)
