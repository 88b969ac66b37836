from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import end_stay, hold_stay
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import make_guest
from tests.factories.stays import in_nights, make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def test_who_never_came_does_not_leave() -> None:
    karen = make_guest()
    stay = make_stay(make_thing(), karen.person_id)
    with acting(karen.key) as actor, pytest.raises(Refused, match="Meld fra"):
        end_stay(stay_id=stay.id, by=actor)


def test_a_stranger_ends_nobodys_stay() -> None:
    stay = make_stay(make_thing(), make_guest().person_id, state="there")
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        end_stay(stay_id=stay.id, by=actor)


def test_the_nights_that_are_left_are_free_at_once() -> None:
    thing, karen, bo = make_thing(), make_guest(), make_guest("Bo")
    stay = make_stay(thing, karen.person_id, ahead=-2, number=6, state="there")
    with acting(make_provider(make_organisation()).key) as actor:
        end_stay(stay_id=stay.id, by=actor)
    state, first, left_on, _thing = state_of(stay)
    assert (state, left_on) == ("ended", clock.today())
    assert first < left_on
    with acting(bo.key) as actor:
        mine = hold_stay(
            offer_id=thing.offer_id, person_id=bo.person_id, nights=in_nights(1), by=actor
        )
    assert mine.state == "agreed"


def test_leaving_on_the_day_one_came_frees_the_same_night() -> None:
    thing, karen, bo = make_thing(), make_guest(), make_guest("Bo")
    stay = make_stay(thing, karen.person_id, number=3, state="there")
    with acting(karen.key) as actor:
        end_stay(stay_id=stay.id, by=actor)
        end_stay(stay_id=stay.id, by=actor)
    assert state_of(stay)[2] == state_of(stay)[1] + timedelta(days=1)
    with acting(bo.key) as actor:
        hold_stay(offer_id=thing.offer_id, person_id=bo.person_id, nights=in_nights(0), by=actor)
