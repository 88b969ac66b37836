"""What happens in check-ins that other contexts may act on."""

from dataclasses import dataclass
from uuid import UUID

from indgang.kernel.facts import Fact


@dataclass(frozen=True)
class HandRaised(Fact):
    """Somebody would like to talk, or has answered so that a talk should be offered."""

    hand_id: UUID
    person_id: UUID
    reason: str


@dataclass(frozen=True)
class CheckInFinished(Fact):
    """A guest has answered what he would of a check-in."""

    checkin_id: UUID
    person_id: UUID
