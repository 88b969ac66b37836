"""Every change to offers, their times and their seats."""

from indgang.offers.operations.attendance import mark_attendance
from indgang.offers.operations.seats import (
    accept_seat,
    decline_offer,
    expire_seat_offers,
    leave_seat,
    take_seat,
)

__all__ = [
    "accept_seat",
    "decline_offer",
    "expire_seat_offers",
    "leave_seat",
    "mark_attendance",
    "take_seat",
]
