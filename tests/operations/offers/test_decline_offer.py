from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import Refused
from indgang.offers.operations import decline_offer
from tests.factories.offers import make_session, seat, statuses
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_only_an_offered_seat_can_be_declined() -> None:
    karen, session = make_guest(), make_session()
    booking = seat(session, karen.person_id)
    with acting(karen.key) as actor, pytest.raises(Refused, match="ikke længere"):
        decline_offer(booking_id=booking.id, by=actor)


def test_a_no_passes_the_seat_on_at_once() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), make_session()
    until = clock.now() + timedelta(hours=1)
    booking = seat(session, karen.person_id, "offered", offered_until=until)
    seat(session, ali.person_id, "waiting")
    with acting(karen.key) as actor:
        decline_offer(booking_id=booking.id, by=actor)
    assert statuses(session) == ["cancelled", "offered"]
