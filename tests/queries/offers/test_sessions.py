from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.queries import (
    coming_sessions,
    own_bookings,
    past_bookings,
    place_in_queue,
    sessions_today,
)
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db

NOW = clock.now()
HOUR = timedelta(hours=1)


def test_one_can_still_come_to_what_is_open_but_not_to_what_has_begun() -> None:
    offer = make_offer()
    make_session(offer, seats=4, starts_at=NOW - HOUR)
    drop_in = make_session(offer, seats=None, starts_at=NOW - HOUR)
    tomorrow = make_session(offer, starts_at=NOW + 24 * HOUR)
    make_session(offer, starts_at=NOW + timedelta(days=15))
    assert [s.id for s in coming_sessions(offer.id)] == [drop_in.id, tomorrow.id]


def test_today_ends_at_midnight() -> None:
    with clock.stopped(clock.at(clock.today(), 12)):
        tonight = make_session(starts_at=clock.now() + 6 * HOUR)
        make_session(starts_at=clock.now() + 14 * HOUR)
        make_session(make_offer(status="draft"), starts_at=clock.now() + HOUR)
        assert [s.id for s in sessions_today()] == [tonight.id]


def test_ones_own_seats_are_ones_own() -> None:
    karen, bo = make_guest(), make_colleague(Role.HOST, name="Bo")
    coming = seat(make_session(), karen.person_id)
    past = seat(make_session(starts_at=NOW - 5 * HOUR), karen.person_id)
    seat(make_session(), make_guest("Ali").person_id)
    with acting(karen.key):
        assert [b.id for b in own_bookings(karen.person_id)] == [coming.id]
        assert [b.id for b in past_bookings(karen.person_id)] == [past.id]
    with acting(bo.key):
        assert not own_bookings(karen.person_id).exists()


def test_only_oneself_sees_ones_place_in_the_queue() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), make_session()
    seat(session, make_guest("Eva").person_id)
    seat(session, ali.person_id, "waiting", queued_at=NOW - HOUR)
    booking = seat(session, karen.person_id, "waiting")
    with acting(karen.key):
        assert place_in_queue(booking.id) == 2
    with acting(ali.key):
        assert place_in_queue(booking.id) is None
