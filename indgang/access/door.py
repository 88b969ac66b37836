"""The one way in: requests, jobs, commands and tests all begin here."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from indgang.kernel.actor import NOBODY, Actor, Role

SETTINGS = ("indgang.actor", "indgang.opened", "indgang.cards")


@contextmanager
def acting(raw_key: str | None) -> Iterator[Actor]:
    """One transaction as the holder of the key, as the database knows him.

    Yields NOBODY for no key and for one that is unknown, expired or revoked. Whatever the block
    opened is shut when it ends, also when it runs inside another block: that one then goes on as
    it was. An exception undoes everything the block wrote.
    """
    # A setting that is local to the transaction outlives a savepoint, so it is put back by hand.
    outer = _settings() if connection.in_atomic_block else None
    with transaction.atomic():
        yield _begun(raw_key) if raw_key or outer else NOBODY
        if outer and not connection.needs_rollback:  # undoing puts them back by itself
            _restore(outer)


def begin_as_newcomer(*, nickname: str, language: str, code: str) -> Actor:
    """A new person with the given key card, who is from now on the actor of this transaction.

    This is how somebody comes in from the web without a name; it can never give a key to somebody
    who exists already.
    """
    with connection.cursor() as cursor:
        cursor.execute("select indgang.arrive(%s, %s, %s)", [nickname, language, code])
        return _actor(cursor.fetchone())


def _begun(raw_key: str | None) -> Actor:
    # No key holds a NUL, and PostgreSQL takes none in a text.
    if raw_key and "\x00" in raw_key:
        raw_key = None
    with connection.cursor() as cursor:
        cursor.execute("select indgang.begin(%s)", [raw_key or ""])
        return _actor(cursor.fetchone())


def _actor(row: tuple[Any, ...] | None) -> Actor:
    found = row[0] if row else None
    if found is None:
        return NOBODY
    facts = json.loads(found) if isinstance(found, str) else found
    roles = frozenset(Role(role) for role in facts["roles"])
    return Actor(
        person_id=UUID(facts["person"]),
        roles=roles or frozenset({Role.GUEST}),
        unit_ids=tuple(UUID(unit) for unit in facts["units"]),
        key_kind=facts["key_kind"],
        name=facts["name"] or "",
        kinds=frozenset(facts["kinds"] or ()),
    )


def _settings() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select array(select coalesce(current_setting(name, true), '') from unnest(%s::text[])"
            " with ordinality as wanted (name, place) order by place)",
            [list(SETTINGS)],
        )
        row = cursor.fetchone()
    return list(row[0]) if row else []


def _restore(values: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config(name, value, true)"
            " from unnest(%s::text[], %s::text[]) as kept (name, value)",
            [list(SETTINGS), values],
        )
