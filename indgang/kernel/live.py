"""News for pages that are open: the ticket to listen with, and what is said. Never content.

A topic is a group of readers with the same rights, such as `house:<unit>` or `plan:<plan>:<actor>`:
words joined by colons. What is said is an id or a word; the page then fetches what changed through
the ordinary door. Nothing is said before the transaction commits.
"""

import time

from django.core import signing
from django.db import connection

CHANNEL = "indgang_live"
TICKET_SALT = "live"
TICKET_SECONDS = 60.0
CUT = "cut"  # the word that ends streams; no topic is called so


def ticket_for(topic: str) -> str:
    """Leave to listen to the topic, good for a minute: `/live/?ticket=…`.

    Whoever makes it has checked that the reader may know that something changed. Raises ValueError
    for a topic with a blank in it.
    """
    _check(topic)
    return signing.dumps({"topic": topic, "at": time.time()}, salt=TICKET_SALT, compress=False)


def topic_of(ticket: str) -> tuple[str, float] | None:
    """The topic, and when the ticket was made; None if it is forged, foreign or too old."""
    try:
        said = signing.loads(ticket, salt=TICKET_SALT)
        topic, at = str(said["topic"]), float(said["at"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return (topic, at) if 0 <= time.time() - at <= TICKET_SECONDS else None


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
