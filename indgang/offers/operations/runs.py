"""Courses with a start: made, changed, and their places given by draw where many want them."""

import secrets
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import PlacesGiven
from indgang.offers.models import Booking, Offer, Run, Session
from indgang.offers.operations.seats import settle_session
from indgang.offers.rules.giving_places import NeedClass, Wish, answers_to
from indgang.offers.rules.runs import RunFault, RunSheet, fault_of
from indgang.offers.rules.seats import BookingStatus

SEED_BYTES = 16  # of chance; nobody can guess or choose it


@transaction.atomic
def open_run(*, offer_id: UUID, sheet: RunSheet, by: Actor) -> Run:
    """A new course of the offer, with all its times. One place is a place in all of them.

    Raises Refused with the first thing that is wrong; NotThere if the offer is not the actor's.
    """
    offer = Offer.objects.select_for_update().filter(id=offer_id).first()
    if offer is None or by.person_id is None:
        raise NotThere
    if fault := fault_of(sheet, today=clock.today()):
        raise Refused(_in_words(fault), code=fault.value)
    starts = [start.replace(tzinfo=clock.COPENHAGEN) for start in sorted(sheet.starts)]
    length, now = timedelta(minutes=sheet.minutes), clock.now()
    run = Run.objects.create(
        offer=offer, register_by=sheet.register_by, by_draw=sheet.by_draw, made_at=now,
        made_by=by.person_id, ends_at=starts[-1] + length,
    )  # fmt: skip
    times = Session.objects.bulk_create(
        Session(
            offer=offer, run=run, follows=number > 0, starts_at=start, ends_at=start + length,
            seats=sheet.seats, draw_on=sheet.register_by if sheet.by_draw else None,
            counted_at=now,
        )
        for number, start in enumerate(starts)
    )  # fmt: skip
    run.room = times[0]
    run.save(update_fields=["room"])
    return run


@transaction.atomic
def change_run(*, run_id: UUID, seats: int, register_by: date, by_draw: bool, by: Actor) -> Run:
    """Other seats, another last day, or another way to give the places. New seats are passed on.

    Raises Refused for fewer seats than are taken, a last day that has been or is not before the
    start, and for another way once somebody has a place or a wish; NotThere if the course is not the
    actor's or has begun.
    """
    run = Run.objects.filter(id=run_id, room__starts_at__gt=clock.now()).first()
    if run is None or run.room_id is None:
        raise NotThere
    room = settle_session(session_id=run.room_id, by=by)
    # Only now, behind the lock of the room: the database shows it to those who keep it.
    run = Run.objects.select_for_update().filter(id=run_id).first()
    if run is None:
        raise NotThere
    _refuse_change(run, room, seats=seats, register_by=register_by, by_draw=by_draw)
    run.register_by, run.by_draw = register_by, by_draw
    run.save(update_fields=["register_by", "by_draw"])
    draw_on = register_by if run.waits_for_draw else None
    Session.objects.filter(run=run).update(seats=seats, draw_on=draw_on)
    settle_session(session_id=room.id, by=by)
    return run


@transaction.atomic
def prefer_wish(*, booking_id: UUID, by: Actor) -> None:
    """This is what an opened person wants most; his other wishes come after it, in their order.

    Raises Refused if the places are given already; NotThere if it cannot be read and written.
    """
    booking = Booking.objects.filter(id=booking_id).first()
    if booking is None:
        raise NotThere
    if booking.status != BookingStatus.WISHED:
        raise Refused(_("Pladserne er allerede givet."), code="drawn")
    wishes = Booking.objects.filter(person_id=booking.person_id, status=BookingStatus.WISHED)
    others = wishes.exclude(id=booking_id).order_by("rank", "made_at")
    for rank, wish in enumerate([booking, *others.select_for_update()], start=1):
        wish.rank = rank
        wish.save(update_fields=["rank"])
    say_changed(f"guest:{booking.person_id}", "seats")


@transaction.atomic
def say_urgency(*, person_id: UUID, level: NeedClass, by: Actor) -> None:
    """How urgent a place is to an opened guest, as he and the house have said it in a talk.

    Raises NotThere for anyone but a colleague of the house who may write in the guest's plan: a
    guest does not say it of himself, for it decides between him and others.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.say_urgency(%s, %s, %s)", [person_id, int(level), clock.now()]
        )
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotThere


@transaction.atomic
def give_places(*, by: Actor) -> UUID | None:
    """Give the places of every course whose last day is over, and keep how it was done.

    For the worker; None for every other actor, and when nothing is due.
    """
    now = clock.now()
    due = _rows("select run_id, free from indgang.runs_to_draw(%s, %s)", [now, clock.today()])
    if not due:
        return None
    seats, seed = dict(due), secrets.token_hex(SEED_BYTES)
    rows = _rows(
        "select booking_id, person_id, run_id, rank, need_class, weeks, number"
        " from indgang.wishes_for(%s, %s, %s)",
        [list(seats), seed, now],
    )
    booking_of = {(row[1], row[2]): row[0] for row in rows}
    answers = answers_to([Wish(*row[1:]) for row in rows], seats)
    bookings = [booking_of[one.wish.person, one.wish.run] for one in answers]
    outcomes = [one.outcome.value for one in answers]
    whys = [one.why.value for one in answers]
    kept = _rows(
        "select indgang.keep_draw(%s, %s, %s, %s::uuid[], %s, %s)",
        [list(seats), seed, now, bookings, outcomes, whys],
    )
    draw_id: UUID = kept[0][0]
    publish(PlacesGiven(draw_id))
    return draw_id


def _refuse_change(
    run: Run, room: Session, *, seats: int, register_by: date, by_draw: bool
) -> None:
    if seats < room.taken:
        said = _("Der er allerede %(taken)s, der har en plads.") % {"taken": room.taken}
        raise Refused(said, code="seats")
    starts_on = clock.local(room.starts_at).date()
    if register_by != run.register_by and not clock.today() <= register_by < starts_on:
        raise Refused(_in_words(RunFault.REGISTER_BY), code="register_by")
    if by_draw != run.by_draw and (room.taken or room.waiting or run.wished or run.drawn_at):
        raise Refused(_("Nogen har allerede meldt sig. Så kan det ikke laves om."), code="by_draw")


def _in_words(fault: RunFault) -> str:
    return {
        RunFault.NO_TIME: _("Vælg en dag og en tid."),
        RunFault.TOO_MANY: _("Det er for mange gange."),
        RunFault.SEATS: _("Skriv, hvor mange pladser der er."),
        RunFault.BEGUN: _("Første gang skal være i morgen eller senere."),
        RunFault.REGISTER_BY: _("Den sidste dag at melde sig skal være før første gang."),
    }[fault]


def _rows(query: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
