"""Pages in a few threads: a slow line keeps none of them."""

import asyncio
from typing import Any

from indgang.config import asgi
from indgang.config.asgi import HELD_BY_ALL_BYTES, HELD_BYTES, PAGE_THREADS, application

GUARD_SECONDS = 30  # only so that a fault ends the test


def scope(method: str) -> dict[str, Any]:
    return {
        "type": "http", "method": method, "path": "/healthz", "raw_path": b"/healthz",
        "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(b"host", b"localhost"), (b"content-length", b"5")],
        "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 9), "asgi": {"version": "3.0"},
        "extensions": {},
    }  # fmt: skip


async def answered(method: str, *bodies: bytes, hangs: bool = False) -> int:
    """The status of one request whose body comes in these pieces, and then never ends if it hangs."""
    pieces = [
        {"type": "http.request", "body": body, "more_body": hangs or n < len(bodies) - 1}
        for n, body in enumerate(bodies)
    ]
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if pieces:
            return pieces.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await application(scope(method), receive, send)
    return int(said[0]["status"])


def test_slow_lines_keep_no_page_from_others() -> None:
    async def run() -> int:
        slow = [
            asyncio.ensure_future(answered("POST", b"he", hangs=True))
            for _ in range(2 * PAGE_THREADS)
        ]
        await asyncio.sleep(0)
        status = await asyncio.wait_for(answered("GET", b""), GUARD_SECONDS)
        assert not any(each.done() for each in slow)
        for each in slow:
            each.cancel()
        return status

    assert asyncio.run(run()) == 200


def test_what_comes_in_pieces_is_put_together() -> None:
    async def run() -> int:
        return await asyncio.wait_for(answered("POST", b"he", b"j", b"!!"), GUARD_SECONDS)

    assert asyncio.run(run()) in {200, 405}  # the page's own answer, not a line that hangs


def test_half_a_text_is_never_taken_for_the_whole() -> None:
    async def run() -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = [
            {"type": "http.request", "body": b"he", "more_body": True},
            {"type": "http.disconnect"},
        ]
        said: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return messages.pop(0)

        async def send(message: dict[str, Any]) -> None:
            said.append(message)

        await asyncio.wait_for(application(scope("POST"), receive, send), GUARD_SECONDS)
        return said

    assert asyncio.run(run()) == []
    assert asgi._held == [0]


def test_what_is_held_has_an_end_for_one_and_for_all() -> None:
    """Who sends without end waits in a thread and not in the memory, and leaves nothing behind."""

    async def endless(calls: list[int]) -> None:
        async def receive() -> dict[str, Any]:
            calls.append(1)
            await asyncio.sleep(0)
            return {"type": "http.request", "body": b"x" * 1_000_000, "more_body": True}

        async def send(message: dict[str, Any]) -> None:
            pass

        await application(scope("POST"), receive, send)

    async def run(users: int) -> list[int]:
        calls: list[list[int]] = [[] for _ in range(users)]
        await asyncio.wait_for(asyncio.gather(*(endless(one) for one in calls)), GUARD_SECONDS)
        return [len(one) for one in calls]

    assert asyncio.run(run(1)) == [HELD_BYTES // 1_000_000 + 1]
    many = asyncio.run(run(60))
    assert sum(many) < HELD_BY_ALL_BYTES // 1_000_000 + len(many)
    assert asgi._held == [0]
