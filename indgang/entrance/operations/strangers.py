"""What somebody without a key may leave behind: a draft for two hours."""

from typing import Any

from django.db import connection, transaction

from indgang.kernel.actor import Actor


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


def _one(sql: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
