"""In which order offers are suggested in a conversation, and why each of them is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

# The order of what is known about an offer's effect, best first.
EVIDENCE_ORDER = ("documented", "promising", "experience", "")
_LATER = float("inf")


@dataclass(frozen=True)
class Candidate:
    """What the order of an offer depends on."""

    needs: tuple[str, ...]  # the needs of the guest that it answers to, the guest's first first
    is_mainly_for: bool  # whether one of them is what it is mostly there for
    is_open: bool
    is_group: bool
    evidence: str
    intrusive: int
    next_at: datetime | None = None
    is_only_hoped_for: bool = False  # answers to nothing that is hard, only to what was hoped


def order_of(candidate: Candidate) -> tuple[float, ...]:
    """What to sort by, best first.

    First what answers to something hard, and of that what is mostly there for the need, then the
    best documented, groups before talks alone, what one can simply come to, the least intrusive,
    and the soonest.
    """
    return (
        candidate.is_only_hoped_for,
        not candidate.is_mainly_for,
        EVIDENCE_ORDER.index(candidate.evidence),
        not candidate.is_group,
        not candidate.is_open,
        candidate.intrusive,
        -len(candidate.needs),
        candidate.next_at.timestamp() if candidate.next_at else _LATER,
    )


def needs_met(wanted: Sequence[str], offered: Sequence[str]) -> tuple[str, ...]:
    """The wanted needs that are offered, in the order they were wanted."""
    return tuple(need for need in dict.fromkeys(wanted) if need in offered)
