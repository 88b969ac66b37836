"""What happens by itself: for the worker."""

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.post.messages import MessageKey
from indgang.post.operations import queue_message
from indgang.post.rules import first_try
from indgang.requests.facts import RequestExpired
from indgang.requests.operations.parts import one
from indgang.requests.rules import FRESH_DAYS


@transaction.atomic
def expire_requests(*, by: Actor) -> int:
    """What nobody answered in time becomes a named colleague's in the house, and the guest is told.

    Returns how many there were; 0 for every other actor.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, person_id from indgang.expire_requests(%s, %s)",
            [clock.today(), clock.now()],
        )
        rows = cursor.fetchall()
    for request_id, person_id in rows:
        queue_message(
            person_id=person_id,
            message=MessageKey.REQUEST_LATE,
            values={},
            link_path=f"/min/oensker/{request_id}",
            about=request_id,
            by=by,
        )
        publish(RequestExpired(request_id, person_id))
        say_changed(f"guest:{person_id}", "requests")
    return len(rows)


@transaction.atomic
def measure_replies(*, by: Actor) -> int:
    """Count anew how soon and how often with a yes. Returns of how many organisations; else 0."""
    return int(one("select indgang.measure_replies(%s)", [clock.now()]) or 0)


@transaction.atomic
def remind_of_room(*, by: Actor) -> int:
    """Ask those whose figure is older than it may be. Returns how many were asked; else 0."""
    now = clock.now()
    leaves = first_try(now=now, not_before=now, urgent=False)
    return int(one("select indgang.remind_of_room(%s, %s, %s)", [now, leaves, FRESH_DAYS]) or 0)
