"""What somebody without a key may leave behind: a draft for two hours, and a knock."""

from typing import Any

from django.db import connection, transaction

from indgang.kernel.actor import Actor

KNOCKS = 20  # forms from one address in KNOCK_MINUTES: a library's readers share one; own choice
KNOCK_MINUTES = 30


@transaction.atomic
def keep_draft(*, raw_key: str, words: str, version: int, by: Actor) -> int:
    """Keep what somebody has begun to write under a key of his own. Returns the version kept.

    Nothing is kept, and 0 returned, for a key too short to be one.
    """
    return int(_one("select indgang.keep_draft(%s, %s, %s)", [raw_key, words, version]) or 0)


@transaction.atomic
def drop_draft(*, raw_key: str, by: Actor) -> None:
    """Forget what was begun under the key."""
    _one("select indgang.drop_draft(%s)", [raw_key])


@transaction.atomic
def note_knock(*, address_hash: bytes, by: Actor) -> bool:
    """Whether the address may send one more form now. The hash says nothing about the address."""
    return bool(_one("select indgang.knock(%s, %s, %s)", [address_hash, KNOCKS, KNOCK_MINUTES]))


def _one(sql: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
