"""What those who stand for an offer do with it from day to day."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Offer, Schedule, Session
from indgang.offers.operations.catalogue import open_place
from indgang.offers.operations.empty_times import drop_empty_times
from indgang.offers.operations.offers import add_offer, describe_offer
from indgang.offers.operations.single_times import cancel_session
from indgang.offers.operations.times import make_sessions
from indgang.offers.rules.sheet import OfferSheet, Times, faults_of_times
from indgang.offers.rules.short_names import short_name
from indgang.offers.words_of_faults import fault_in_words

MOST_TIMES = 20  # schedules of one offer; more is a mistake


@dataclass(frozen=True)
class NewPlace:
    """A place that the overview may not know yet."""

    name: str
    address: str
    neighbourhood: str = ""


@transaction.atomic
def keep_offer(
    *, offer_id: UUID | None, sheet: OfferSheet, new_place: NewPlace | None, by: Actor
) -> Offer:
    """The offer as the sheet describes it, new or changed, in a place that may be new with it.

    Its times, its rule of access and its laws stay as they are. A new offer gets its short name
    from its title. If the place is another one, those with a seat in what is to come are told.
    Raises Refused with the first thing that is wrong; NotThere if the offer is not the actor's.
    """
    if new_place is not None:
        place = open_place(
            name=new_place.name,
            address=new_place.address,
            neighbourhood=new_place.neighbourhood,
            by=by,
        )
        sheet = replace(sheet, place=place.slug)
    if offer_id is None:
        taken = set(Offer.objects.values_list("slug", flat=True))
        return add_offer(sheet=replace(sheet, slug=short_name(sheet.title, taken=taken)), by=by)
    return describe_offer(offer_id=offer_id, sheet=sheet, by=by)


@transaction.atomic
def add_times(*, offer_id: UUID, times: Times, by: Actor) -> int:
    """The offer happens at these times as well. Returns how many there are in the coming weeks.

    Raises Refused for times that make no sense; NotThere if the offer is not the actor's.
    """
    offer = _kept(offer_id)
    if faults := faults_of_times(times):
        raise Refused(fault_in_words(faults[0]), code=faults[0].column)
    if offer.schedules.filter(ended_on__isnull=True).count() >= MOST_TIMES:
        raise Refused(_("Der er allerede mange tider. Stop en af dem først."), code="many")
    Schedule.objects.create(
        offer=offer,
        rrule=times.rrule,
        starts_on=times.starts_on or clock.today(),
        starts_time=times.starts_time,
        duration_minutes=times.duration_minutes,
        seats=1 if times.each_minutes else times.seats,
        each_minutes=times.each_minutes,
    )
    return make_sessions(offer_id=offer.id, by=by)


@transaction.atomic
def end_times(*, schedule_id: UUID, by: Actor) -> int:
    """From tomorrow it does not happen at these times any more.

    Coming times that nobody has a seat in are gone. Those with people in them stay until they are
    called off one by one: returns how many. Raises NotThere if they are not the actor's to end.
    """
    schedule = Schedule.objects.select_for_update().filter(id=schedule_id).first()
    if schedule is None:
        raise NotThere
    schedule.ended_on = clock.today()
    schedule.save(update_fields=["ended_on"])
    tomorrow = clock.at(clock.today() + timedelta(days=1))
    coming = Session.objects.filter(
        schedule=schedule, starts_at__gte=tomorrow, cancelled_at__isnull=True
    )
    drop_empty_times(coming)
    return coming.count()


@transaction.atomic
def rest_offer(*, offer_id: UUID, ends: bool, by: Actor) -> int:
    """The offer holds a pause, or ends. Returns how many of its times are called off.

    Coming times that nobody has a seat in are gone; the others are called off, and those who had a
    seat are told why. Raises NotThere if the offer is not the actor's.
    """
    offer = _kept(offer_id)
    _set_status(offer, "closed" if ends else "paused", by)
    coming = _coming(offer_id)
    drop_empty_times(coming)
    called_off = list(coming)
    for session in called_off:
        cancel_session(session_id=session.id, why="ended" if ends else "pause", by=by)
    return len(called_off)


@transaction.atomic
def show_offer(*, offer_id: UUID, by: Actor) -> int:
    """The offer stands in the overview (again), with the times of the coming weeks.

    Returns how many times were made; what was called off stays so. Raises NotThere if the offer is
    not the actor's.
    """
    _set_status(_kept(offer_id), "published", by)
    return make_sessions(offer_id=offer_id, by=by)


def _set_status(offer: Offer, status: str, by: Actor) -> None:
    if by.person_id is None:
        raise NotThere
    now = clock.now()
    offer.status = status
    offer.updated_at = offer.checked_at = now
    offer.updated_by = offer.checked_by = by.person_id
    offer.save(update_fields=["status", "updated_at", "updated_by", "checked_at", "checked_by"])


def _kept(offer_id: UUID) -> Offer:
    """The offer, locked: the database shows it for a change only to those who keep it."""
    offer = Offer.objects.select_for_update().filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    return offer


def _coming(offer_id: UUID) -> QuerySet[Session]:
    return Session.objects.filter(
        offer_id=offer_id, starts_at__gt=clock.now(), cancelled_at__isnull=True
    )
