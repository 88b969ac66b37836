"""The worker takes messages in hand and writes down how it went. Sending lies between the two."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.post.rules import HELD_MINUTES

PURPOSE = gettext_noop("besked")


@transaction.atomic
def claim_post(*, person_id: UUID, by: Actor) -> list[UUID]:
    """Take the person's due messages in hand, so that nobody else sends them. Opens the person.

    What is not settled within HELD_MINUTES counts as interrupted, and is tried once more. Raises
    NotThere for anyone but the worker.
    """
    open_person(person_id=person_id, purpose=PURPOSE, by=by)
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.claim_letters(%s, %s, %s)",
            [person_id, now, now + timedelta(minutes=HELD_MINUTES)],
        )
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def settle_post(
    *,
    letter_ids: Collection[UUID],
    became: str,
    channel: str = "",
    error: str = "",
    next_try_at: datetime | None = None,
    by: Actor,
) -> int:
    """Write down how it went with messages in hand. Returns how many were in hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.settle_letters(%s, %s, %s, %s, %s, %s)",
            [list(letter_ids), became, channel, error, next_try_at, clock.now()],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
