"""Whatever people do, in whatever order: no seat twice, no seat empty while somebody waits."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import Refused
from indgang.offers.models import Booking, Session
from indgang.offers.operations import accept_seat, decline_offer, leave_seat, take_seat
from indgang.offers.rules.seats import LIVE
from tests.database import as_owner
from tests.factories.offers import make_offer, make_session
from tests.factories.people import Holder, make_guest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE = 5
STEPS = st.lists(
    st.tuples(st.sampled_from(["take", "leave", "accept", "decline", "wait"]), st.integers(0, PEOPLE - 1)),
    min_size=4, max_size=24,
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(seats=st.integers(1, 3), steps=STEPS)
def test_whatever_people_do(seats: int, steps: list[tuple[str, int]]) -> None:
    session = make_session(make_offer(), seats=seats)
    people = [make_guest(f"Gæst {number}") for number in range(PEOPLE)]
    for did, number in steps:
        act(did, people[number], session)
        check(session)


def act(did: str, holder: Holder, session: Session) -> None:
    if did == "wait":
        let_the_offers_run_out(session)
    with acting(holder.key) as actor:
        if did == "take":
            take_seat(session_id=session.id, person_id=holder.person_id, by=actor)
            return
        booking = Booking.objects.filter(session=session, status__in=LIVE).first()
        if booking is None or did == "wait":
            return
        operation = {"leave": leave_seat, "accept": accept_seat, "decline": decline_offer}[did]
        try:
            operation(booking_id=booking.id, by=actor)
        except Refused:
            assert did in ("accept", "decline")


def let_the_offers_run_out(session: Session) -> None:
    with as_owner():
        offered = Booking.objects.filter(session=session, status="offered")
        offered.update(offered_until=clock.now() - timedelta(minutes=1))


def check(session: Session) -> None:
    session.refresh_from_db()
    with as_owner():
        bookings = list(Booking.objects.filter(session=session).order_by("made_at"))
    live: list[UUID] = [b.person_id for b in bookings if b.status in LIVE]
    holding = [b for b in bookings if b.status in ("seated", "offered")]
    waiting = [b for b in bookings if b.status == "waiting"]
    assert len(live) == len(set(live))
    assert session.seats is not None
    assert session.taken == len(holding) <= session.seats
    assert session.waiting == len(waiting)
    assert not (waiting and len(holding) < session.seats)
