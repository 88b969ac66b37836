"""Seats that many want at once, and places that are given by draw."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from uuid import UUID

import psycopg
from django.db import connection

from bench.region import region
from indgang.access.door import acting
from indgang.access.keys import new_session_for_card
from indgang.config.database import Role, dsn
from indgang.offers.operations import take_seat
from indgang.offers.rules.giving_places import places_given

CLAIMS, SEATS = 200, 10
AT_ONCE = 40  # connections; the database takes a hundred, and the house itself keeps some
GUESTS = """
select g.number, k.person_id from generate_series(1, 10000) as g(number)
join access_key k on k.hash = indgang.hashed('bench-card-of-guest-' || g.number)
where k.kind = 'card' order by g.number limit %s
"""
ROOM = """
insert into offers_session (id, offer_id, starts_at, ends_at, seats, taken, waiting, counted_at)
select gen_random_uuid(), o.id, now() + interval '3 days', now() + interval '3 days 2 hours', %s,
    0, 0, now()
from offers_offer o where o.status = 'published' and o.access = 'open' order by o.slug limit 1
returning id
"""


@dataclass(frozen=True)
class Claimed:
    """What came of many claims at the same moment."""

    given: int
    waiting: int
    claims: int  # fewer in a small town
    seconds: float


@dataclass(frozen=True)
class Drawn:
    """How long a draw takes, beside sorting the same wishes."""

    seconds: float
    sorting: float
    wishes: int
    placed: int


def claim_at_once() -> Claimed:
    """Two hundred guests want one of ten seats at the same moment, through the real door.

    Each claim is a transaction with its commit. Afterwards it is as if nobody had asked.
    """
    with psycopg.connect(dsn(Role.OWNER), autocommit=True) as owner:
        guests = owner.execute(GUESTS, [CLAIMS]).fetchall()
        session_id = owner.execute(ROOM, [SEATS]).fetchall()[0][0]
        keys = [
            (person_id, str(new_session_for_card(f"bench-card-of-guest-{number}", days=1)))
            for number, person_id in guests
        ]
        try:
            return _claimed(session_id, keys)
        finally:
            owner.execute("delete from offers_booking where session_id = %s", [session_id])
            owner.execute("delete from offers_session where id = %s", [session_id])


def _claimed(session_id: UUID, keys: list[tuple[UUID, str]]) -> Claimed:
    ready = Barrier(AT_ONCE + 1)

    def press(turn: int) -> list[str]:
        connection.ensure_connection()
        ready.wait()
        try:
            return [_status(session_id, *one) for one in keys[turn::AT_ONCE]]
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        waiting = [pool.submit(press, turn) for turn in range(AT_ONCE)]
        ready.wait()
        began = time.perf_counter()
        found = Counter(one for each in waiting for one in each.result())
    return Claimed(found["seated"], found["waiting"], len(keys), time.perf_counter() - began)


def _status(session_id: UUID, person_id: UUID, key: str) -> str:
    with acting(key) as actor:
        return str(take_seat(session_id=session_id, person_id=person_id, by=actor).status)


def draw() -> Drawn:
    """Places for 10,000 guests with eight wishes each among 500 courses; the best of five."""
    wishes, seats = region()
    return Drawn(
        seconds=_best(lambda: places_given(wishes, seats)),
        sorting=_best(lambda: sorted(wishes, key=lambda one: (one.person, one.rank))),
        wishes=len(wishes),
        placed=len(places_given(wishes, seats)),
    )


def _best(do: Callable[[], object]) -> float:
    taken = []
    for _time in range(5):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    return min(taken)
