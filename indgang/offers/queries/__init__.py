"""Reads of the overview, named by what comes back."""

from indgang.offers.queries.access import answer_of, asks_about_use
from indgang.offers.queries.catalogue import (
    every_need,
    every_place,
    laws_of,
    needs_to_choose,
    neighbourhoods,
    offer_by_slug,
    open_places,
)
from indgang.offers.queries.search import (
    Findings,
    FoundOffer,
    OfferSearch,
    findings_of,
    found_offers,
    offers_alike,
)
from indgang.offers.queries.sessions import (
    called_off,
    coming_sessions,
    own_booking,
    own_booking_in,
    own_bookings,
    past_bookings,
    people_coming,
    place_in_queue,
    session_to_try,
    sessions_today,
)
from indgang.offers.queries.suggestions import Suggestion, needs_in_words, offers_for_needs

__all__ = [
    "Findings",
    "FoundOffer",
    "OfferSearch",
    "Suggestion",
    "answer_of",
    "asks_about_use",
    "called_off",
    "coming_sessions",
    "every_need",
    "every_place",
    "findings_of",
    "found_offers",
    "laws_of",
    "needs_in_words",
    "needs_to_choose",
    "neighbourhoods",
    "offer_by_slug",
    "offers_alike",
    "offers_for_needs",
    "open_places",
    "own_booking",
    "own_booking_in",
    "own_bookings",
    "past_bookings",
    "people_coming",
    "place_in_queue",
    "session_to_try",
    "sessions_today",
]
