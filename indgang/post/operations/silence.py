"""Stop messages, and start them again, by the link at the foot of any message."""

from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere


@transaction.atomic
def stop_messages(*, letter_id: UUID, by: Actor) -> None:
    """No more messages to the receiver of this one; those waiting are dropped. No key is needed.

    Raises NotThere if there is no such message.
    """
    _set(letter_id, silent=True)


@transaction.atomic
def hear_again(*, letter_id: UUID, by: Actor) -> None:
    """Messages again to the receiver of this one. Raises NotThere if there is no such message."""
    _set(letter_id, silent=False)


def _set(letter_id: UUID, *, silent: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select indgang.set_silence(%s, %s, %s)", [letter_id, silent, clock.now()])
        row = cursor.fetchone()
    if not (row and row[0]):
        raise NotThere
