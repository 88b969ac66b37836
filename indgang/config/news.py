"""What a guest is told about his seats, and what no longer holds.

Offers do not know the outbox's sentences, and the outbox knows no seats; here they meet.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.offers.facts import (
    PlacesGiven,
    SeatLeft,
    SeatsPassedOn,
    SeatTaken,
    SessionCancelled,
    SessionMoved,
    StayAnswered,
    StayChanged,
)
from indgang.offers.models import Session
from indgang.offers.queries import own_booking
from indgang.offers.rules.seats import BookingStatus
from indgang.post.messages import MessageKey
from indgang.post.operations import cancel_messages, queue_message
from indgang.post.rules import DIGEST_HOUR, first_try


def tell_of_seat(fact: SeatTaken, by: Actor) -> None:
    """That the seat is his, and a reminder on the day before; nothing for a place in the queue.

    Without an address both fall away by themselves. A seat that comes so soon that the day's
    messages would say both at once, or come too late, is said by the reminder or not at all.
    """
    cancel_messages(about=fact.booking_id, by=by)
    booking = own_booking(fact.booking_id)
    if booking is None or booking.status != BookingStatus.SEATED:
        return
    starts_at, now = booking.session.starts_at, clock.now()
    remind_at = _reminder_of(booking.session)
    if first_try(now=now, not_before=now, urgent=False) < remind_at:
        queue_message(
            person_id=fact.person_id,
            message=MessageKey.SEAT_TAKEN,
            values=_when(starts_at),
            link_path=_seat(fact),
            about=fact.booking_id,
            not_after=starts_at,
            by=by,
        )
    if now < remind_at:
        queue_message(
            person_id=fact.person_id,
            message=MessageKey.APPOINTMENT_TOMORROW,
            values=_when(starts_at),
            link_path=_seat(fact),
            about=fact.booking_id,
            not_before=remind_at,
            not_after=starts_at,
            by=by,
        )


def tell_of_passed_on_seats(fact: SeatsPassedOn, by: Actor) -> None:
    """Whoever now is offered a seat is told, and until when he can say yes.

    What waited to be said to those whose offer ran out is not said. Who they are stays in the
    database: the actor is only the one who gave up his seat.
    """
    now = clock.now()
    leaves = first_try(now=now, not_before=now, urgent=True)
    _call("select indgang.tell_of_passed_on_seats(%s, %s, %s)", [fact.session_id, now, leaves])


def forget_seat(fact: SeatLeft, by: Actor) -> None:
    """What waits to be said about a seat that is gone is not said."""
    cancel_messages(about=fact.booking_id, by=by)


def tell_of_draw(fact: PlacesGiven, by: Actor) -> None:
    """Everybody with a wish is told that the places are given; how it went stands on his page."""
    now = clock.now()
    leaves = first_try(now=now, not_before=now, urgent=True)
    _call("select indgang.tell_of_draw(%s, %s, %s)", [fact.draw_id, now, leaves])


def tell_of_cancelled_session(fact: SessionCancelled, by: Actor) -> None:
    """Everyone who had or waited for a seat is told, and the one who cancelled learns no names."""
    now = clock.now()
    leaves = first_try(now=now, not_before=now, urgent=True)
    _call("select indgang.tell_of_cancelled_session(%s, %s, %s)", [fact.session_id, now, leaves])


def tell_of_moved_session(fact: SessionMoved, by: Actor) -> None:
    """Everyone who has or waits for a seat is told the new time; reminders follow it."""
    session = Session.objects.get(id=fact.session_id)
    now = clock.now()
    remind_at = _reminder_of(session)
    leaves = first_try(now=now, not_before=now, urgent=True)
    _call(
        "select indgang.tell_of_moved_session(%s, %s, %s, %s)",
        [session.id, now, leaves, remind_at if now < remind_at else None],
    )


def tell_of_stay(fact: StayAnswered | StayChanged, by: Actor) -> None:
    """A guest is told what others have made of his nights; of what he did himself, nothing.

    What waited to be said of them is taken back first.
    """
    now = clock.now()
    leaves = first_try(now=now, not_before=now, urgent=True)
    is_change = isinstance(fact, StayChanged)
    _call("select indgang.tell_of_stay(%s, %s, %s, %s)", [fact.stay_id, is_change, now, leaves])


def _reminder_of(session: Session) -> datetime:
    """When one is reminded of it: in the morning of the day before."""
    return clock.at(clock.local(session.starts_at).date() - timedelta(days=1), DIGEST_HOUR)


def _call(query: str, values: list[UUID | datetime | bool | None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def _when(instant: datetime) -> dict[str, str]:
    there = clock.local(instant)
    return {"day": there.date().isoformat(), "time": f"{there:%H:%M}"}


def _seat(fact: SeatTaken) -> str:
    return f"/tilbud/plads/{fact.booking_id}"
