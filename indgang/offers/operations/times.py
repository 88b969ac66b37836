"""The single times of an offer, made some weeks ahead from its schedules."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.offers.models import Schedule, Session
from indgang.offers.rules.closed_days import closed_on
from indgang.offers.rules.recurrence import Occurrence, Recurrence, first_fit, occurrences
from indgang.offers.rules.talks import talks_in

AHEAD = timedelta(days=56)  # eight weeks: as far as anyone plans with a guest
AT_ONCE = 20_000  # rows written together
ADD = (Path(__file__).parents[1] / "sql" / "add_sessions.sql").read_text(encoding="utf-8")
LOOK_BACK = timedelta(days=1)  # so that what has begun today is there as well


@transaction.atomic
def make_sessions(
    *,
    by: Actor,
    until: datetime | None = None,
    since: datetime | None = None,
    offer_id: UUID | None = None,
) -> int:
    """Every session that the schedules say, from now (or ``since``) until then, once.

    Eight weeks ahead if nothing else is said; of one offer, or of all. Safe to run again: what is
    there already, also if it is cancelled or was moved, is left alone. Returns how many were made.
    For the worker and for whoever keeps the offers. Three queries.
    """
    begin = since or clock.now() - LOOK_BACK
    until = until or clock.now() + AHEAD
    of_whom = {"offer_id": offer_id} if offer_id else {}
    span = (begin, until)
    known = Session.objects.filter(
        Q(starts_at__range=span) | Q(moved_from__range=span), **of_whom
    ).values_list("offer_id", "starts_at", "moved_from")
    there = {(offer, instant) for offer, *instants in known for instant in instants}
    schedules = Schedule.objects.filter(offer__status="published", **of_whom).select_related(
        "offer"
    )
    made = [
        (
            schedule.offer_id,
            schedule.id,
            occurrence.starts_at,
            occurrence.ends_at,
            schedule.seats,
            schedule.each_minutes is not None,
        )
        for schedule in schedules
        for occurrence in _occurrences(schedule, begin, until)
        if (schedule.offer_id, occurrence.starts_at) not in there
    ]
    for start in range(0, len(made), AT_ONCE):
        _add(made[start : start + AT_ONCE])
    return len(made)


def _add(rows: list[tuple[UUID, UUID, datetime, datetime, int | None, bool]]) -> None:
    columns = map(list, zip(*rows, strict=True))
    names = ("offers", "schedules", "starts", "ends", "seats", "talks")
    with connection.cursor() as cursor:
        cursor.execute(ADD, dict(zip(names, columns, strict=True)) | {"now": clock.now()})


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
    held = (one for one in found if not _has_ended(schedule, one))
    return tuple(talk for one in held for talk in talks_in(one, schedule.each_minutes))


def _has_ended(schedule: Schedule, occurrence: Occurrence) -> bool:
    ended_on = schedule.ended_on
    return ended_on is not None and clock.local(occurrence.starts_at).date() > ended_on
