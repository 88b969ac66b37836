"""What is forgotten by itself, and when. A guest's own records are not among it."""

from datetime import timedelta

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor

DRAFTS = timedelta(days=30)  # what a guest began to write on his own page and did not come back to
DOOR = timedelta(hours=2)  # what a stranger began to write, and from where: as in keep_draft()
KEYS = timedelta(days=30)  # sessions and links that open nothing any more


@transaction.atomic
def forget_old(*, by: Actor) -> int:
    """Remove drafts, knocks and dead keys whose time is over. Returns how many; 0 for all but the worker."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.forget_old(%s, %s, %s)", [now - DRAFTS, now - DOOR, now - KEYS]
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
