"""How the past is filled: everybody acts with a key of his own, each time at a moment that is told.

The database has a clock that nobody can move, and it notes some times itself. So every step is
remembered with both times, the database's and the one it is told as, and at the end the owner of
the database lets those columns tell the same story (``owner.Owner.tell_times``).
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction

from indgang.access import keys
from indgang.access.door import acting
from indgang.access.rules import new_code
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere

PAGES = "default"


@dataclass(frozen=True)
class Moment:
    """One transaction: when it began and ended by the database, and when it is told to have been."""

    began: datetime
    ended: datetime
    told: datetime


class Chronicle:
    """Does one thing after another, and remembers when."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self.moments: list[Moment] = []

    @contextmanager
    def at(self, moment: datetime, key: str | None) -> Iterator[Actor]:
        """One transaction at the moment, as the holder of the key. An error undoes it."""
        with clock.stopped(moment), acting(key) as actor, self.told(moment):
            yield actor

    @contextmanager
    def told(self, moment: datetime, *, alias: str = PAGES) -> Iterator[None]:
        """What is done inside, in the transaction that is running, is told as of the moment."""
        began = _time(alias, "now()")
        yield
        self.moments.append(Moment(began, _time(alias, "clock_timestamp()"), moment))

    def session_of(self, colleague_id: UUID) -> str:
        """A key for the colleague, as the sign-in gives one. Raises NotThere without a role today."""
        key = keys.new_session_for_colleague(colleague_id)
        if key is None:
            raise NotThere
        return key

    def card_for(self, guest_id: UUID, *, moment: datetime, from_key: str) -> str:
        """A key card for the guest from a colleague at the desk. Its code is written down nowhere.

        Raises NotThere unless the colleague may give it.
        """
        code = new_code(secrets.token_bytes)
        with transaction.atomic(using=keys.DOOR), self.told(moment, alias=keys.DOOR):
            done = keys.replace_card(staff_key=from_key, person_id=guest_id, code=code)
            if done is not keys.CardOutcome.MADE:
                raise NotThere
        return code


@contextmanager
def in_haste() -> Iterator[None]:
    """Nobody waits for the disk after each step: what is lost in a crash is filled anew anyhow."""
    aliases = (PAGES, keys.DOOR)
    _set(aliases, "set synchronous_commit = off")
    try:
        yield
    finally:
        _set(aliases, "reset synchronous_commit")


def _set(aliases: tuple[str, ...], statement: str) -> None:
    for alias in aliases:
        with connections[alias].cursor() as cursor:
            cursor.execute(statement)


def _time(alias: str, which: str) -> datetime:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"select {which}")
        row = cursor.fetchone()
    found: datetime = row[0]
    return found
