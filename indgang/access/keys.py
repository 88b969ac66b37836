"""Keys as the sign-in role makes them: sessions for staff and guests, and new key cards.

Everything here runs on the ``door`` connection. The role that serves pages cannot do any of it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
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


class CardOutcome(StrEnum):
    """What came of making a new key card at the desk."""

    MADE = "made"
    WAIT = "wait"  # it takes the guest's code or a second colleague
    WRONG = "wrong"  # not the code that was sent
    NO = "no"


def replace_card(*, staff_key: str, person_id: UUID, code: str, spoken: str = "") -> CardOutcome:
    """A new key card for the guest; the old one dies with every session and link made from it.

    Made only for somebody who meets guests and may keep this guest's card. Where anything is kept of
    the guest that this colleague may not read, or he has a course or a talk, it also takes the code
    that was sent to him (``spoken``), or a second colleague who has confirmed within a quarter. The
    guest is told, and sees it on his page.
    """
    done = _one("select indgang.replace_card(%s, %s, %s, %s)", [staff_key, person_id, code, spoken])
    return CardOutcome(done)


def ask_for_card(*, staff_key: str, person_id: UUID, with_code: bool) -> bool:
    """Ask for a new card that takes a second; with a code, one is sent to the guest if it can be.

    False unless the key belongs to somebody who may give this guest a card. Whether a code was sent
    is told to nobody but the guest.
    """
    return bool(_one("select indgang.ask_for_card(%s, %s, %s)", [staff_key, person_id, with_code]))


def confirm_card(*, staff_key: str, person_id: UUID, wish_id: UUID) -> bool:
    """Be the second for a colleague's wish. False for one's own, one too old, and whom one may not see."""
    return bool(_one("select indgang.confirm_card(%s, %s, %s)", [staff_key, person_id, wish_id]))


def stop_card(stop_id: UUID) -> bool:
    """End a card that the guest did not ask for, with all that was made from it. False if it is over."""
    return bool(_one("select indgang.stop_card(%s)", [stop_id]))


def is_stoppable(stop_id: UUID) -> bool:
    """Whether there is a card in force behind the id."""
    return bool(_one("select indgang.is_stoppable(%s)", [stop_id]))


def card_in_place_of(code: str) -> UUID | None:
    """For whoever shows a card that was replaced: the id by which the new one can be stopped."""
    found: UUID | None = _one("select indgang.card_in_place_of(%s)", [code])
    return found


def new_worker_link(
    *, worker_key: str, person_id: UUID, kinds: list[str], lasting: timedelta, label: str
) -> str | None:
    """The raw key of a link that opens these kinds of one person's own information, for a while.

    Never longer than LINK_DAYS of the rules, whatever is asked for.
    """
    raw = _raw()
    made = _one(
        "select indgang.worker_link(%s, %s, %s, %s, %s, %s)",
        [worker_key, person_id, kinds, lasting, raw, label],
    )
    return raw if made else None


def new_worker_offers_link(
    *, worker_key: str, person_id: UUID, lasting: timedelta, label: str
) -> str | None:
    """The raw key of a link to the offers somebody stands for. None if he stands for none today."""
    raw = _raw()
    made = _one(
        "select indgang.worker_offers_link(%s, %s, %s, %s, %s)",
        [worker_key, person_id, lasting, raw, label],
    )
    return raw if made else None


@dataclass(frozen=True)
class DemoPerson:
    """Somebody in the demo municipality whom anyone may be for a while."""

    person_id: UUID
    name: str
    about: str
    is_guest: bool
    part: str = ""  # a role, or how far a guest is on the way
    shows: str = ""  # what one is to begin with him to see


def people_of_the_demo() -> list[DemoPerson]:
    """Everybody in the demo. Empty elsewhere: only the demo's filling makes the function."""
    if not _demo_exists():
        return []
    with connections[DOOR].cursor() as cursor:
        cursor.execute("select * from indgang.demo_people()")
        # By name: a demo that was filled by an older edition says less of each.
        names = [column.name for column in cursor.description or ()]
        return [DemoPerson(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


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
