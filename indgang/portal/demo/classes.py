"""Courses with a start: one with a queue, one that many wish for, and one whose places were drawn."""

from datetime import time, timedelta
from uuid import UUID

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.offers.operations import give_places, open_run, say_urgency, take_seat
from indgang.offers.rules.giving_places import NeedClass
from indgang.offers.rules.runs import RunSheet, weekly
from indgang.portal.demo.crowd import STAGES, fits
from indgang.portal.demo.telling import Telling, Traveller

MADE = timedelta(days=16)  # before today: long enough to have told everybody
WISHED = timedelta(days=8)


def open_classes(telling: Telling, travellers: list[Traveller]) -> None:
    """What providers have made, and what guests would like."""
    ready = [one for one in travellers if one.guest.stage in STAGES]
    _class(telling, ready[:5], "penge-uden-panik", begins=9, last_day=5, seats=4, by_draw=False)
    _class(telling, ready[3:12], "sov-bedre", begins=12, last_day=6, seats=6, by_draw=True)
    _class(telling, ready[3:9], "ned-i-gear", begins=13, last_day=6, seats=6, by_draw=True)
    # Its last day was three days ago: the worker gives the places.
    _class(
        telling,
        ready[5:14],
        "laer-din-angst-at-kende",
        begins=6,
        last_day=-3,
        seats=6,
        by_draw=True,
    )


def give_the_places(worker_key: str) -> None:
    """The draw that was due the night after the last day, as the worker."""
    night = clock.at(clock.today() - timedelta(days=2), 5, 10)
    with clock.stopped(night), acting(worker_key) as worker:
        give_places(by=worker)


def _class(  # noqa: PLR0913 – everything there is to say of one
    telling: Telling, who: list[Traveller], slug: str, *, begins: int, last_day: int, seats: int,
    by_draw: bool,
) -> None:  # fmt: skip
    if slug not in telling.settled.offers:
        return  # another story than the demo's
    today = clock.local(telling.now).date()
    first = today + timedelta(days=begins)
    offer_id = telling.settled.offers[slug]
    sheet = RunSheet(
        starts=weekly(first, time(15), times=8), minutes=120, seats=seats,
        register_by=today + timedelta(days=last_day), by_draw=by_draw,
    )  # fmt: skip
    key = telling.settled.with_role("administrator")[0].key
    with telling.chronicle.at(telling.now - MADE, key) as by:
        run = open_run(offer_id=offer_id, sheet=sheet, by=by)
    offer = telling.offer(slug)
    able = [one for one in who if one.card and fits(one, offer)]
    for place, traveller in enumerate(able):
        if by_draw and place == 1:
            _say_how_urgent(telling, traveller)
        if run.room_id:
            _want(telling, traveller, run.room_id, place)


def _want(telling: Telling, traveller: Traveller, room_id: UUID, place: int) -> None:
    moment = telling.now - WISHED + timedelta(hours=5 * place)
    with telling.chronicle.at(moment, traveller.card) as by:
        open_person(person_id=traveller.person_id, purpose="plads", by=by)
        take_seat(session_id=room_id, person_id=traveller.person_id, by=by)


def _say_how_urgent(telling: Telling, traveller: Traveller) -> None:
    guide = traveller.writer
    if guide is None:
        return
    with telling.chronicle.at(telling.now - WISHED - timedelta(days=1), guide.key) as by:
        open_person(person_id=traveller.person_id, purpose="samtale", by=by)
        say_urgency(person_id=traveller.person_id, level=NeedClass.SOON, by=by)
