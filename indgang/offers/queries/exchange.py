"""Offers as the open data and files tell of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from indgang.kernel import clock
from indgang.offers.models import (
    AccessRule,
    LawBasis,
    Need,
    Offer,
    OfferNeed,
    Place,
    Schedule,
    Session,
)
from indgang.offers.queries.access import line_of
from indgang.offers.rules.hsds.listed import Listed, Provider, Room, Spot
from indgang.offers.rules.sheet import OfferSheet, Times
from indgang.people.models import Organisation

SHOWN = ("published", "paused")  # what everybody may see; drafts and closed ones never leave
NOT_AS_IT_STANDS = {"provider", "place", "needs", "laws", "times", "access_lines"}
_AS_IT_STANDS = [name for name in OfferSheet.__dataclass_fields__ if name not in NOT_AS_IT_STANDS]
ROOM_AHEAD = timedelta(days=56)  # days; what is later has not been laid out yet


def described_needs() -> list[Need]:
    """Every need, also closed ones: offers may still name them. One query."""
    return list(Need.objects.all())


def described_laws() -> list[LawBasis]:
    """Every section of the law in force today. One query."""
    today = clock.today()
    laws = LawBasis.objects.filter(valid_from__lte=today).exclude(valid_to__lte=today)
    return list(laws.order_by("section", "valid_from"))


def every_listed(*, shown_only: bool) -> list[Listed]:
    """Every offer there is, or only those that are shown, by title. Six queries."""
    offers = Offer.objects.filter(status__in=SHOWN) if shown_only else Offer.objects.all()
    return listed(offers.order_by("title", "id"))


def listed(offers: QuerySet[Offer]) -> list[Listed]:
    """These offers in their order, with all that the open data tells of them. Six queries."""
    lines = AccessRule.objects.order_by("position")
    found = list(
        offers.select_related("provider", "place", "rule_set").prefetch_related(
            Prefetch("need_links", OfferNeed.objects.order_by("position", "id")),
            Prefetch("laws", LawBasis.objects.order_by("section").only("section")),
            Prefetch("schedules", Schedule.objects.order_by("starts_on", "starts_time", "id")),
            Prefetch("rule_set__lines", lines),
        )
    )
    rooms = rooms_of([offer.id for offer in found])
    return [listed_of(offer, rooms.get(offer.id)) for offer in found]


def listed_briefly(offers: QuerySet[Offer]) -> list[Listed]:
    """These offers in their order, with only what a list tells of them. One query."""
    return [
        Listed(
            id=offer.id,
            sheet=_sheet(offer),
            provider=provider_of(offer.provider),
            spot=spot_of(offer.place),
            updated_at=offer.updated_at,
            checked_on=clock.local(offer.checked_at).date() if offer.checked_at else None,
        )
        for offer in offers.select_related("provider", "place")
    ]


def listed_of(offer: Offer, room: Room | None) -> Listed:
    """The offer as the open data tells of it. No query when all it refers to is fetched."""
    lines = offer.rule_set.lines.all() if offer.rule_set else []
    sheet = _sheet(
        offer,
        needs=tuple(link.need_id for link in offer.need_links.all()),
        laws=tuple(dict.fromkeys(law.section for law in offer.laws.all())),
        access_lines=tuple(line_of(line) for line in lines),
        times=tuple(times_of(schedule) for schedule in offer.schedules.all()),
    )
    return Listed(
        id=offer.id,
        sheet=sheet,
        provider=provider_of(offer.provider),
        spot=spot_of(offer.place),
        updated_at=offer.updated_at,
        checked_on=clock.local(offer.checked_at).date() if offer.checked_at else None,
        room=room,
    )


def rooms_of(offer_ids: Sequence[UUID]) -> dict[UUID, Room]:
    """Seats of each of these offers the next time it happens, where seats are counted. One query."""
    now = clock.now()
    coming = (
        Session.objects.filter(
            offer__in=offer_ids,
            starts_at__range=(now, now + ROOM_AHEAD),
            cancelled_at__isnull=True,
            follows=False,  # a later time of a course has its first one's figures
        )
        .order_by("offer_id", "starts_at", "id")
        .distinct("offer_id")
        .values_list("offer_id", "starts_at", "seats", "taken", "waiting", "counted_at")
    )
    return {
        offer_id: Room(starts_at, 0 if waiting else max(seats - taken, 0), seats, counted_at)
        for offer_id, starts_at, seats, taken, waiting, counted_at in coming
        if seats is not None
    }


def provider_of(organisation: Organisation) -> Provider:
    """Who stands for an offer. No query."""
    return Provider(
        id=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        cvr=organisation.cvr,
        website=organisation.website,
    )


def every_provider(*, shown_only: bool) -> QuerySet[Organisation]:
    """Who stands for something, by name. With ``shown_only`` for something that is shown."""
    found = Organisation.objects.order_by("name", "id")
    if shown_only:
        return found.filter(
            id__in=Offer.objects.filter(status__in=SHOWN).order_by().values("provider")
        )
    return found


def spot_of(place: Place | None) -> Spot | None:
    """The place as the open data tells of it. No query."""
    if place is None:
        return None
    return Spot(
        id=place.id,
        slug=place.slug,
        name=place.name,
        address=place.address,
        neighbourhood=place.neighbourhood,
        hours=place.hours,
        step_free=place.step_free,
        accessible_toilet=place.accessible_toilet,
        hearing_loop=place.hearing_loop,
        access_note=place.access_note,
        transport=place.transport,
        x=place.x,
        y=place.y,
        latitude=place.latitude,
        longitude=place.longitude,
        is_hidden=place.is_hidden,
    )


def times_of(schedule: Schedule) -> Times:
    """The schedule as plain times. No query."""
    return Times(
        starts_time=schedule.starts_time,
        duration_minutes=schedule.duration_minutes,
        rrule=schedule.rrule,
        starts_on=schedule.starts_on,
        seats=schedule.seats,
        exdates=tuple(schedule.exdates),
        rdates=tuple(schedule.rdates),
        ended_on=schedule.ended_on,
        id=schedule.id,
        each_minutes=schedule.each_minutes,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()  # a blank at the end says nothing, and is lost on the way
    return tuple(value) if isinstance(value, list) else value


def _sheet(offer: Offer, **more: Any) -> OfferSheet:
    plain: dict[str, Any] = {name: getattr(offer, name) for name in _AS_IT_STANDS}
    told: dict[str, Any] = {name: _plain(value) for name, value in plain.items()}
    told |= {
        "provider": offer.provider.name,
        "place": offer.place.slug if offer.place else "",
        "needs": (),
    }
    return OfferSheet(**(told | more))
