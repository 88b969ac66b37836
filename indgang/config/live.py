"""The open streams of one process. Raw ASGI: no middleware, no Django database connection.

A stream that used Django's pool would keep its connection for as long as the page is open.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import psycopg
from django.conf import settings

from indgang.config.board_line import BoardLine, is_for_everybody, is_news, is_of_the_board
from indgang.config.database import Role, dsn
from indgang.kernel.live import (
    CHANNEL,
    CUT,
    TICKET_SECONDS,
    is_below,
    may_go_on,
    ticket_for,
    topic_of,
)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

HEARTBEAT_SECONDS = 20.0
QUEUE_LENGTH = 50  # whoever is further behind is cut, and fetches afresh when he comes back
# Anybody may look at the board. So many lines of a process are his at most, and so many from one
# address (`LIVE_PER_ADDRESS`): the others are there for those who work, and he asks by the clock.
MOST_FOR_EVERYBODY = 4_000
RESYNC = b"event: resync\ndata:\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
log = logging.getLogger("indgang.live")


class Stream:
    """One reader of one topic. `None` in the queue ends it."""

    def __init__(self, topic: str, since: float, address: str = "") -> None:
        self.topic = topic
        self.since = since
        self.address = address  # only of those whom anybody may be
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue(QUEUE_LENGTH)

    def say(self, message: bytes | None) -> None:
        """Put the message in line; a reader who does not keep up is ended."""
        if message is not None and not self.queue.full():
            self.queue.put_nowait(message)
            return
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    """Hears the database once for all streams of the process.

    While it cannot hear, it cannot learn of a permission that is withdrawn. So it then ends every
    stream, and afterwards takes no ticket that is older than the moment it could hear again.
    """

    def __init__(self) -> None:
        self.streams: dict[str, set[Stream]] = {}
        self.cuts: dict[str, float] = {}
        self.hears_since: float | None = None
        self.task: asyncio.Task[None] | None = None
        self.from_address: Counter[str] = Counter()
        self.board = BoardLine(self._readers)

    def start(self) -> None:
        """Listen from now on, in the running event loop."""
        self.task = asyncio.get_running_loop().create_task(self._listen())

    def stop(self) -> None:
        """End everything: the process is about to."""
        if self.task:
            self.task.cancel()
        self.board.stop()
        self.end_all()

    def end_all(self) -> None:
        """End every stream."""
        self.hears_since = None
        for stream in [one for many in self.streams.values() for one in many]:
            stream.say(None)

    def admits(self, topic: str, at: float) -> bool:
        """Whether a ticket made at that time still counts."""
        if self.hears_since is None or at < self.hears_since:
            return False
        return not any(at <= cut_at and is_below(topic, cut) for cut, cut_at in self.cuts.items())

    def has_room(self, address: str) -> bool:
        """Whether one more of those whom anybody may be can listen from there."""
        per_address = settings.LIVE_PER_ADDRESS
        return (
            self.from_address.total() < MOST_FOR_EVERYBODY
            and self.from_address[address] < per_address
        )

    def join(self, topic: str, *, since: float | None = None, address: str = "") -> Stream:
        """A new stream of the topic, let in now or before."""
        stream = Stream(topic, since or time.time(), address)
        self.streams.setdefault(topic, set()).add(stream)
        if address:
            self.from_address[address] += 1
        return stream

    def leave(self, stream: Stream) -> None:
        """Forget the stream, and the topic with its last reader."""
        readers = self.streams.get(stream.topic, set())
        readers.discard(stream)
        if not readers:
            self.streams.pop(stream.topic, None)
        if stream.address:
            self.from_address[stream.address] -= 1
            if not self.from_address[stream.address]:
                del self.from_address[stream.address]

    def _readers(self, topic: str) -> list[Callable[[bytes | None], None]]:
        return [stream.say for stream in self.streams.get(topic, ())]

    def hear(self, payload: str) -> None:
        """Pass on what the database said."""
        topic, _, what = payload.partition(" ")
        if topic == CUT:
            self._cut(what)
            return
        if is_news(topic):
            self.board.note(what)
            return
        line = what.replace("\r", " ").replace("\n", " ")
        message = f"event: changed\ndata: {line}\n\n".encode()  # once, not once a reader
        for stream in list(self.streams.get(topic, ())):
            stream.say(message)

    def _cut(self, above: str) -> None:
        now = time.time()
        # No ticket lives longer, so an older cut has nothing left to refuse.
        self.cuts = {key: at for key, at in self.cuts.items() if now - at <= TICKET_SECONDS}
        self.cuts[above] = now
        for topic in [one for one in self.streams if is_below(one, above)]:
            for stream in list(self.streams[topic]):
                stream.say(None)

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except psycopg.OperationalError as reason:
                log.warning("The database cannot be heard; trying again. %s", reason)
            except Exception:
                # Whatever it was: without another try the process would be deaf for ever.
                log.exception("The database cannot be heard; trying again.")
            self.end_all()
            await asyncio.sleep(random.uniform(0.2, 1.0))  # noqa: S311 - not all processes at once

    async def _listen_once(self) -> None:
        connection = await psycopg.AsyncConnection.connect(dsn(Role.WEB), autocommit=True)
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            self.hears_since = time.time()
            while True:
                async for notice in connection.notifies(timeout=HEARTBEAT_SECONDS):
                    self.hear(notice.payload)
                await connection.execute("select 1")  # a line that died in silence fails here


hub = Hub()


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """One stream, from its ticket to its end."""
    if scope["method"] != "GET":
        await _refuse(send, 405)
        return
    if hub.hears_since is None:
        await _refuse(send, 503)  # the page tries again by itself
        return
    ticket, is_back = _ticket(scope)
    found = topic_of(ticket)
    if found is None or not hub.admits(found.topic, found.at):
        await _refuse(send, 403)  # the page fetches a new ticket through the ordinary door
        return
    address = _address(scope) if is_for_everybody(found.topic) else ""
    if address and not hub.has_room(address):
        await _refuse(send, 503)
        return
    stream = hub.join(found.topic, since=found.since, address=address)
    gone = asyncio.create_task(_gone(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        is_told = is_of_the_board(found.topic)
        await _say(
            send, b"retry: 1000\n" + _mark(stream) + (RESYNC if is_back and not is_told else b"")
        )
        if is_told:
            hub.board.welcome(found.topic, stream.say)
        await _pass_on(stream, send, gone)
    finally:
        hub.leave(stream)
        gone.cancel()


async def _pass_on(stream: Stream, send: Send, gone: "asyncio.Task[None]") -> None:
    """Messages as they come, a sign of life between them, until one side has had enough."""
    while may_go_on(stream.since):
        waiting = asyncio.create_task(stream.queue.get())
        both: set[asyncio.Task[Any]] = {waiting, gone}
        await asyncio.wait(both, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            waiting.cancel()
            return
        if not waiting.done():
            waiting.cancel()
            await _say(send, _mark(stream))
        elif (message := waiting.result()) is not None:
            await _say(send, message)
        else:
            break
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _mark(stream: Stream) -> bytes:
    """A fresh ticket as the stream's last id: whoever loses the line comes back with it."""
    return f"id: {ticket_for(stream.topic, since=stream.since)}\n\n".encode()


def _ticket(scope: Scope) -> tuple[str, bool]:
    """The ticket, and whether it is that of a reader who comes back."""
    for name, value in scope["headers"]:
        if name == b"last-event-id" and value:
            return value.decode("latin-1"), True
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return asked.get("ticket", [""])[0], False


def _address(scope: Scope) -> str:
    """Where the line came from: behind the proxy that ends TLS, as the proxy itself has seen it."""
    client = scope.get("client") or ("unknown", 0)
    seen = str(client[0])
    if settings.SECURE_PROXY_SSL_HEADER:
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                seen = value.decode("latin-1").split(",")[-1].strip()
    return seen


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
