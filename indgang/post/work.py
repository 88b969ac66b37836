"""How a job begins and ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import close_old_connections, connections


@contextmanager
def at_work() -> Iterator[str]:
    """The worker's raw key, with connections that are alive now and given back afterwards.

    A job is no request, so nobody else looks after its thread's connections: after a restart of the
    database each thread would go on failing with its dead one.
    """
    close_old_connections()
    try:
        yield settings.WORKER_KEY
    finally:
        connections.close_all()
