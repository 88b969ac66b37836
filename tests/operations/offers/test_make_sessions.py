from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Offer, Schedule, Session
from indgang.offers.operations import make_sessions
from tests.database import as_owner
from tests.factories.offers import make_offer
from tests.factories.people import make_colleague, make_worker

pytestmark = pytest.mark.django_db

SPRING = datetime(2027, 3, 20, 12, tzinfo=UTC)  # a week before the clocks change


def every_wednesday(offer: Offer, **fields: object) -> Schedule:
    values: dict[str, object] = {
        "rrule": "FREQ=WEEKLY;BYDAY=WE", "starts_on": date(2027, 1, 1), "starts_time": time(14),
        "duration_minutes": 90, "seats": 8, **fields,
    }  # fmt: skip
    with as_owner():
        return Schedule.objects.create(offer=offer, **values)


def make(days: int = 21) -> int:
    with clock.stopped(SPRING), acting(make_worker().key) as actor:
        return make_sessions(until=SPRING + timedelta(days=days), by=actor)


def starts() -> list[str]:
    return [f"{clock.local(session.starts_at):%d-%m %H:%M}" for session in Session.objects.all()]


def test_a_host_makes_none() -> None:
    every_wednesday(make_offer())
    host, until = make_colleague(Role.HOST), SPRING + timedelta(days=21)
    refused = pytest.raises(DatabaseError, match="row-level security")
    with clock.stopped(SPRING), acting(host.key) as actor, refused:
        make_sessions(until=until, by=actor)


def test_every_wednesday_stays_at_two_when_the_clocks_change() -> None:
    every_wednesday(make_offer())
    assert make() == 3
    assert starts() == ["24-03 14:00", "31-03 14:00", "07-04 14:00"]


def test_making_them_again_makes_no_more() -> None:
    every_wednesday(make_offer())
    make()
    assert make() == 0
    assert make(28) == 1


def test_closed_days_and_exceptions_are_left_out() -> None:
    every_wednesday(make_offer(closed_days=["03-29..04-01"]), exdates=[date(2027, 4, 7)])
    make()
    assert starts() == ["24-03 14:00"]


def test_what_is_not_shown_or_has_ended_makes_none() -> None:
    every_wednesday(make_offer("Pause", status="paused"))
    every_wednesday(make_offer("Slut"), ended_on=date(2027, 3, 1))
    assert make() == 0


def test_a_single_time_is_made_once() -> None:
    every_wednesday(make_offer(), rrule="", starts_on=date(2027, 3, 28))
    assert make() == 1


def test_three_queries_however_many(django_assert_max_num_queries: object) -> None:
    for n in range(6):
        every_wednesday(make_offer(f"Hold {n}"))
    worker, until = make_worker(), SPRING + timedelta(days=21)
    most = django_assert_max_num_queries(5)  # type: ignore[operator]  # three and a savepoint
    with clock.stopped(SPRING), acting(worker.key) as actor, most:
        make_sessions(until=until, by=actor)
