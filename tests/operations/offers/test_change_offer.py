from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.models import Offer, Session
from indgang.offers.operations import add_offer, change_offer, make_sessions
from indgang.offers.rules.sheet import Times
from tests.factories.offers import SHEET, a_town, seat
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_there_must_be_such_an_offer() -> None:
    with acting(a_town().key) as actor, pytest.raises(NotThere):
        change_offer(offer_id=uuid4(), sheet=SHEET, by=actor)


def test_another_providers_offer_is_not_there() -> None:
    admin = a_town()
    with acting(admin.key) as actor:
        offer = add_offer(sheet=SHEET, by=actor)
    bo = make_colleague(Role.PROVIDER, name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_offer(offer_id=offer.id, sheet=SHEET, by=actor)


def test_sessions_with_people_in_them_stay_and_the_others_follow_the_new_times() -> None:
    admin, until = a_town(), clock.now() + timedelta(days=21)
    with acting(admin.key) as actor:
        offer = add_offer(sheet=SHEET, by=actor)
        make_sessions(until=until, by=actor)
    first = Session.objects.order_by("starts_at").first()
    assert first is not None
    seat(first, make_guest().person_id)
    later = replace(SHEET, times=(Times(time(16), 60, "FREQ=WEEKLY;BYDAY=WE", seats=12),))
    with acting(admin.key) as actor:
        change_offer(offer_id=offer.id, sheet=later, by=actor)
        make_sessions(until=until, by=actor)
    coming = Session.objects.filter(starts_at__gt=clock.now())
    hours = sorted({clock.local(s.starts_at).hour for s in coming})
    assert hours == [14, 16]
    assert coming.filter(id=first.id).exists()


def test_times_that_stay_keep_their_sessions() -> None:
    admin, until = a_town(), clock.now() + timedelta(days=21)
    with acting(admin.key) as actor:
        offer = add_offer(sheet=SHEET, by=actor)
        make_sessions(until=until, by=actor)
        before = set(Session.objects.values_list("id", flat=True))
        change_offer(offer_id=offer.id, sheet=replace(SHEET, title="Gå med"), by=actor)
    assert set(Session.objects.values_list("id", flat=True)) == before
    assert Offer.objects.get().title == "Gå med"
