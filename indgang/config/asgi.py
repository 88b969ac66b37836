"""One application on one port: pages in threads, streams in the event loop.

Django's own ASGI handler doubles the cost of an ordinary page, and streams need ASGI.
"""

import asyncio
import gc
import os
import signal
from collections import deque
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from indgang.config.live import Receive, Scope, Send, hub, live

# One thread of Python works at a time, and the others wait for the database. With eight, twenty users
# without a pause were answered no faster and the slowest tenth waited half as long again.
PAGE_THREADS = 3
# What somebody sends is waited for here and not in a thread, so that a slow line keeps no page from
# others. No form of ours is longer than the first; all together hold no more than about the second.
# What is beyond is read in the thread, as it comes.
HELD_BYTES = 2_621_440
HELD_BY_ALL_BYTES = 64_000_000

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indgang.config.settings")
_pages = WSGIMiddleware(get_wsgi_application(), workers=PAGE_THREADS)  # type: ignore[arg-type]  # its own idea of WSGI
# What is loaded by now stays for ever. The collector need not look at it again, nor after every few
# hundred of the many small things that a page is made of.
gc.freeze()
gc.set_threshold(20_000, 20, 20)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """What the server calls."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith("/live/"):
        _end_streams_when_told_to_stop()
        await live(scope, receive, send)
    else:
        await _page(scope, receive, send)


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    held: deque[dict[str, Any]] = deque()

    # The server's receive can be awaited but is no coroutine, which the threads insist on.
    async def received() -> dict[str, Any]:
        return held.popleft() if held else await receive()

    size = 0
    try:
        while scope["method"] not in ("GET", "HEAD"):
            message = await receive()
            held.append(message)
            size += len(message.get("body", b""))
            _held[0] += len(message.get("body", b""))
            is_more = message.get("more_body", False)
            if not is_more or size >= HELD_BYTES or _held[0] >= HELD_BY_ALL_BYTES:
                break
        await _pages(scope, received, send)  # type: ignore[arg-type]  # plain dictionaries
    finally:
        _held[0] -= size


_held = [0]  # bytes that this process holds of what is being sent to it


def _end_streams_when_told_to_stop() -> None:
    """The server waits for every open request before it stops, and a stream has no end of its own.

    The event loop hears of signals through its own pipe, so the server's handler stays in place
    beside this one. It is put there by the first stream: before that the server sets its own.
    """
    if not _told:
        _told.append(True)
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: loop.call_soon_threadsafe(hub.stop))


_told: list[bool] = []  # filled once a process


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub.start()
        else:
            hub.stop()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
