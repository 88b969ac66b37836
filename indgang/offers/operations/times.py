"""The single times of an offer, made some weeks ahead from its schedules."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.refused import NotThere
from indgang.offers.facts import SessionCancelled
from indgang.offers.models import Schedule, Session
from indgang.offers.rules.closed_days import closed_on
from indgang.offers.rules.recurrence import Occurrence, Recurrence, first_fit, occurrences

LOOK_BACK = timedelta(days=1)  # so that what has begun today is there as well


@transaction.atomic
def make_sessions(*, until: datetime, by: Actor, since: datetime | None = None) -> int:
    """Every session that the schedules say, from now (or ``since``) until then, once.

    Safe to run again: what is there already, also if it is cancelled, is left alone. Returns how
    many were made. For the worker and for whoever keeps the offers. Three queries.
    """
    begin = since or clock.now() - LOOK_BACK
    there = set(
        Session.objects.filter(starts_at__gte=begin, starts_at__lt=until).values_list(
            "offer_id", "starts_at"
        )
    )
    schedules = Schedule.objects.filter(offer__status="published").select_related("offer")
    made = [
        Session(
            offer_id=schedule.offer_id,
            schedule=schedule,
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            seats=schedule.seats,
            counted_at=clock.now(),
        )
        for schedule in schedules
        for occurrence in _occurrences(schedule, begin, until)
        if (schedule.offer_id, occurrence.starts_at) not in there
    ]
    Session.objects.bulk_create(made, ignore_conflicts=True, batch_size=1000)
    return len(made)


@transaction.atomic
def cancel_session(*, session_id: UUID, by: Actor) -> None:
    """The session does not take place. Its bookings stay as they are; those concerned are told.

    Cancelling twice does nothing. Raises NotThere if it is not the actor's to cancel or has begun.
    """
    now = clock.now()
    session = Session.objects.select_for_update().filter(id=session_id, starts_at__gt=now).first()
    if session is None:
        raise NotThere
    if session.cancelled_at is None:
        session.cancelled_at, session.cancelled_by = now, by.person_id
        session.save(update_fields=["cancelled_at", "cancelled_by"])
        publish(SessionCancelled(session.id))


def _occurrences(schedule: Schedule, begin: datetime, until: datetime) -> tuple[Occurrence, ...]:
    start = datetime.combine(schedule.starts_on, schedule.starts_time)
    since, last = clock.local(begin).date(), clock.local(until).date()
    without = closed_on(schedule.offer.closed_days, since=since, until=last)
    recurrence = Recurrence(
        starts_local=first_fit(schedule.rrule, start) if schedule.rrule else start,
        duration_minutes=schedule.duration_minutes,
        rule=schedule.rrule,
        without=(*schedule.exdates, *without),
        extra=tuple(datetime.combine(day, schedule.starts_time) for day in schedule.rdates),
    )
    found = occurrences(recurrence, between=(begin, until))
    return tuple(one for one in found if not _has_ended(schedule, one))


def _has_ended(schedule: Schedule, occurrence: Occurrence) -> bool:
    ended_on = schedule.ended_on
    return ended_on is not None and clock.local(occurrence.starts_at).date() > ended_on
