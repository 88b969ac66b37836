"""What a guest is told about his seats, and what no longer holds.

Offers do not know the outbox's sentences, and the outbox knows no seats; here they meet.
"""

import json
from datetime import datetime, timedelta

from django.db import connection

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.offers.facts import (
    SeatLeft,
    SeatOffered,
    SeatOfferLapsed,
    SeatTaken,
    SessionCancelled,
)
from indgang.offers.models import Session
from indgang.offers.queries import own_booking
from indgang.offers.rules.seats import BookingStatus, answer_by
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
    remind_at = clock.at(clock.local(starts_at).date() - timedelta(days=1), DIGEST_HOUR)
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


def tell_of_offered_seat(fact: SeatOffered, by: Actor) -> None:
    """There is a seat for the one who waited longest, and until when he can say yes."""
    session = Session.objects.get(id=fact.session_id)
    until = answer_by(now=clock.now(), starts_at=session.starts_at)
    if until:
        queue_message(
            person_id=fact.person_id,
            message=MessageKey.SEAT_OFFERED,
            values=_when(until),
            link_path=_seat(fact),
            about=fact.booking_id,
            not_after=until,
            urgent=True,
            by=by,
        )


def forget_seat(fact: SeatLeft | SeatOfferLapsed, by: Actor) -> None:
    """What waits to be said about a seat that is gone is not said."""
    cancel_messages(about=fact.booking_id, by=by)


def tell_of_cancelled_session(fact: SessionCancelled, by: Actor) -> None:
    """Everyone who had or waited for a seat is told, and the one who cancelled learns no names."""
    session = Session.objects.get(id=fact.session_id)
    now = clock.now()
    leaves = first_try(now=now, not_before=now, urgent=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.tell_of_cancelled_session(%s, %s::jsonb, %s, %s)",
            [session.id, json.dumps(_when(session.starts_at)), now, leaves],
        )


def _when(instant: datetime) -> dict[str, str]:
    there = clock.local(instant)
    return {"day": there.date().isoformat(), "time": f"{there:%H:%M}"}


def _seat(fact: SeatTaken | SeatOffered) -> str:
    return f"/tilbud/plads/{fact.booking_id}"
