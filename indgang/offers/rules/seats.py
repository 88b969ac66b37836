"""Who gets the seat, and how long an offered one is held. Plain Python."""

from datetime import datetime, timedelta
from enum import StrEnum

ANSWER_HOURS = 24  # hours to answer an offered seat; own choice: a night and a day
SHORTEST_ANSWER = timedelta(minutes=10)  # with less time than this the seat is not passed on


class BookingStatus(StrEnum):
    """Where a booking stands."""

    SEATED = "seated"
    WAITING = "waiting"
    OFFERED = "offered"
    WISHED = "wished"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    MISSED = "missed"


HOLDING = (BookingStatus.SEATED, BookingStatus.ATTENDED, BookingStatus.MISSED)
LIVE = (
    BookingStatus.SEATED, BookingStatus.WAITING, BookingStatus.OFFERED, BookingStatus.WISHED,
)  # fmt: skip


def status_of_new_booking(
    *, seats: int | None, taken: int, waiting: int, by_draw: bool = False
) -> BookingStatus:
    """A seat while there is one that nobody waits for, otherwise a place in the queue.

    Never a refusal. ``seats`` is None where one just comes; where the places are given together on
    a day that is not there yet, it is a wish.
    """
    if by_draw:
        return BookingStatus.WISHED
    if seats is None or (taken < seats and waiting == 0):
        return BookingStatus.SEATED
    return BookingStatus.WAITING


def answer_by(*, now: datetime, starts_at: datetime) -> datetime | None:
    """When an offered seat goes on to the next one; None when it is too late to offer it.

    A day, but never more than half of the time that is left, so that the next one has a chance.
    """
    left = (starts_at - now) / 2
    if left < SHORTEST_ANSWER:
        return None
    return now + min(timedelta(hours=ANSWER_HOURS), left)
