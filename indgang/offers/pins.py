"""What the map shows of offers: one pin for each place, with what is there."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.offers import wording
from indgang.offers.models import Place
from indgang.offers.queries import FoundOffer, spot_of
from indgang.offers.rules.spots import Spot
from indgang.web.parts import Pin, PinLine, Tiles

FEW = 3  # offers named at a pin; the rest are on the page of the place


def tiles() -> Tiles | None:
    """Where pictures of the map come from, if the municipality has set a server."""
    if not settings.TILE_URL:
        return None
    return Tiles(settings.TILE_URL, settings.TILE_ATTRIBUTION, settings.TILE_ATTRIBUTION_URL)


def pins_of(found: Sequence[FoundOffer], near: Spot | None = None) -> list[Pin]:
    """One pin for each place that is somewhere on a map, with what is there, best first.

    With how far it is, in a search from somewhere. No query.
    """
    by_place: dict[UUID, list[FoundOffer]] = {}
    for one in found:
        if one.offer.place_id and one.offer.place and _is_on_a_map(one.offer.place):
            by_place.setdefault(one.offer.place_id, []).append(one)
    return [
        _pin(there[0].offer.place, there) for there in by_place.values() if there[0].offer.place
    ]


def pin_of_place(place: Place) -> list[Pin]:
    """The one pin of a place's own page; none where it is on no map. No query."""
    return [_pin(place, [])] if _is_on_a_map(place) else []


def _is_on_a_map(place: Place) -> bool:
    return place.x is not None or place.latitude is not None


def _pin(place: Place, found: list[FoundOffer], near: Spot | None = None) -> Pin:
    spot = spot_of(place)
    away = wording.away_in_words(found[0].metres, near.name) if near and found else ""
    page = reverse("offers:place_page", args=[place.slug])
    lines = [_line(one) for one in found[:FEW]]
    if more := len(found) - FEW if len(found) > FEW else 0:
        words = ngettext("og %(more)s til", "og %(more)s til", more) % {"more": more}
        lines.append(PinLine(capfirst(words), page))
    return Pin(
        x=spot.x,
        y=spot.y,
        label=place.name,
        href=page if found else "#finde",
        text=capfirst(away) if found else place.address,
        latitude=spot.latitude,
        longitude=spot.longitude,
        lines=tuple(lines),
    )


def _line(found: FoundOffer) -> PinLine:
    session = found.next_session
    return PinLine(
        text=wording.text_of(found.offer, "title"),
        href=reverse("offers:offer", args=[found.offer.slug]),
        hint=wording.when_in_words(session) if session else _("tiden aftales"),
    )
