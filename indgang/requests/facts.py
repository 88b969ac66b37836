"""What has happened with a request."""

from dataclasses import dataclass
from uuid import UUID

from indgang.kernel.facts import Fact


@dataclass(frozen=True)
class RequestSent(Fact):
    """Somebody asked those who hold an offer, or sent his wish to those who decide."""

    request_id: UUID
    person_id: UUID
    offer_id: UUID


@dataclass(frozen=True)
class RequestAnswered(Fact):
    """There is an answer: one of the rules' answers."""

    request_id: UUID
    person_id: UUID
    answer: str


@dataclass(frozen=True)
class RequestExpired(Fact):
    """Nobody answered in time, and somebody in the house has it now."""

    request_id: UUID
    person_id: UUID
