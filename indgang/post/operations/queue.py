"""Leaving a message for somebody, and taking it back."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.post.messages import MessageKey
from indgang.post.rules import checked_values, first_try


@transaction.atomic
def queue_message(  # noqa: PLR0913 – whom, what, where to and when are the message
    *,
    person_id: UUID,
    message: MessageKey,
    values: Mapping[str, str],
    link_path: str = "",
    link_kinds: tuple[str, ...] = (),
    about: UUID | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    urgent: bool = False,
    by: Actor,
) -> UUID | None:
    """Send the person this sentence, the way he has chosen, at a decent hour; if at all.

    It leaves when this transaction commits and not otherwise: at once if it is urgent, else with
    the day's other messages. ``link_path`` is where he reads on; ``link_kinds`` are the kinds of
    his own information that the link opens by itself. ``about`` names the thing it tells of, so
    that ``cancel_messages`` can take it back when that is over. The same message waiting already
    is not queued twice; None when there is no such person or his outbox is full. Whether he can
    be reached is not told. Raises BadValues for anything but the values the sentence needs.
    """
    now = clock.now()
    begins = not_before or now
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.queue_letter(%s, %s, %s::jsonb, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                person_id,
                message.value,
                json.dumps(checked_values(message, values)),
                about,
                link_path,
                sorted(link_kinds),
                urgent,
                begins,
                not_after,
                first_try(now=now, not_before=begins, urgent=urgent),
                now,
            ],
        )
        row = cursor.fetchone()
    return row[0] if row else None


@transaction.atomic
def cancel_messages(*, about: UUID, message: MessageKey | None = None, by: Actor) -> int:
    """Take back what is still waiting to be told of this thing. Returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.cancel_letters(%s, %s)", [about, message or ""])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
