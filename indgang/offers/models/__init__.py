"""What there is in town, when it happens, and who has a seat."""

from indgang.offers.models.bookings import Booking
from indgang.offers.models.catalogue import (
    AccessRule,
    LawBasis,
    Need,
    NeedWord,
    Offer,
    OfferNeed,
    OfferWord,
    Place,
)
from indgang.offers.models.times import Schedule, Session
from indgang.offers.models.unmet import Unmet

__all__ = [
    "AccessRule",
    "Booking",
    "LawBasis",
    "Need",
    "NeedWord",
    "Offer",
    "OfferNeed",
    "OfferWord",
    "Place",
    "Schedule",
    "Session",
    "Unmet",
]
