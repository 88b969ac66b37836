"""Permissions and look-ups, as the guest and those he has let in may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from indgang.access.models import Lookup, Permission
from indgang.kernel import clock


def permissions_in_force(person_id: UUID) -> QuerySet[Permission]:
    """Who may see what of an opened person now, oldest first. One query."""
    now = clock.now()
    return (
        Permission.objects.filter(person_id=person_id, withdrawn_at__isnull=True)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now))
        .select_related("to_unit__organisation", "to_organisation")
        .order_by("valid_from", "id")
    )


def ended_permissions(person_id: UUID) -> QuerySet[Permission]:
    """What was once allowed and is no more, latest first. One query."""
    ended = Q(withdrawn_at__isnull=False) | Q(valid_until__lte=clock.now())
    return (
        Permission.objects.filter(ended, person_id=person_id)
        .select_related("to_unit__organisation", "to_organisation")
        .order_by("-valid_from", "id")
    )


def own_lookups(person_id: UUID) -> QuerySet[Lookup]:
    """Every opening of the actor's own records, latest first. Empty for any other person."""
    return (
        Lookup.objects.filter(person_id=person_id)
        .select_related("unit__organisation")
        .order_by("-at", "-id")
    )


@dataclass(frozen=True)
class Emergency:
    """A break-glass opening, without anything it opened."""

    id: UUID
    at: datetime
    given_by: UUID
    why: str
    reviewed_at: datetime | None
    reviewed_by: UUID | None


def emergencies() -> list[Emergency]:
    """Openings without the guest's yes, unreviewed first. Empty but for leader and DPO. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.emergencies()")
        return [Emergency(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class OwnKey:
    """A key to one's own pages that is in force, without what would open with it."""

    kind: str
    label: str
    issued_at: datetime
    expires_at: datetime | None
    kinds: list[str] | None


def own_keys() -> list[OwnKey]:
    """The actor's own live keys, oldest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.own_keys()")
        return [OwnKey(*row) for row in cursor.fetchall()]
