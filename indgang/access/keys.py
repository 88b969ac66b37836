"""Keys as the sign-in role makes them: sessions for staff and guests, and new key cards.

Everything here runs on the ``door`` connection. The role that serves pages cannot do any of it.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections

DOOR = "door"
STAFF_SESSION_MINUTES = 600  # a long working day; longer means signing in again
GUEST_SESSION_DAYS = 90  # one's own phone; a shared screen gets SHARED_SESSION_DAYS
SHARED_SESSION_DAYS = 1


def new_session_for_colleague(person_id: UUID) -> str | None:
    """The raw key of a session, after password and second step. None without a membership today."""
    raw = _raw()
    return (
        raw
        if _one("select indgang.enter(%s, %s, %s)", [person_id, raw, STAFF_SESSION_MINUTES])
        else None
    )


def new_session_for_card(code: str, *, days: int) -> str | None:
    """The raw key of a session that dies with the card. None if no such card is in force."""
    raw = _raw()
    return raw if _one("select indgang.exchange(%s, %s, %s)", [code, raw, days]) else None


def end_session(raw_key: str) -> None:
    """Revoke the session. Nothing happens if it is over already."""
    _one("select indgang.leave(%s)", [raw_key])


def replace_card(*, staff_key: str, person_id: UUID, code: str) -> bool:
    """A new key card for the guest; the old one dies with every session made from it.

    False unless the key belongs to somebody who meets guests and may keep this guest's card. The
    guest sees it in his look-up log.
    """
    return bool(_one("select indgang.replace_card(%s, %s, %s)", [staff_key, person_id, code]))


def new_worker_link(
    *, worker_key: str, person_id: UUID, kinds: list[str], days: int, label: str
) -> str | None:
    """The raw key of a link that opens these kinds of one person's own information."""
    raw = _raw()
    made = _one(
        "select indgang.worker_link(%s, %s, %s, %s, %s, %s)",
        [worker_key, person_id, kinds, days, raw, label],
    )
    return raw if made else None


@dataclass(frozen=True)
class DemoPerson:
    """Somebody in the demo municipality whom anyone may be for a while."""

    person_id: UUID
    name: str
    about: str
    is_guest: bool


def people_of_the_demo() -> list[DemoPerson]:
    """Everybody in the demo. Empty elsewhere: only the demo's filling makes the function."""
    if not _demo_exists():
        return []
    with connections[DOOR].cursor() as cursor:
        cursor.execute("select * from indgang.demo_people()")
        return [DemoPerson(*row) for row in cursor.fetchall()]


def new_session_in_demo(person_id: UUID) -> str | None:
    """The raw key of a session as anybody in the demo. None outside the demo."""
    raw = _raw()
    made = _demo_exists() and _one("select indgang.demo_enter(%s, %s)", [person_id, raw])
    return raw if made else None


def _demo_exists() -> bool:
    return bool(_one("select to_regprocedure('indgang.demo_enter(uuid, text)') is not null", []))


def _raw() -> str:
    return secrets.token_urlsafe(32)


def _one(sql: str, parameters: list[Any]) -> Any:
    with connections[DOOR].cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
