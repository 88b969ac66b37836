"""News for pages that are open: the ticket to listen with, and what is said. Never content.

A topic is a group of readers with the same rights, such as `house:<unit>` or `plan:<plan>:<actor>`:
words joined by colons. What is said is an id or a word; the page then fetches what changed through
the ordinary door. Nothing is said before the transaction commits.
"""

import time
from typing import NamedTuple

from django.core import signing
from django.db import connection

CHANNEL = "indgang_live"
TICKET_SALT = "live"
TICKET_SECONDS = 60.0
LINE_SECONDS = 900.0  # how long a page may listen before it asks again whether it still may
CUT = "cut"  # the word that ends streams; no topic is called so


class Ticket(NamedTuple):
    """Leave to listen to a topic: when it was written, and when the page was last let in for it."""

    topic: str
    at: float
    since: float


def ticket_for(topic: str, *, since: float | None = None) -> str:
    """Leave to listen to the topic, good for a minute: `/live/?ticket=…`.

    Whoever makes it has checked that the reader may know that something changed; `since` is when
    that was, for a line that only goes on. Raises ValueError for a topic with a blank in it.
    """
    _check(topic)
    now = time.time()
    said = {"topic": topic, "at": now, "since": since or now}
    return signing.dumps(said, salt=TICKET_SALT, compress=False)


def topic_of(ticket: str) -> Ticket | None:
    """What the ticket is for; None if it is forged, foreign, too old or has gone on for too long."""
    try:
        said = signing.loads(ticket, salt=TICKET_SALT)
        found = Ticket(str(said["topic"]), float(said["at"]), float(said["since"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return (
        found if 0 <= time.time() - found.at <= TICKET_SECONDS and may_go_on(found.since) else None
    )


def may_go_on(since: float) -> bool:
    """Whether a line that was let in at that time need not ask yet whether it still may listen.

    A role that ended cuts nothing by itself, so every line ends after a while, and the page comes
    back through the ordinary door or not at all.
    """
    return time.time() - since <= LINE_SECONDS


def say_changed(topic: str, what: str) -> None:
    """Tell every open page of the topic that `what` (an id, a word) changed, on commit."""
    _check(topic)
    _notify(f"{topic} {what}")


def cut(topic: str) -> None:
    """End every stream of the topic and of those below it, on commit, and refuse their tickets.

    `plan:7` ends `plan:7` and `plan:7:ali`, and leaves `plan:77` alone.
    """
    _check(topic)
    _notify(f"{CUT} {topic}")


def is_below(topic: str, above: str) -> bool:
    """Whether the topic is the other one, or one of those below it."""
    return topic == above or topic.startswith(f"{above}:")


def _check(topic: str) -> None:
    if not topic or topic == CUT or any(sign.isspace() for sign in topic):
        raise ValueError(f"No topic: {topic!r}")


def _notify(payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, payload])
