"""Many at the same moment: real threads, real connections, real commits."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.kernel.refused import Refused
from indgang.offers.models import Booking, Run, Session
from indgang.offers.operations import (
    accept_seat,
    decline_offer,
    expire_seat_offers,
    leave_seat,
    take_seat,
)
from indgang.offers.rules.seats import LIVE
from tests.database import as_owner
from tests.factories.offers import figures, make_session
from tests.factories.people import Holder, make_guest, make_worker
from tests.factories.runs import make_run, take, times_of

pytestmark = pytest.mark.slow

AT_ONCE = 20  # threads, each with a connection of its own
CLAIMS, SEATS = 60, 10


def at_once(holders: list[Holder], do: object) -> list[str]:
    """What each gets when all of them press at the same moment, as many at a time as there are threads."""
    ready = Barrier(AT_ONCE)

    def press(turn: int) -> list[str]:
        connection.ensure_connection()
        ready.wait()
        try:
            return [do(holder) for holder in holders[turn::AT_ONCE]]  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return [one for many in pool.map(press, range(AT_ONCE)) for one in many]


def test_of_sixty_who_want_ten_seats_exactly_ten_get_one(committed: None) -> None:
    session = make_session(seats=SEATS)
    holders = [make_guest(f"Gæst {number}") for number in range(CLAIMS)]

    def claim(holder: Holder) -> str:
        with acting(holder.key) as actor:
            booking = take_seat(session_id=session.id, person_id=holder.person_id, by=actor)
            return str(booking.status)

    answers = sorted(at_once(holders, claim))
    assert answers == ["seated"] * SEATS + ["waiting"] * (CLAIMS - SEATS)
    assert figures(session) == (SEATS, CLAIMS - SEATS)


def test_a_course_asked_for_at_all_its_times_at_once_is_never_too_full(committed: None) -> None:
    run = make_run(seats=3, times=3)
    times = times_of(run)
    holders = [make_guest(f"Gæst {number}") for number in range(AT_ONCE)]

    def claim(holder: Holder) -> str:
        at = times[holders.index(holder) % 3]
        with acting(holder.key) as actor:
            return str(take_seat(session_id=at.id, person_id=holder.person_id, by=actor).status)

    answers = sorted(at_once(holders, claim))
    assert answers == ["seated"] * 3 + ["waiting"] * (AT_ONCE - 3)
    assert {figures(time) for time in times} == {(3, AT_ONCE - 3)}


def test_wishes_that_come_at_once_are_all_counted(committed: None) -> None:
    run = make_run(by_draw=True, seats=3)
    holders = [make_guest(f"Gæst {number}") for number in range(AT_ONCE)]
    assert set(at_once(holders, lambda holder: str(take(holder, run).status))) == {"wished"}
    assert Run.objects.get(id=run.id).wished == AT_ONCE


def test_whatever_many_do_at_once_in_whatever_order(committed: None) -> None:
    """Taking, leaving, accepting and declining by twenty, with the worker among them."""
    session = make_session(seats=4)
    holders = [make_guest(f"Gæst {number}") for number in range(AT_ONCE)]
    worker = make_worker()

    def act(holder: Holder) -> str:
        chance = random.Random(holder.person_id.int)  # noqa: S311 – any order will do
        for _step in range(6):
            if chance.random() < 0.1:
                with acting(worker.key) as actor:
                    expire_seat_offers(by=actor)
            _do_something(holder, session, chance)
        return ""

    at_once(holders, act)
    with acting(worker.key) as actor:
        expire_seat_offers(by=actor)
    with as_owner():
        live = list(Booking.objects.filter(session=session, status__in=LIVE))
    holding = [one for one in live if one.status in ("seated", "offered")]
    waiting = [one for one in live if one.status == "waiting"]
    assert len({one.person_id for one in live}) == len(live)
    assert figures(session) == (len(holding), len(waiting))
    assert len(holding) <= 4
    assert not (waiting and len(holding) < 4)


def _do_something(holder: Holder, session: Session, chance: random.Random) -> None:
    with acting(holder.key) as actor:
        mine = Booking.objects.filter(session=session, status__in=LIVE).first()
        if mine is None:
            take_seat(session_id=session.id, person_id=holder.person_id, by=actor)
            return
        do = chance.choice([leave_seat, accept_seat, decline_offer])
        try:
            do(booking_id=mine.id, by=actor)
        except Refused:
            return  # there was nothing to answer any more
