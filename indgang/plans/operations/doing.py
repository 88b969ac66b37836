"""Activities, agreements and appointments."""

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Booking, Offer
from indgang.plans.models import Activity, Agreement, Appointment
from indgang.plans.models.doing import ActivityStatus
from indgang.plans.operations.parts import (
    by_now,
    live_course,
    must_write,
    said,
    tell_page,
    theirs,
    told_if_any,
    who,
)
from indgang.plans.operations.reminding import forget_reminder

LONGEST_LINE = 200  # characters in what an activity, a place or an appointment is called


@transaction.atomic
def add_activity(  # noqa: PLR0913 – what, when and where are the activity
    *,
    person_id: UUID,
    words: str,
    offer_id: UUID | None = None,
    booking_id: UUID | None = None,
    weekdays: Collection[int] = (),
    at_time: time | None = None,
    place: str = "",
    replaces_id: UUID | None = None,
    by: Actor,
) -> Activity:
    """Put something to do in the plan: an offer, a seat in one, or a step of the guest's own.

    Weekdays (0 is Monday) and time are for what happens every week; an offer has its own. Without
    words it is called what the offer is called. Raises Refused for none or too many words,
    NotThere, also for an offer that is not there or somebody else's seat.
    """
    must_write(person_id, Kind.PLAN)
    offer = _offer(offer_id, booking_id, person_id)
    activity = Activity.objects.create(
        person_id=person_id,
        course=live_course(person_id),
        words=said(words or (offer.title if offer else ""), most=LONGEST_LINE),
        offer=offer,
        booking_id=booking_id,
        weekdays=_week(weekdays),
        at_time=at_time,
        place=told_if_any(place, most=120),
        replaces_id=replaces_id,
        **by_now(by),
    )
    tell_page(person_id)
    return activity


@transaction.atomic
def change_activity(
    *,
    activity_id: UUID,
    words: str,
    weekdays: Collection[int] = (),
    at_time: time | None = None,
    place: str = "",
    by: Actor,
) -> None:
    """Say an activity, its days or its place anew. Raises Refused, NotThere."""
    activity = theirs(Activity, activity_id)
    must_write(activity.person_id, Kind.PLAN)
    activity.words = said(words, most=LONGEST_LINE)
    activity.weekdays = _week(weekdays)
    activity.at_time = at_time
    activity.place = told_if_any(place, most=120)
    activity.save(update_fields=["words", "weekdays", "at_time", "place"])
    tell_page(activity.person_id)


@transaction.atomic
def mark_activity(*, activity_id: UUID, status: ActivityStatus, by: Actor) -> None:
    """The guest has tried it, does it, or has finished it. Stopping has a word of its own.

    Raises Refused for stopping, NotThere.
    """
    activity = theirs(Activity, activity_id)
    must_write(activity.person_id, Kind.PLAN)
    if status == ActivityStatus.STOPPED:
        raise Refused(_("Fortæl, hvorfor det stoppede."), code="says_why")
    _set_status(activity, status, by)
    activity.why_ended = ""
    activity.save(update_fields=["status", "began_on", "ended_on", "ended_by", "why_ended"])
    tell_page(activity.person_id)


@transaction.atomic
def stop_activity(*, activity_id: UUID, why: str, by: Actor) -> None:
    """It did not work or is over, and why, if the guest wants to say: so that it can be changed.

    It stays in the plan. Raises Refused for a reason that is too long, NotThere.
    """
    activity = theirs(Activity, activity_id)
    must_write(activity.person_id, Kind.PLAN)
    activity.why_ended = told_if_any(why)
    _set_status(activity, ActivityStatus.STOPPED, by)
    activity.save(update_fields=["status", "began_on", "ended_on", "ended_by", "why_ended"])
    tell_page(activity.person_id)


@transaction.atomic
def add_agreement(
    *, person_id: UUID, what: str, who: str, due_on: date | None, by: Actor
) -> Agreement:
    """Write down who does what, by when if there is a day. Raises Refused without words, NotThere."""
    must_write(person_id, Kind.PLAN)
    agreement = Agreement.objects.create(
        person_id=person_id,
        course=live_course(person_id),
        what=said(what, most=300),
        who=said(who, most=80),
        due_on=due_on,
        **by_now(by),
    )
    tell_page(person_id)
    return agreement


@transaction.atomic
def change_agreement(
    *, agreement_id: UUID, what: str, who: str, due_on: date | None, by: Actor
) -> None:
    """Say an agreement anew. Raises Refused without words, NotThere."""
    agreement = theirs(Agreement, agreement_id)
    must_write(agreement.person_id, Kind.PLAN)
    agreement.what, agreement.who = said(what, most=300), said(who, most=80)
    agreement.due_on = due_on
    agreement.save(update_fields=["what", "who", "due_on"])
    forget_reminder(agreement_id, by)
    tell_page(agreement.person_id)


