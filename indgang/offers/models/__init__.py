"""What there is in town, when it happens, and who has a seat."""

from indgang.offers.models.bookings import Booking
from indgang.offers.models.catalogue import (
    NeedWord,
    Offer,
    OfferNeed,
    OfferWord,
    Place,
    SecretAddress,
)
from indgang.offers.models.entry import (
    AccessRule,
    AccessRuleChange,
    AccessRuleSet,
    LawBasis,
    Need,
)
from indgang.offers.models.room import DecisionTime, ReplyTime, Room
from indgang.offers.models.runs import Draw, DrawnRun, Lot, Presence, Run, Urgency
from indgang.offers.models.sources import SourceKey
from indgang.offers.models.stays import Stay, Thing
from indgang.offers.models.times import Schedule, Session
from indgang.offers.models.unmet import Unmet

__all__ = [
    "AccessRule",
    "AccessRuleChange",
    "AccessRuleSet",
    "Booking",
    "DecisionTime",
    "Draw",
    "DrawnRun",
    "LawBasis",
    "Lot",
    "Need",
    "NeedWord",
    "Offer",
    "OfferNeed",
    "OfferWord",
    "Place",
    "Presence",
    "ReplyTime",
    "Room",
    "Run",
    "Schedule",
    "SecretAddress",
    "Session",
    "SourceKey",
    "Stay",
    "Thing",
    "Unmet",
    "Urgency",
]
