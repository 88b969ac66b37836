"""Who has come in and waits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from indgang.entrance.models import Arrival
from indgang.kernel import clock
from indgang.people.queries import colleague_names, settings_of_the_house


@dataclass(frozen=True)
class WaitingArrival:
    """A guest in the house whose visit has no outcome yet."""

    id: UUID
    person_id: UUID
    nickname: str
    about: str
    arrived_at: datetime
    waited_minutes: int
    welcomed_by: UUID | None
    welcomed_by_name: str
    is_late: bool


def waiting_arrivals(unit_id: UUID) -> list[WaitingArrival]:
    """Guests whose visit has no outcome: those nobody has welcomed first, longest here first.

    Three queries.
    """
    arrivals = list(
        Arrival.objects.filter(unit_id=unit_id, settled_at=None)
        .select_related("person")
        .order_by("arrived_at", "id")
    )
    names = colleague_names({a.welcomed_by for a in arrivals if a.welcomed_by})
    house = settings_of_the_house()
    promise = house.welcome_within_minutes if house else 5
    now = clock.now()
    waiting = [_waiting(arrival, now, names, promise) for arrival in arrivals]
    return sorted(waiting, key=lambda one: one.welcomed_by is not None)


def arrival_of(arrival_id: UUID) -> Arrival | None:
    """An arrival whose guest's card the actor may see. One query."""
    return Arrival.objects.filter(id=arrival_id).select_related("person", "unit").first()


def has_key_card(person_id: UUID) -> bool:
    """Whether an opened guest has a key card that works. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.has_card(%s)", [person_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def _waiting(
    arrival: Arrival, now: datetime, names: dict[UUID, str], promise: int
) -> WaitingArrival:
    until = arrival.welcomed_at or now
    minutes = max(0, int((until - arrival.arrived_at).total_seconds() // 60))
    return WaitingArrival(
        id=arrival.id,
        person_id=arrival.person_id,
        nickname=arrival.person.nickname,
        about=arrival.about,
        arrived_at=arrival.arrived_at,
        waited_minutes=minutes,
        welcomed_by=arrival.welcomed_by,
        welcomed_by_name=names.get(arrival.welcomed_by, "") if arrival.welcomed_by else "",
        is_late=arrival.welcomed_at is None and minutes >= promise,
    )
