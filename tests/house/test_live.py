"""What an open page hears, and when it stops hearing it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction

from indgang.config import live
from indgang.config.database import Role, dsn
from indgang.config.live import Hub, Stream
from indgang.kernel.live import LINE_SECONDS, cut, say_changed, ticket_for, topic_of

TOPIC = "plan:7:ali"


class Reader:
    """A browser with one stream open."""

    def __init__(self, ticket: str = "", came_back_with: str = "") -> None:
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": "/live/",
            "query_string": f"ticket={ticket}".encode(),
            "headers": [(b"last-event-id", came_back_with.encode())] if came_back_with else [],
        }
        self.status = 0
        self.heard = b""
        self.hangs_up = asyncio.Event()
        self.task = asyncio.create_task(live.live(self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.hangs_up.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        self.status = message.get("status", self.status)
        self.heard += message.get("body", b"")

    async def hears(self, what: bytes) -> bool:
        return await soon(lambda: what in self.heard)

    async def has_ended(self) -> bool:
        return await soon(self.task.done)

    @property
    def mark(self) -> str:
        return self.heard.rsplit(b"id: ", 1)[1].split(b"\n")[0].decode()


async def soon(true: Callable[[], bool]) -> bool:
    for _ in range(200):
        if true():
            return True
        await asyncio.sleep(0.01)
    return False


def listening(scene: Callable[[], Awaitable[None]]) -> None:
    """Play the scene with a hub that hears the database."""

    async def play() -> None:
        live.hub = Hub()
        live.hub.start()
        assert await soon(lambda: live.hub.hears_since is not None)
        await scene()
        live.hub.stop()

    asyncio.run(play())


async def in_database(*steps: Callable[[], None]) -> None:
    """In a thread, as a page would, and committed."""

    def work() -> None:
        with transaction.atomic():
            for step in steps:
                step()
        connections.close_all()

    await asyncio.to_thread(work)


@pytest.mark.parametrize(
    "ticket", ["", "nonsense", ticket_for(TOPIC)[:-1] + "x"], ids=["none", "nonsense", "changed"]
)
def test_nobody_listens_without_a_ticket(house: str, ticket: str) -> None:
    async def scene() -> None:
        reader = Reader(ticket)
        assert await reader.has_ended()
        assert reader.status == 403

    listening(scene)


def test_a_ticket_lasts_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = ticket_for(TOPIC)
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert topic_of(ticket) is None


def test_a_line_may_not_go_on_for_ever() -> None:
    now = time.time()
    assert topic_of(ticket_for(TOPIC, since=now - LINE_SECONDS + 5))
    assert topic_of(ticket_for(TOPIC, since=now - LINE_SECONDS - 1)) is None


def test_a_line_ends_by_itself_and_its_marks_do_not_make_it_young(
    house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role that ended cuts nothing, so that every page comes back through the ordinary door."""
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.05)

    async def scene() -> None:
        reader = Reader(ticket_for(TOPIC, since=time.time() - LINE_SECONDS + 0.5))
        assert await reader.hears(b"id: ")
        assert await reader.has_ended()
        assert reader.status == 200
        late = Reader("", came_back_with=reader.mark)
        assert await late.has_ended()
        assert late.status == 403

    listening(scene)


@pytest.mark.parametrize("topic", ["", "cut", "plan 7", "plan\n7"])
def test_a_topic_is_one_word_and_not_the_one_that_cuts(topic: str) -> None:
    with pytest.raises(ValueError, match="No topic"):
        ticket_for(topic)


def test_an_open_page_hears_what_changed_when_it_is_committed(house: str) -> None:
    async def scene() -> None:
        reader, other = Reader(ticket_for(TOPIC)), Reader(ticket_for("plan:8:ali"))
        assert await reader.hears(b"id: ")
        assert await other.hears(b"id: ")

        await in_database(lambda: say_changed(TOPIC, "goal-1"))

        assert await reader.hears(b"event: changed\ndata: goal-1\n\n")
        assert b"changed" not in other.heard

    listening(scene)


def test_what_is_undone_is_never_said(house: str) -> None:
    async def scene() -> None:
        reader = Reader(ticket_for(TOPIC))
        await reader.hears(b"id: ")

        await in_database(
            lambda: say_changed(TOPIC, "goal-1"), lambda: transaction.set_rollback(True)
        )
        await in_database(lambda: say_changed(TOPIC, "goal-2"))

        assert await reader.hears(b"goal-2")
        assert b"goal-1" not in reader.heard

    listening(scene)


def test_a_cut_ends_the_stream_and_refuses_what_was_given_out_before(house: str) -> None:
    async def scene() -> None:
        before = ticket_for(TOPIC)
        reader, neighbour = Reader(before), Reader(ticket_for("plan:77:ali"))
        assert await reader.hears(b"id: ")
        assert await neighbour.hears(b"id: ")

        await in_database(lambda: cut("plan:7"))

        assert await reader.has_ended()
        assert not neighbour.task.done()
        for again in (Reader(before), Reader(came_back_with=reader.mark)):
            assert await again.has_ended()
            assert again.status == 403
        assert await Reader(ticket_for(TOPIC)).hears(b"id: ")  # let in again: a new ticket

    listening(scene)


def test_who_comes_back_is_told_to_fetch_afresh(house: str) -> None:
    async def scene() -> None:
        reader = Reader(ticket_for(TOPIC))
        assert await reader.hears(b"id: ")
        assert b"resync" not in reader.heard
        reader.hangs_up.set()
        assert await reader.has_ended()

        assert await Reader(came_back_with=reader.mark).hears(b"event: resync\ndata:\n\n")

    listening(scene)


def test_a_reader_who_hangs_up_is_forgotten(house: str) -> None:
    async def scene() -> None:
        reader = Reader(ticket_for(TOPIC))
        await reader.hears(b"id: ")
        reader.hangs_up.set()
        assert await reader.has_ended()
        assert live.hub.streams == {}

    listening(scene)


def test_who_cannot_keep_up_is_ended() -> None:
    async def scene() -> None:
        stream = Stream(TOPIC, 0.0)
        for number in range(live.QUEUE_LENGTH + 1):
            stream.say(b"%d" % number)
        assert stream.queue.get_nowait() is None
        assert stream.queue.empty()

    asyncio.run(scene())


def test_a_process_that_cannot_hear_of_a_cut_lets_nobody_listen(house: str) -> None:
    """The line to the database breaks: who was cut meanwhile must not come back unseen."""

    async def scene() -> None:
        before = ticket_for(TOPIC)
        reader = Reader(before)
        assert await reader.hears(b"id: ")

        break_the_line()

        assert await reader.has_ended()
        deaf = Reader(before)
        assert await deaf.has_ended()
        assert deaf.status == 503
        assert await soon(lambda: live.hub.hears_since is not None)
        old = Reader(came_back_with=reader.mark)
        assert await old.has_ended()
        assert old.status == 403
        assert await Reader(ticket_for(TOPIC)).hears(b"id: ")

    listening(scene)


def break_the_line() -> None:
    with psycopg.connect(dsn(Role.WEB)) as connection:
        connection.execute(
            # Only the line listens as the pages' role: what it asks is for nobody to see.
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            " and usename = current_user and datname = current_database()"
        )
