"""Tells all who look at the board what changed, once for all of them.

The database says which offer it was. What comes within a tenth of a second is told together: one
question to the database, one text in each language, the same bytes to everybody. Whoever opens a
line is first told how everything is, so that nothing is missed between his page and his line, nor
while his line was down. What is told is how things are now and never how much they changed.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import psycopg

from indgang.board.queries import ROOMS, Placed, moments, placed
from indgang.board.telling import EVERYBODY, EXACT, TOPIC, as_event, asked_for, rows_told
from indgang.config.database import Role, dsn

TOGETHER_SECONDS = 0.1  # what changes within it is told at once; a fifth of the time there is
LANGUAGE_OF = {topic: language for language, topic in EVERYBODY.items()}
TOPICS = (*LANGUAGE_OF, EXACT)
# A stream of the hub, which knows this module and not the other way round.
Say = Callable[[bytes | None], None]
log = logging.getLogger("indgang.live")


class BoardLine:
    """What has changed and is not told yet, and who has just come and was told nothing yet."""

    def __init__(self, readers: Callable[[str], Iterable[Say]]) -> None:
        self.readers = readers  # of a topic
        self.changed: set[str] = set()
        self.new: list[tuple[str, Say]] = []
        self.task: asyncio.Task[None] | None = None
        self.connection: psycopg.AsyncConnection[Any] | None = None

    def note(self, offer: str) -> None:
        """The offer's room changed. Anything that is no offer's id is passed over."""
        try:
            self.changed.add(str(UUID(offer)))
        except ValueError:
            return
        self._begin()

    def welcome(self, topic: str, say: Say) -> None:
        """Somebody has opened a line: he is told how everything is."""
        if topic == EXACT:
            say(as_event(asked_for(None)))
        elif topic in LANGUAGE_OF:
            self.new.append((topic, say))
            self._begin()

    def stop(self) -> None:
        """Nothing more is told."""
        if self.task:
            self.task.cancel()
        if self.connection is not None:
            self.connection.pgconn.finish()  # the loop that could wait for it is about to end

    def _begin(self) -> None:
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        while self.changed or self.new:
            await asyncio.sleep(TOGETHER_SECONDS)
            changed, self.changed = self.changed, set()
            new, self.new = self.new, []
            try:
                await self._tell_once(changed, new)
            except Exception:
                # They come back by themselves, and are told everything then.
                log.exception("The board cannot be told.")
                await self._forget_connection()
                for topic in LANGUAGE_OF:
                    self._say(topic, None)

    async def _tell_once(self, changed: set[str], new: list[tuple[str, Say]]) -> None:
        if changed:
            self._say(EXACT, as_event(asked_for(changed)))
        looked_at = [topic for topic in LANGUAGE_OF if any(True for _one in self.readers(topic))]
        if not looked_at:
            return
        found = await self._rooms()
        for topic in looked_at:
            language = LANGUAGE_OF[topic]
            if changed:
                self._say(topic, as_event(rows_told(found, changed, language)))
            if those := [say for its, say in new if its == topic]:
                everything = as_event(rows_told(found, None, language))
                for say in those:
                    say(everything)

    def _say(self, topic: str, message: bytes | None) -> None:
        for say in self.readers(topic):
            say(message)

    async def _rooms(self) -> list[Placed]:
        """As anybody sees it: this connection has shown no key."""
        try:
            return await self._asked()
        except psycopg.OperationalError:
            await self._forget_connection()  # it died since it was used last
            return await self._asked()

    async def _asked(self) -> list[Placed]:
        if self.connection is None or self.connection.closed:
            self.connection = await psycopg.AsyncConnection.connect(dsn(Role.WEB), autocommit=True)
        cursor = await self.connection.execute(ROOMS, [*moments(), False])
        return placed(await cursor.fetchall())

    async def _forget_connection(self) -> None:
        if self.connection is not None:
            await self.connection.close()
        self.connection = None


def is_of_the_board(topic: str) -> bool:
    """Whether the topic is one that a board line tells."""
    return topic in TOPICS


def is_for_everybody(topic: str) -> bool:
    """Whether anybody gets a ticket for the topic."""
    return topic in LANGUAGE_OF


def is_news(topic: str) -> bool:
    """Whether the database speaks of the board."""
    return topic == TOPIC
