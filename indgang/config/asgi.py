"""One application on one port: pages in threads, streams in the event loop.

Django's own ASGI handler doubles the cost of an ordinary page, and streams need ASGI.
"""

import asyncio
import contextvars
import gc
import os
import signal
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from a2wsgi.wsgi import Body, build_environ
from django.core.wsgi import get_wsgi_application

# One thread of Python works at a time, and the others wait for the database. Twenty users without a
# pause were answered no faster with three; with eight the slowest tenth waited half as long again.
# With one they were answered a little faster, and one slow page would hold up all the others.
PAGE_THREADS = 2
# What somebody sends is waited for here and not in a thread, so that a slow line keeps no page from
# others. No form of ours is longer than the first; all together hold no more than about the second.
# What is beyond is read in the thread, as it comes.
HELD_BYTES = 2_621_440
HELD_BY_ALL_BYTES = 64_000_000

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indgang.config.settings")
_pages: Any = get_wsgi_application()
# Only now: what the streams tell of the board is made of models, and those are there from here on.
from indgang.config.live import Receive, Scope, Send, hub, live  # noqa: E402

_threads = ThreadPoolExecutor(PAGE_THREADS, thread_name_prefix="page")
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
    is_more = False
    try:
        while scope["method"] not in ("GET", "HEAD"):
            message = await receive()
            if message["type"] == "http.disconnect":
                return  # half a text must not be kept as if it were the whole
            held.append(message)
            size += len(message.get("body", b""))
            _held[0] += len(message.get("body", b""))
            is_more = message.get("more_body", False)
            if not is_more or size >= HELD_BYTES or _held[0] >= HELD_BY_ALL_BYTES:
                break
        loop = asyncio.get_running_loop()
        sent: Any = BytesIO(b"".join(each.get("body", b"") for each in held))
        if is_more:
            sent = Body(loop, received)  # type: ignore[arg-type]  # plain dictionaries
        environ = build_environ(scope, sent)  # type: ignore[arg-type]  # the same
        run = contextvars.copy_context().run
        start, answer = await loop.run_in_executor(_threads, run, _answered, environ)
        await send(start)
        await send(answer)
    finally:
        _held[0] -= size


def _answered(environ: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole answer of one page, so that its thread waits for nobody's line."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _fault: Any = None) -> None:
        started[:] = [(status, headers)]

    response = _pages(environ, start_response)
    try:
        body = b"".join(response)
    finally:
        response.close()
    status, headers = started[0]
    return (
        {
            "type": "http.response.start",
            "status": int(status[:3]),
            "headers": [(k.lower().encode("latin1"), v.encode("latin1")) for k, v in headers],
        },
        {"type": "http.response.body", "body": body},
    )


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
