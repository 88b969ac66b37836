"""What did not get through: try again, or let it be."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere
from indgang.post.rules import first_try


@transaction.atomic
def retry_letter(*, letter_id: UUID, by: Actor) -> None:
    """Send it again at the next decent hour, with all its attempts anew.

    Raises NotThere unless it failed and the actor works in the house.
    """
    now = clock.now()
    next_try = first_try(now=now, not_before=now, urgent=True)
    if not _one("select indgang.retry_letter(%s, %s)", [letter_id, next_try]):
        raise NotThere


@transaction.atomic
def drop_letter(*, letter_id: UUID, by: Actor) -> None:
    """Let it be: somebody has told the person in another way.

    Raises NotThere unless it failed and the actor works in the house.
    """
    if not _one("select indgang.drop_letter(%s)", [letter_id]):
        raise NotThere


def _one(sql: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
