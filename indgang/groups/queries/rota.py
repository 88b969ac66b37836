"""The coming times of the group's offer, and who opens."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from indgang.groups.models import Group, Turn
from indgang.kernel import clock
from indgang.offers.models import Session
from indgang.offers.queries import coming_sessions

ROTA_DAYS = 28  # days ahead; own choice: four weeks is what people have in their calendars
WARN_DAYS = 7  # days before a time that nobody opens is said on the first page; own choice


@dataclass(frozen=True)
class Time:
    """One time, and who opens it."""

    session: Session
    turn: Turn | None

    @property
    def is_gap(self) -> bool:
        """Nobody has said that he opens."""
        return self.turn is None

    @property
    def is_asked(self) -> bool:
        """Somebody opens, and would like another to."""
        return self.turn is not None and self.turn.asked_at is not None

    @property
    def is_soon(self) -> bool:
        """Whether it is so near that a gap is everybody's matter."""
        return self.session.starts_at < clock.now() + timedelta(days=WARN_DAYS)


def coming_times(group: Group) -> list[Time]:
    """The times of the coming four weeks, soonest first; none before there is an offer. Two queries."""
    if group.offer_id is None:
        return []
    sessions = [
        session
        for session in coming_sessions(group.offer_id, days=ROTA_DAYS)
        if session.cancelled_at is None
    ]
    turns = {
        turn.session_id: turn
        for turn in Turn.objects.filter(
            group=group, session_id__in=[session.id for session in sessions]
        ).select_related("member")
    }
    return [Time(session, turns.get(session.id)) for session in sessions]


def turn_at(group_id: UUID, session_id: UUID) -> Turn | None:
    """Who opens one time; None if nobody does. One query."""
    return Turn.objects.filter(group_id=group_id, session_id=session_id).first()
