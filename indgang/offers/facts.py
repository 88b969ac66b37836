"""What others are told about seats. Ids only."""

from dataclasses import dataclass
from uuid import UUID

from indgang.kernel.facts import Fact


@dataclass(frozen=True)
class SeatTaken(Fact):
    """A person has a seat in a session, or a place in its queue."""

    booking_id: UUID
    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class SeatOffered(Fact):
    """A seat came free, and the person who had waited longest may have it.

    The actor is whoever freed the seat: he cannot open this person, and must not.
    """

    booking_id: UUID
    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class SeatLeft(Fact):
    """A person gave up his seat or his place in the queue."""

    booking_id: UUID
    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class SeatOfferLapsed(Fact):
    """A person did not answer in time, and the seat went on. He can take a place again."""

    booking_id: UUID
    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class SessionCancelled(Fact):
    """A session does not take place after all. Its bookings are kept, and no one comes."""

    session_id: UUID
