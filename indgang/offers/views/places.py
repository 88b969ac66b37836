from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from indgang.access.guards import public
from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.offers import cards, drawing, feed, pins, wording
from indgang.offers.models import Place, Session
from indgang.offers.queries import (
    OfferSearch,
    findings_of,
    offer_by_slug,
    place_by_slug,
    places_in_use,
    times_at_place,
    times_of_offer,
)
from indgang.offers.rules.opening import opening
from indgang.web import csp
from indgang.web.danish import has_danish, in_danish
from indgang.web.ical import CONTENT_TYPE
from indgang.web.parts import Fact, Pin

MOST = 200  # offers on the page of one place
HOUR = 3600  # seconds


@public
@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is at one place, when it is open, how one gets there and in."""
    shown = place_by_slug(slug)
    if shown is None:
        raise NotThere
    found = findings_of(OfferSearch(place=slug), most=MOST).offers
    there = tuple(cards.card_of(one) for one in found)
    context: dict[str, Any] = {
        "place": shown,
        "cards": tuple(card for card in there if not card.visitor),
        "visitors": tuple(card for card in there if card.visitor),
        "has_danish": any(has_danish(card.title, card.summary) for card in there),
        "hours": wording.week_in_words(shown.hours),
        "opening": wording.opening_in_words(opening(shown.hours, clock.now()))
        if shown.hours
        else "",
        "facts": _facts(shown),
        "calendar": {"href": reverse("offers:place_calendar", args=[slug])} if there else None,
        **map_context(pins.pin_of_place(shown)),
    }
    return with_tiles_let_in(render(request, "offers/place_page.html", context))


@public
@require_safe
@cache_control(public=True, max_age=HOUR)
def spots(_request: HttpRequest) -> HttpResponse:
    """Where the places of `/tilbud?naer=` are, so that a telephone itself can find the nearest."""
    found = [
        {"name": place.slug, "at": [place.latitude, place.longitude]}
        for place in places_in_use()
        if place.latitude is not None and place.longitude is not None
    ]
    return JsonResponse({"spots": found})


@public
@require_safe
def offer_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The offer's times, for a calendar that asks again by itself."""
    offer = offer_by_slug(slug)
    if offer is None:
        raise NotThere
    return _calendar(request, str(wording.text_of(offer, "title")), times_of_offer(offer.id))


@public
@require_safe
def place_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens at the place, for a calendar that asks again by itself."""
    shown = place_by_slug(slug)
    if shown is None:
        raise NotThere
    return _calendar(request, shown.name, times_at_place(shown.id))


def map_context(found: list[Pin]) -> dict[str, Any]:
    """What a page with a map needs."""
    return {"pins": found, "drawing": drawing.town_drawing(), "tiles": pins.tiles()}


def with_tiles_let_in(response: HttpResponse) -> HttpResponse:
    """The page with the map may show the tiles' pictures; no other page may."""
    if settings.TILE_URL:
        csp.let_images_in_from(response, settings.TILE_URL)
    return response


def _facts(place: Place) -> list[Fact]:
    rows = [
        (_("Adresse"), place.address),
        (_("Sådan kommer du derhen"), in_danish(place.transport)),
        (_("Sådan kommer du ind"), cards.way_in(place)),
    ]
    return [Fact(label, value) for label, value in rows if value]


def _calendar(request: HttpRequest, name: str, sessions: list[Session]) -> HttpResponse:
    etag = f'"{feed.mark_of(name, sessions)}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(
        feed.calendar_of(name, sessions),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'inline; filename="kalender.ics"'},
    )
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=600"
    return response
