from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import accept_seat
from tests.factories.offers import figures, make_session, seat
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_another_guest_cannot_accept_it() -> None:
    karen, bo, session = make_guest(), make_guest("Bo"), make_session()
    booking = seat(session, karen.person_id, "offered", offered_until=clock.now() + HOUR)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        accept_seat(booking_id=booking.id, by=actor)


def test_too_late_is_said() -> None:
    karen, session = make_guest(), make_session()
    booking = seat(session, karen.person_id, "offered", offered_until=clock.now() - HOUR)
    with acting(karen.key) as actor, pytest.raises(Refused, match="gået videre"):
        accept_seat(booking_id=booking.id, by=actor)


def test_what_was_never_offered_cannot_be_accepted() -> None:
    karen, session = make_guest(), make_session()
    booking = seat(session, karen.person_id, "waiting")
    with acting(karen.key) as actor, pytest.raises(Refused, match="ikke længere"):
        accept_seat(booking_id=booking.id, by=actor)


def test_a_yes_is_a_seat_also_the_second_time() -> None:
    karen, session = make_guest(), make_session()
    booking = seat(session, karen.person_id, "offered", offered_until=clock.now() + HOUR)
    with acting(karen.key) as actor:
        assert accept_seat(booking_id=booking.id, by=actor).status == "seated"
        assert accept_seat(booking_id=booking.id, by=actor).status == "seated"
    assert figures(session) == (1, 0)
