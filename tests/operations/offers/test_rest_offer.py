from datetime import time, timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionCancelled
from indgang.offers.models import Offer, Session
from indgang.offers.operations import add_times, rest_offer, show_offer, take_seat
from indgang.offers.rules.sheet import Times
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, make_session, seat, told
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_nobody_else_rests_or_shows_it() -> None:
    offer = make_offer()
    for holder in (make_provider(make_organisation("Koret")), make_colleague(Role.HOST)):
        with acting(holder.key) as actor:
            with pytest.raises(NotThere):
                rest_offer(offer_id=offer.id, ends=False, by=actor)
            with pytest.raises(NotThere):
                show_offer(offer_id=offer.id, by=actor)


@pytest.mark.parametrize(
    ("ends", "status", "why"), [(False, "paused", "pause"), (True, "closed", "ended")]
)
def test_those_with_a_seat_are_told_and_nobody_takes_a_new_one(
    ends: bool, status: str, why: str
) -> None:
    offer = make_offer()
    busy = make_session(offer, seats=5)
    empty = make_session(offer, starts_at=clock.now() + timedelta(days=5))
    karen = make_guest()
    seat(busy, karen.person_id)
    poul = make_provider(offer.provider)
    with told(SessionCancelled) as facts, acting(poul.key) as actor:
        assert rest_offer(offer_id=offer.id, ends=ends, by=actor) == 1
    assert facts == [SessionCancelled(busy.id)]
    assert Offer.objects.get().status == status
    assert Session.objects.get(id=busy.id).cancelled_why == why
    assert not Session.objects.filter(id=empty.id).exists()
    with acting(karen.key) as actor, pytest.raises(Refused):
        take_seat(session_id=busy.id, person_id=karen.person_id, by=actor)


def test_shown_again_it_has_its_times_but_what_was_called_off_stays_so() -> None:
    offer = make_offer()
    with acting(make_provider(offer.provider).key) as actor:
        add_times(offer_id=offer.id, times=Times(time(10), 60, "FREQ=DAILY"), by=actor)
        busy = Session.objects.filter(starts_at__gt=clock.now()).order_by("starts_at")[2]
        seat(busy, make_guest().person_id)
        rest_offer(offer_id=offer.id, ends=False, by=actor)
        assert show_offer(offer_id=offer.id, by=actor) > 50
    coming = Session.objects.filter(starts_at__gt=clock.now())
    assert list(coming.filter(cancelled_at__isnull=False)) == [busy]
