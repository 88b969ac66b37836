"""A course is its own offer's: nobody reaches another's places through one, nor a guest by his lot."""

import contextlib
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Draw, Run, Session
from indgang.offers.queries import lots_of, people_coming
from tests.database import as_owner
from tests.factories.offers import make_offer, make_organisation, make_session, seat
from tests.factories.people import make_colleague, make_guest
from tests.factories.runs import draw, fresh, make_provider, make_run, take

pytestmark = pytest.mark.django_db


def asked(function: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({', '.join(['%s'] * len(values))})", values)
        row = cursor.fetchone()
    return row and row[0]


def test_no_provider_joins_his_times_to_anothers_course() -> None:
    theirs = make_run()
    take(make_guest(), theirs)
    bo = make_provider("En anden forening")
    session = make_session(make_offer(provider=make_organisation("En anden forening")))
    with acting(bo.key):
        with contextlib.suppress(DatabaseError), transaction.atomic():
            Session.objects.filter(id=session.id).update(run=theirs)
        assert list(people_coming(session.id)) == []


def test_no_provider_carries_anothers_guests_over_to_his_own_time() -> None:
    theirs = make_session(make_offer(), starts_at=clock.now() + timedelta(days=3))
    booking = seat(theirs, make_guest().person_id)
    bo = make_provider("En anden forening")
    session = make_session(make_offer(provider=make_organisation("En anden forening")))
    with acting(bo.key) as actor, contextlib.suppress(DatabaseError), transaction.atomic():
        own = Run.objects.create(
            offer=session.offer, register_by=clock.today(), made_at=clock.now(),
            made_by=actor.person_id, ends_at=clock.now() + timedelta(days=9),
        )  # fmt: skip
        Session.objects.filter(id=session.id).update(run=own)
        Session.objects.filter(id=session.id).update(starts_at=clock.now() + timedelta(days=1))
        Run.objects.filter(id=own.id).update(room=theirs)
        asked("indgang.carry_room", own.id)
    assert fresh(booking).session_id == theirs.id


def test_who_looks_at_a_draw_again_cannot_find_the_guests_he_knows_in_it() -> None:
    run = make_run(by_draw=True, seats=1)
    guests = [make_guest(name) for name in ("Karen", "Ali")]
    for guest in guests:
        take(guest, run)
    draw_id = draw(run)
    assert draw_id
    with as_owner():
        seed = Draw.objects.get(id=draw_id).seed
    known = {
        int(hashlib.sha256(f"{seed}:{guest.person_id}".encode()).hexdigest()[:12], 16)
        for guest in guests
    }
    with acting(make_colleague(Role.HOST).key):
        lots = lots_of(draw_id)
    assert len(lots) == len(guests)
    assert all(lot.is_right for lot in lots)
    assert not known & {lot.number for lot in lots}