@transaction.atomic
def finish_agreement(*, agreement_id: UUID, done: bool = True, by: Actor) -> None:
    """It is done, or after all it is not yet. Raises NotThere."""
    agreement = theirs(Agreement, agreement_id)
    must_write(agreement.person_id, Kind.PLAN)
    agreement.done_at, agreement.done_by = (clock.now(), _who(by)) if done else (None, None)
    agreement.called_off_at = agreement.called_off_by = None
    agreement.save(update_fields=["done_at", "done_by", "called_off_at", "called_off_by"])
    forget_reminder(agreement_id, by)
    tell_page(agreement.person_id)


@transaction.atomic
def call_off_agreement(*, agreement_id: UUID, by: Actor) -> None:
    """It is no longer agreed. It stays in the plan as called off. Raises NotThere."""
    agreement = theirs(Agreement, agreement_id)
    must_write(agreement.person_id, Kind.PLAN)
    agreement.called_off_at, agreement.called_off_by = clock.now(), _who(by)
    agreement.done_at = agreement.done_by = None
    agreement.save(update_fields=["done_at", "done_by", "called_off_at", "called_off_by"])
    forget_reminder(agreement_id, by)
    tell_page(agreement.person_id)


@transaction.atomic
def add_appointment(  # noqa: PLR0913 – what, when, where and with whom are the appointment
    *,
    person_id: UUID,
    what: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    where: str = "",
    with_whom: str = "",
    by: Actor,
) -> Appointment:
    """Put a time with somebody in the plan.

    Raises Refused without words or if it ends before it begins, NotThere.
    """
    must_write(person_id, Kind.PLAN)
    _must_end_later(starts_at, ends_at)
    appointment = Appointment.objects.create(
        person_id=person_id,
        course=live_course(person_id),
        what=said(what, most=LONGEST_LINE),
        where=told_if_any(where, most=LONGEST_LINE),
        with_whom=told_if_any(with_whom, most=120),
        starts_at=starts_at,
        ends_at=ends_at,
        **by_now(by),
    )
    tell_page(person_id)
    return appointment


@transaction.atomic
def change_appointment(  # noqa: PLR0913 – the same as for a new one
    *,
    appointment_id: UUID,
    what: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    where: str = "",
    with_whom: str = "",
    by: Actor,
) -> None:
    """Move an appointment or say it anew. Raises Refused, NotThere."""
    appointment = theirs(Appointment, appointment_id)
    must_write(appointment.person_id, Kind.PLAN)
    _must_end_later(starts_at, ends_at)
    appointment.what = said(what, most=LONGEST_LINE)
    appointment.where = told_if_any(where, most=LONGEST_LINE)
    appointment.with_whom = told_if_any(with_whom, most=120)
    if appointment.starts_at != starts_at:
        forget_reminder(appointment_id, by)
    appointment.starts_at, appointment.ends_at = starts_at, ends_at
    appointment.save(update_fields=["what", "where", "with_whom", "starts_at", "ends_at"])
    tell_page(appointment.person_id)


@transaction.atomic
def cancel_appointment(*, appointment_id: UUID, by: Actor) -> None:
    """The two do not meet after all. Nothing happens if it is cancelled already. Raises NotThere."""
    appointment = theirs(Appointment, appointment_id)
    must_write(appointment.person_id, Kind.PLAN)
    if appointment.cancelled_at is None:
        appointment.cancelled_at, appointment.cancelled_by = clock.now(), _who(by)
        appointment.save(update_fields=["cancelled_at", "cancelled_by"])
        forget_reminder(appointment_id, by)
        tell_page(appointment.person_id)


def _offer(offer_id: UUID | None, booking_id: UUID | None, person_id: UUID) -> Offer | None:
    """The offer, found by the seat where only that is known."""
    if booking_id:
        own = Booking.objects.filter(id=booking_id, person_id=person_id).select_related("session")
        booking = own.first()
        if booking is None:
            raise NotThere
        offer_id = offer_id or booking.session.offer_id
    offer = Offer.objects.filter(id=offer_id).first() if offer_id else None
    if offer_id and offer is None:
        raise NotThere
    return offer


_who = who  # `who` is also the word for the one who has promised something


def _set_status(activity: Activity, status: ActivityStatus, by: Actor) -> None:
    activity.status = status
    if status != ActivityStatus.PLANNED and status != ActivityStatus.STOPPED:
        activity.began_on = activity.began_on or clock.today()
    if activity.is_over:
        activity.ended_on, activity.ended_by = clock.today(), who(by)
    else:
        activity.ended_on = activity.ended_by = None


def _week(weekdays: Collection[int]) -> list[int]:
    if not set(weekdays) <= set(range(7)):
        raise Refused(_("Vælg dage mellem mandag og søndag."), code="weekday")
    return sorted(set(weekdays))


def _must_end_later(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at and ends_at <= starts_at:
        raise Refused(_("Mødet skal slutte, efter at det er begyndt."), code="ends_early")
