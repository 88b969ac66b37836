"""What happened at the door, for those further up."""

from dataclasses import dataclass
from uuid import UUID

from indgang.kernel.facts import Fact


@dataclass(frozen=True)
class InquirySent(Fact):
    """Somebody has written to the house."""

    inquiry_id: UUID
    person_id: UUID
    unit_id: UUID


@dataclass(frozen=True)
class InquiryAnswered(Fact):
    """The house has written back."""

    inquiry_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class GuestArrived(Fact):
    """A guest came in through the door."""

    arrival_id: UUID
    person_id: UUID
    unit_id: UUID


@dataclass(frozen=True)
class ConversationFinished(Fact):
    """A first conversation has ended, with a course or without."""

    conversation_id: UUID
    person_id: UUID
