from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.queries import reply_time_of, typical_days
from indgang.requests.operations import answer_request, measure_replies
from indgang.requests.rules import State
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer
from tests.factories.people import Holder, make_colleague, make_guest, make_unit, make_worker
from tests.factories.requests import ask, decided_offer

pytestmark = pytest.mark.django_db


def measure(by: Holder) -> int:
    with acting(by.key) as actor:
        return measure_replies(by=actor)


def answered(offer: object, by: Holder, states: list[State], *, after: int) -> None:
    for number, state in enumerate(states):
        request_id = ask(make_guest(f"Gæst {number}"), offer)
        with clock.shifted(timedelta(days=after)), acting(by.key) as actor:
            answer_request(request_id=request_id, answer=state, reason="full", by=actor)


def test_fewer_than_five_are_not_counted_and_only_the_worker_counts() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    answered(offer, poul, [State.ACCEPTED] * 4, after=2)
    assert measure(make_worker()) == 0
    assert reply_time_of(offer.provider_id) is None
    answered(offer, poul, [State.NOT_NOW], after=2)
    assert measure(poul) == 0
    assert reply_time_of(offer.provider_id) is None


def test_the_median_and_how_many_of_a_hundred_get_a_yes() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    answered(offer, poul, [State.ACCEPTED] * 4 + [State.NOT_NOW], after=2)
    assert measure(make_worker()) == 1
    reply = reply_time_of(offer.provider_id)
    assert reply is not None
    assert (reply.days, reply.yes_percent) in {(2, 80), (3, 80)}


def test_how_long_a_yes_from_the_municipality_takes() -> None:
    offer = decided_offer()
    ane = make_colleague(Role.AUTHORITY, unit=make_unit("authority", "Visitationen"), name="Ane")
    answered(offer, ane, [State.ACCEPTED] * 4, after=12)
    measure(make_worker())
    assert typical_days(offer.id) is None
    answered(offer, ane, [State.LETTER], after=12)
    measure(make_worker())
    assert typical_days(offer.id) in {12, 13}
