"""A pooled connection never carries an actor or an open door into the next request."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import ProgrammingError, connection, connections
from django.test import Client

from indgang.access.door import acting
from indgang.config.database import Role, django_databases
from indgang.people.models import Person
from tests.database import as_real_login
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality

GUESTS = 20
REQUESTS = 400
CONNECTIONS = 3  # fewer than threads, so that every connection serves many persons

# What `indgang serve` gives its pool, with everything prepared at once.
AS_SERVED = django_databases(Role.WEB, pool=True)["default"]["OPTIONS"]["pool"]
# What SQL in a page may leave on its connection, so that the next page stumbles over it.
LEFT_BEHIND = [
    "set search_path = pg_catalog",
    "set timezone = 'Pacific/Kiritimati'",
    "set statement_timeout = 1",
    "set row_security = off",
    "set default_transaction_read_only = on",
    "select set_config('indgang.actor', 'x session#0', false)",
    "select set_config('indgang.opened', 'x', false)",
    "select pg_advisory_lock(7)",
    "listen indgang_live",
    "declare kept cursor with hold for select 1",
    "prepare mine as select 1",
]
STATE = """
    select current_setting('search_path'), current_setting('timezone'),
        current_setting('statement_timeout'), current_setting('row_security'),
        current_setting('default_transaction_read_only'),
        coalesce(current_setting('indgang.actor', true), ''),
        coalesce(current_setting('indgang.opened', true), ''),
        (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
        (select count(*) from pg_listening_channels()), (select count(*) from pg_cursors),
        (select count(*) from pg_prepared_statements where from_sql)
"""

pytestmark = pytest.mark.usefixtures("committed")


class PageFailedError(Exception):
    """A page that fails in the middle."""


@pytest.fixture
def guests(committed: None) -> list[Holder]:
    make_municipality()
    mette = make_colleague()
    guests = [make_guest(f"Gæst {number}") for number in range(GUESTS)]
    for guest in guests:
        allow(guest, to=mette)
    return guests


@pytest.fixture
def pool(guests: list[Holder]) -> Iterator[None]:
    size = {"min_size": CONNECTIONS, "max_size": CONNECTIONS}
    options = {"server_side_binding": True, "prepare_threshold": 0, "pool": AS_SERVED | size}
    with as_real_login(options):
        yield


def seen_by(holder: Holder | None, *, fail: bool) -> set[str]:
    seen: set[str] = set()
    try:
        with suppress(PageFailedError), acting(holder.key if holder else None):
            seen = set(Person.objects.values_list("nickname", flat=True))
            if fail:
                raise PageFailedError
    finally:
        connection.close()
    return seen


def test_every_request_sees_its_own_person_and_no_other(guests: list[Holder], pool: None) -> None:
    draw = random.Random(1)  # noqa: S311 – the same draw in every run
    asked = [(draw.choice([*guests, None]), draw.random() < 0.2) for _ in range(REQUESTS)]
    with ThreadPoolExecutor(max_workers=8) as threads:
        answers = list(threads.map(lambda ask: seen_by(ask[0], fail=ask[1]), asked))
    names = {guest.person_id: f"Gæst {number}" for number, guest in enumerate(guests)}
    expected = [{names[holder.person_id]} if holder else set() for holder, _fail in asked]
    assert answers == expected


def test_pages_in_a_pool_show_each_guest_only_herself(guests: list[Holder], pool: None) -> None:
    def answer(holder: Holder | None) -> int:
        client = Client()
        if holder:
            client.cookies["indgang_key"] = holder.key
        try:
            return client.get("/min/tilladelser").status_code
        finally:
            connections.close_all()

    asked: list[Any] = [*guests, *[None] * GUESTS] * 2
    random.Random(2).shuffle(asked)  # noqa: S311 – the same order in every run
    with ThreadPoolExecutor(max_workers=8) as threads:
        answers = list(threads.map(answer, asked))
    assert answers == [200 if holder else 302 for holder in asked]


def test_the_pool_is_the_real_web_role(pool: None) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("reset session authorization; set role indgang_owner")


def state() -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return tuple(cursor.fetchone())


@pytest.mark.parametrize("statement", LEFT_BEHIND)
def test_nothing_that_is_left_on_a_connection_meets_the_next_page(
    pool: None, statement: str
) -> None:
    clean = state()
    connection.close()
    for _ in range(CONNECTIONS * 3):
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()
    for _ in range(CONNECTIONS * 3):
        assert state() == clean
        connection.close()


def test_while_many_ask_what_one_leaves_behind_reaches_no_other(
    guests: list[Holder], pool: None
) -> None:
    """Half of the pages leave something behind; the other half must find nothing of it."""
    names = {guest.person_id: f"Gæst {number}" for number, guest in enumerate(guests)}
    clean = state()
    connection.close()

    def page(number: int) -> None:
        holder = guests[number % GUESTS]
        try:
            if number % 2:
                with connection.cursor() as cursor:
                    cursor.execute(LEFT_BEHIND[number % len(LEFT_BEHIND)])
                return
            assert state() == clean
            assert seen_by(holder, fail=False) == {names[holder.person_id]}
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as threads:
        list(threads.map(page, range(REQUESTS)))


def test_no_statement_is_put_in_place_of_one_of_ours(guests: list[Holder], pool: None) -> None:
    """Under the name that the driver gave to its own, it would be asked by the next page."""
    question = "select nickname from people_person order by 1"
    for _ in range(CONNECTIONS * 3):
        with acting(guests[0].key), connection.cursor() as cursor:
            cursor.execute(question)
            cursor.execute("select name from pg_prepared_statements where not from_sql")
            ours = [name for (name,) in cursor.fetchall()]
            assert ours, "The test means nothing where nothing is prepared."
            for name in ours:
                raw = connection.connection
                raw.execute(f'deallocate "{name}"', prepare=False)
                raw.execute(f"prepare \"{name}\" as select 'forged'", prepare=False)
        connection.close()
    for guest in guests:
        with acting(guest.key), connection.cursor() as cursor:
            cursor.execute(question)
            assert cursor.fetchall() != [("forged",)]
        connection.close()
