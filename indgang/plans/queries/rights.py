"""What the actor may do with an opened person's plan."""

from uuid import UUID

from django.db import connection

from indgang.kernel.privacy import Kind

PLAN_KINDS = (Kind.PLAN, Kind.GOALS)


def writable_kinds(person_id: UUID) -> frozenset[Kind]:
    """Which of plan and goals the actor may write for the opened person. One query."""
    return _kinds("writable", person_id)


def readable_kinds(person_id: UUID) -> frozenset[Kind]:
    """Which of plan and goals the actor may read of the opened person. One query."""
    return _kinds("readable", person_id)


def _kinds(right: str, person_id: UUID) -> frozenset[Kind]:
    asked = ", ".join(f"%s = any(indgang.{right}(%s))" for _ in PLAN_KINDS)
    values = [value for kind in PLAN_KINDS for value in (person_id, str(kind))]
    with connection.cursor() as cursor:
        cursor.execute(f"select {asked}", values)
        row = cursor.fetchone() or ()
    return frozenset(kind for kind, yes in zip(PLAN_KINDS, row, strict=False) if yes)
