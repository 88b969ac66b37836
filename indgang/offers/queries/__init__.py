"""Reads of the overview, named by what comes back."""

from indgang.offers.queries.access import answer_of
from indgang.offers.queries.search import FoundOffer, OfferSearch, found_offers, offers_alike
from indgang.offers.queries.sessions import (
    coming_sessions,
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
    "FoundOffer",
    "OfferSearch",
    "Suggestion",
    "answer_of",
    "coming_sessions",
    "found_offers",
    "needs_in_words",
    "offers_alike",
    "offers_for_needs",
    "own_booking_in",
    "own_bookings",
    "past_bookings",
    "people_coming",
    "place_in_queue",
    "session_to_try",
    "sessions_today",
]
