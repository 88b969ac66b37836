"""Where places are, and what is at each of them."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.offers.models import Offer, Place, Session
from indgang.offers.rules.search_words import da_key
from indgang.offers.rules.spots import Spot, middle_of

LOOK_BACK = timedelta(days=7)  # what was called off last week is still said in a calendar
AHEAD = timedelta(days=28)  # as far as a page shows; a calendar asks again every hour
_AREA = "~"  # begins the name of a part of town, and no short name of a place


def spot_of(place: Place | None) -> Spot:
    """Where a place is. Nowhere for none. No query."""
    if place is None:
        return Spot()
    return Spot(place.name, place.x, place.y, place.latitude, place.longitude)


def place_by_slug(slug: str) -> Place | None:
    """A place that is in use. One query."""
    return _place.first(slug)


@prepared
def _place(slug: str) -> QuerySet[Place]:
    return Place.objects.filter(slug=slug, closed_on__isnull=True)


def places_in_use() -> list[Place]:
    """Open places where something is offered and that are somewhere on a map, in Danish order.

    One query.
    """
    found = [p for p in _in_use() if p.x is not None or p.latitude is not None]
    return sorted(found, key=lambda place: da_key(place.name))


@prepared
def _in_use() -> QuerySet[Place]:
    shown = Offer.objects.filter(status="published", place=OuterRef("pk"))
    return Place.objects.filter(Exists(shown), closed_on__isnull=True)


def spots_to_be_near() -> list[tuple[str, list[tuple[str, str]]]]:
    """For each part of town itself and its places, as choices of a form. One query."""
    by_area: dict[str, list[Place]] = defaultdict(list)
    for place in places_in_use():
        by_area[place.neighbourhood].append(place)
    return [
        (area, [(_AREA + area, area)] * bool(area) + [(p.slug, p.name) for p in by_area[area]])
        for area in sorted(by_area, key=lambda name: (not name, da_key(name)))
    ]


def spot_named(choice: str) -> Spot | None:
    """Where one of the choices of `spots_to_be_near` is; None if it is no longer one. One query."""
    is_area, name = choice.startswith(_AREA), choice.removeprefix(_AREA)
    there = [
        spot_of(place)
        for place in places_in_use()
        if (place.neighbourhood if is_area else place.slug) == name
    ]
    return middle_of(name if is_area else there[0].name, there) if there else None


def times_of_offer(offer_id: UUID) -> list[Session]:
    """An offer's times for a calendar, those called off among them, soonest first. One query."""
    now = clock.now()
    return _times_of_offer(offer_id, now - LOOK_BACK)


@prepared
def _times_of_offer(offer_id: UUID, since: datetime) -> QuerySet[Session]:
    times = Session.objects.filter(offer_id=offer_id, ends_at__gt=since)
    return times.select_related("offer__place").order_by("starts_at", "id")


def times_at_place(place_id: UUID) -> list[Session]:
    """What happens at a place for a calendar, what is called off among it, soonest first.

    One query.
    """
    now = clock.now()
    return _times_at_place(place_id, now - LOOK_BACK, now + AHEAD)


@prepared
def _times_at_place(place_id: UUID, since: datetime, until: datetime) -> QuerySet[Session]:
    times = Session.objects.filter(
        offer__place_id=place_id,
        offer__status__in=("published", "paused"),
        ends_at__gt=since,
        starts_at__lt=until,
    )
    return times.select_related("offer__place").order_by("starts_at", "id")
