"""A thousand open pages of the board, and how soon the last of them has heard of a seat."""

import asyncio
import re
import resource
import time
import urllib.request
from dataclasses import dataclass, field

import psycopg

from indgang.config.database import Role, dsn

VIEWERS = 1_000
CHANGES = 50
AT_ONCE = 100  # that open their line at the same time
PAUSE = 0.25  # seconds between the last viewer's news and the next change
PATIENCE = 20.0  # seconds until a viewer who has heard nothing never will
EVENT = b"event: figures\n"
TICKET = re.compile(r'data-live-ticket="([^"]+)"')

# A seat in what happens soon; taken and given back by turns.
SEAT = """
    select s.id from offers_session s join offers_offer o on o.id = s.offer_id
    where o.status = 'published' and s.cancelled_at is null and s.seats - s.taken >= 1
      and s.starts_at between now() + interval '1 hour' and now() + interval '10 days'
    order by s.starts_at, s.id limit 1
"""


@dataclass
class Heard:
    """Seconds from the change until it was heard."""

    everybody: list[float] = field(default_factory=list)  # by each viewer of each change
    last: list[float] = field(default_factory=list)  # by the last viewer of each change
    connected: float = 0.0  # seconds until all lines were open
    missed: int = 0  # viewers who never heard


@dataclass
class Viewer:
    """One open page."""

    events: int = 0
    at: float = 0.0
    kept: bytes = b""


def let_many_in() -> None:
    """As many open files as the machine allows, for this process and the server it starts."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def fan_out(port: int, *, viewers: int = VIEWERS, changes: int = CHANGES) -> Heard:
    """Open so many pages, change a seat so many times, and note when each viewer hears of it."""
    return asyncio.run(_fan_out(port, viewers, changes))


async def _fan_out(port: int, number: int, changes: int) -> Heard:
    found = Heard()
    viewers = [Viewer() for _one in range(number)]
    began = time.perf_counter()
    ticket = _ticket(port)
    reading = []
    for start in range(0, number, AT_ONCE):
        some = viewers[start : start + AT_ONCE]
        readers = await asyncio.gather(*(_opened(port, ticket) for _one in some))
        reading += [
            asyncio.create_task(_read(viewer, *pair))
            for viewer, pair in zip(some, readers, strict=True)
        ]
    await _until(viewers, 1)  # everybody is told how everything is
    found.connected = time.perf_counter() - began
    await asyncio.sleep(1)
    with psycopg.connect(dsn(Role.OWNER), autocommit=True) as owner:
        row = owner.execute(SEAT).fetchone()
        if row is None:
            raise SystemExit("There is no seat to take.")
        for change in range(changes):
            await _change(owner, row[0], 1 if change % 2 == 0 else -1, viewers, found)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return found


async def _change(
    owner: "psycopg.Connection[tuple[object, ...]]",
    session: object,
    by: int,
    viewers: list[Viewer],
    found: Heard,
) -> None:
    before = {id(viewer): viewer.events for viewer in viewers}
    began = time.perf_counter()  # before it is sent: the commit itself is in the figure
    owner.execute(
        "update offers_session set taken = taken + %s, counted_at = now() where id = %s",
        [by, session],
    )
    end = began + PATIENCE
    while time.perf_counter() < end:
        if all(viewer.events > before[id(viewer)] for viewer in viewers):
            break
        await asyncio.sleep(0.002)
    heard = [one.at - began for one in viewers if one.events > before[id(one)]]
    found.missed += len(viewers) - len(heard)
    found.everybody += heard
    found.last.append(max(heard) if len(heard) == len(viewers) else PATIENCE)
    await asyncio.sleep(PAUSE)


async def _until(viewers: list[Viewer], events: int) -> None:
    end = time.perf_counter() + PATIENCE
    while any(viewer.events < events for viewer in viewers):
        if time.perf_counter() > end:
            silent = sum(viewer.events < events for viewer in viewers)
            raise SystemExit(f"{silent} open pages were told nothing.")
        await asyncio.sleep(0.01)


async def _opened(port: int, ticket: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /live/?ticket={ticket} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Accept: text/event-stream\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise SystemExit(f"A line was refused: {head[:80]!r}")
    return reader, writer


async def _read(viewer: Viewer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(65_536):
            at = time.perf_counter()
            text = viewer.kept + piece
            if new := text.count(EVENT):
                viewer.events += new
                viewer.at = at
                text = text[text.rfind(EVENT) + len(EVENT) :]
            viewer.kept = text[-len(EVENT) + 1 :]  # a name may be cut in two
    finally:
        writer.close()


def _ticket(port: int) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/tavle", headers={"Accept-Language": "da"}
    )
    with opener.open(request, timeout=30) as answer:
        found = TICKET.search(answer.read().decode())
    if not found:
        raise SystemExit("The board gives no ticket.")
    return found[1]
