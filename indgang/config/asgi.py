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
# others. More than this no form of ours takes; Django refuses it by its length.
HELD_BYTES = 4_000_000

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
        held = deque(await _sent(receive) if scope["method"] not in ("GET", "HEAD") else ())

        async def received() -> dict[str, Any]:
            return held.popleft() if held else await receive()

        await _pages(scope, received, send)  # type: ignore[arg-type]  # plain dictionaries


async def _sent(receive: Receive) -> list[dict[str, Any]]:
    """What has been sent with a request, whole if it is no longer than any form is."""
    messages: list[dict[str, Any]] = []
    size = 0
    while size < HELD_BYTES:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    return messages


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
