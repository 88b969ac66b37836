"""The same SQL without the page: what a page asks the database, asked again over one connection."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections
from django.test import Client

from bench.pages import Page, Pair
from indgang.config.database import PREPARED_AFTER, Role, dsn

Statement = tuple[str, Any]  # SQL and its parameters


@dataclass(frozen=True)
class Asked:
    """What one page asks of the database, for some users."""

    name: str
    errands: list[list[Statement]]
    status: int

    @property
    def queries(self) -> int:
        """Statements in the longest errand."""
        return max(map(len, self.errands), default=0)


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Everything the block sends to the database as the role of the pages."""
    found: list[Statement] = []

    def keep(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        found.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connections["default"].execute_wrapper(keep):
        yield found


def asked_by(page: Page, pairs: list[Pair], *, users: int = 5) -> Asked:
    """The page once for each of a few users, in this process, with its SQL written down."""
    errands, status = [], 200
    for number in range(users):
        path, key = page.request_of(number, pairs)
        client = Client(headers={"accept-language": "da"})
        if key:
            client.cookies["indgang_key"] = key
        client.get(path, SERVER_NAME="127.0.0.1")  # what is kept for the next time is kept now
        with recorded() as statements:
            status = client.get(path, SERVER_NAME="127.0.0.1").status_code
        errands.append(statements)
        if status != 200:
            return Asked(page.name, [], status)
    return Asked(page.name, errands, status)


@contextmanager
def replaying(role: Role = Role.WEB) -> Iterator["psycopg.Connection[Any]"]:
    """A connection that sends values, and lets the server keep plans, the way the pages do."""
    with psycopg.connect(
        dsn(role), autocommit=True, prepare_threshold=PREPARED_AFTER
    ) as connection:
        yield connection


def replay(connection: "psycopg.Connection[Any]", errand: list[Statement]) -> float:
    """Seconds for the statements in one transaction, their rows fetched and all committed."""
    began = time.perf_counter()
    with connection.transaction(), connection.cursor() as cursor:
        for sql, parameters in errand:
            cursor.execute(sql, parameters)
            if cursor.description:
                cursor.fetchall()
    return time.perf_counter() - began


def seconds_alone(asked: Asked, *, times: int = 150) -> list[float]:
    """How long the page's SQL takes on its own, shortest first."""
    with replaying() as connection:
        for errand in asked.errands:
            replay(connection, errand)
        return sorted(
            replay(connection, asked.errands[n % len(asked.errands)]) for n in range(times)
        )
