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
class SeatsPassedOn(Fact):
    """Seats came free and were offered to those who had waited longest, or an offer ran out.

    It names nobody: the actor is whoever freed the seat, and must not learn who gets it.
    """

    session_id: UUID


@dataclass(frozen=True)
class SeatLeft(Fact):
    """A person gave up his seat or his place in the queue."""

    booking_id: UUID
    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class PlacesGiven(Fact):
    """The places of one or more courses were given by draw. Who got one stands in the draw."""

    draw_id: UUID


@dataclass(frozen=True)
class SessionCancelled(Fact):
    """A session does not take place after all. Its bookings are kept, and no one comes."""

    session_id: UUID


@dataclass(frozen=True)
class SessionMoved(Fact):
    """A session takes place at another time or in another place. Its bookings go with it."""

    session_id: UUID


@dataclass(frozen=True)
class StayAnswered(Fact):
    """Nights are agreed or called off, whoever did it. It names nobody."""

    stay_id: UUID


@dataclass(frozen=True)
class StayChanged(Fact):
    """A guest's nights last longer, or are in another thing than before."""

    stay_id: UUID
