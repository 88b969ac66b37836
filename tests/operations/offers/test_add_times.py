from datetime import time, timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Offer, Schedule, Session
from indgang.offers.operations import add_times, end_times
from indgang.offers.rules.sheet import Times
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, seat
from tests.factories.people import Holder, make_colleague, make_guest

pytestmark = pytest.mark.django_db

DAILY = Times(time(10), 60, "FREQ=DAILY", seats=5)


@pytest.fixture
def offer() -> Offer:
    make_offer("Den andens")
    return make_offer()


@pytest.fixture
def poul(offer: Offer) -> Holder:
    return make_provider(offer.provider)


def test_nobody_else_adds_or_ends_times(offer: Offer, poul: Holder) -> None:
    with acting(poul.key) as actor:
        add_times(offer_id=offer.id, times=DAILY, by=actor)
    schedule = Schedule.objects.get()
    for holder in (make_provider(make_organisation("Koret")), make_colleague(Role.HOST)):
        with acting(holder.key) as actor:
            with pytest.raises(NotThere):
                add_times(offer_id=offer.id, times=DAILY, by=actor)
            with pytest.raises(NotThere):
                end_times(schedule_id=schedule.id, by=actor)


def test_times_that_make_no_sense_are_refused(offer: Offer, poul: Holder) -> None:
    for times in (Times(time(10), 0, "FREQ=DAILY"), Times(time(10), 60), Times(time(1), 9, "X")):
        with acting(poul.key) as actor, pytest.raises(Refused):
            add_times(offer_id=offer.id, times=times, by=actor)


def test_they_are_in_the_overview_at_once_and_only_this_offers(offer: Offer, poul: Holder) -> None:
    with acting(poul.key) as actor:
        assert add_times(offer_id=offer.id, times=DAILY, by=actor) in (56, 57)
    assert set(Session.objects.values_list("offer_id", flat=True)) == {offer.id}


def test_from_tomorrow_there_are_only_those_with_people_in_them(offer: Offer, poul: Holder) -> None:
    with acting(poul.key) as actor:
        add_times(offer_id=offer.id, times=DAILY, by=actor)
        later = Session.objects.filter(starts_at__gt=clock.now() + timedelta(days=3))
        busy = later.order_by("starts_at")[0]
        seat(busy, make_guest().person_id)
        assert end_times(schedule_id=Schedule.objects.get().id, by=actor) == 1
    tomorrow = clock.at(clock.today() + timedelta(days=1))
    assert list(Session.objects.filter(starts_at__gte=tomorrow)) == [busy]


def test_a_time_that_somebody_has_left_is_called_off_and_asks_for_nothing(
    offer: Offer, poul: Holder
) -> None:
    """It is part of the story of whoever had a seat in it: it cannot be taken away."""
    with acting(poul.key) as actor:
        add_times(offer_id=offer.id, times=DAILY, by=actor)
        later = Session.objects.filter(starts_at__gt=clock.now() + timedelta(days=3))
        left = later.order_by("starts_at")[0]
        seat(left, make_guest().person_id, "cancelled")
        assert end_times(schedule_id=Schedule.objects.get().id, by=actor) == 0
    tomorrow = clock.at(clock.today() + timedelta(days=1))
    kept = Session.objects.get(starts_at__gte=tomorrow)
    assert (kept.id, kept.cancelled_why) == (left.id, "ended")
