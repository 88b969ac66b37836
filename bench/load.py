"""Twenty users at once. Plain sockets: a generator that does more would take the machine's time."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from bench.pages import USERS, Page, Pair

Choose = Callable[[int, int], Page]  # user, how many he has asked for → the next page
COOKIE = "indgang_key"


@dataclass
class Measured:
    """What came back."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)
    lasted: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers each second."""
        return len(self.seconds) / self.lasted if self.lasted else 0.0

    def of(self, page: str) -> list[float]:
        """Seconds for one page, shortest first."""
        return sorted(taken for name, taken in self.seconds if name == page)


def percentile(ordered: list[float], share: float) -> float:
    """The value below which that share lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def measure(
    port: int,
    pairs: list[Pair],
    choose: Choose,
    *,
    seconds: float,
    users: int = USERS,
    rate: float = 0,
) -> Measured:
    """Ask for pages for so many seconds.

    Without a rate everyone asks again as soon as he is answered. With one, all of them together
    ask so many times a second, and a late answer counts from when it should have been asked for.
    """  # fmt: skip
    found = Measured()

    async def run() -> None:
        began = time.perf_counter()
        await asyncio.gather(
            *(_user(n, port, pairs, choose, found, began, seconds, users, rate) for n in range(users))
        )  # fmt: skip
        found.lasted = time.perf_counter() - began

    asyncio.run(run())
    return found


async def _user(  # noqa: PLR0913 – one user's whole errand
    number: int, port: int, pairs: list[Pair], choose: Choose, found: Measured, began: float,
    seconds: float, users: int, rate: float,
) -> None:  # fmt: skip
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    pause = users / rate if rate else 0.0
    due = began + pause * number / users
    try:
        for asked in count():
            if time.perf_counter() - began > seconds:
                return
            if pause:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            start = due if pause else time.perf_counter()
            page = choose(number, asked)
            path, key = page.request_of(number + asked * users if not page.who else number, pairs)
            status = await get(reader, writer, path, key)
            if status == 200:
                found.seconds.append((page.name, time.perf_counter() - start))
            else:
                found.failures[f"{page.name}: {status}"] = (
                    found.failures.get(f"{page.name}: {status}", 0) + 1
                )
            due += pause
    finally:
        writer.close()


async def get(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, key: str
) -> int:
    """One request on a kept connection; the answer is read to its end. Returns the status."""
    cookie = f"Cookie: {COOKIE}={key}\r\n" if key else ""
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
        f"Accept-Encoding: gzip, br\r\nAccept-Language: da\r\n{cookie}\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"content-length:" in head:
        length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if length:
            await reader.readexactly(length)
        return status
    while size := int((await reader.readuntil(b"\r\n")).strip() or b"0", 16):
        await reader.readexactly(size + 2)
    await reader.readuntil(b"\r\n")
    return status
