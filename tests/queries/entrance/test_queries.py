from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.entrance.operations import note_meeting, take_inquiry, welcome
from indgang.entrance.queries import door_clock, open_inquiries, waiting_arrivals
from indgang.kernel import clock
from indgang.kernel.actor import Role
from tests.factories.entrance import make_arrival, make_inquiry
from tests.factories.people import make_colleague, make_municipality, make_unit

pytestmark = pytest.mark.django_db


def test_those_nobody_has_welcomed_come_first_and_the_one_who_has_waited_longest() -> None:
    make_municipality()
    mette, now = make_colleague(), clock.now()
    arrivals = []
    for name, minutes in (("Ali", 20), ("Karen", 7), ("Ib", 1)):
        with clock.stopped(now - timedelta(minutes=minutes)):
            arrivals.append(make_arrival(name, by=mette))
    with acting(mette.key) as actor:
        welcome(arrival_id=arrivals[0].id, by=actor)
        waiting = waiting_arrivals(make_unit().id)
    assert [(one.nickname, one.is_late) for one in waiting] == [
        ("Karen", True),
        ("Ib", False),
        ("Ali", False),
    ]
    assert waiting[2].welcomed_by_name == "Mette"


def test_a_list_costs_the_same_however_many_wait(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    mette = make_colleague()
    for name in ("Ali", "Karen", "Ib"):
        make_arrival(name, by=mette)
        make_inquiry()
    unit_id = make_unit().id
    with acting(mette.key):
        with django_assert_num_queries(2):
            waiting_arrivals(unit_id)
        with django_assert_num_queries(2):
            open_inquiries(unit_id)


def test_what_no_one_has_taken_comes_first_and_is_late_after_the_promise() -> None:
    make_municipality()
    mette, now = make_colleague(), clock.now()
    receipts = []
    for days in (30, 20, 0):
        with clock.stopped(now - timedelta(days=days)):
            receipts.append(make_inquiry())
    with acting(mette.key) as actor:
        take_inquiry(inquiry_id=receipts[0].inquiry_id, by=actor)
        found = open_inquiries(make_unit().id)
    assert [one.id for one in found] == [receipts[n].inquiry_id for n in (1, 2, 0)]
    assert [one.is_late for one in found] == [True, False, False]


def test_the_door_clock_counts_each_step_and_tells_when_nobody_took_it() -> None:
    make_municipality()
    mette, now = make_colleague(Role.HOST), clock.now()
    for minutes in (2, 4, 30):
        with clock.stopped(now - timedelta(minutes=minutes)):
            arrival = make_arrival(str(minutes), by=mette)
        with clock.stopped(now), acting(mette.key) as actor:
            welcome(arrival_id=arrival.id, by=actor)
    figures = {
        one.step: one for one in door_clock(now - timedelta(hours=1), now + timedelta(hours=1))
    }
    assert list(figures) == ["welcome", "contact", "activity"]
    assert (figures["welcome"].count, figures["welcome"].median_minutes) == (3, 4.0)
    assert figures["welcome"].p90_minutes == pytest.approx(24.8)
    assert figures["welcome"].share_in_time == pytest.approx(2 / 3)
    assert (figures["contact"].count, figures["contact"].median_minutes) == (0, None)
    assert door_clock(now - timedelta(days=2), now - timedelta(days=1))[0].count == 0


def test_the_door_clock_of_another_house_is_its_own() -> None:
    receipt, mette = make_inquiry(), make_colleague()
    with acting(mette.key) as actor:
        note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
    span = (clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1))
    assert door_clock(*span, unit_id=make_unit().id)[1].count == 1
    assert door_clock(*span, unit_id=make_unit("acute").id)[1].count == 0
