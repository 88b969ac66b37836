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
from indgang.people.models import Person
from tests.database import as_real_login
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality

GUESTS = 20
REQUESTS = 400
CONNECTIONS = 3  # fewer than threads, so that every connection serves many persons

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
    with as_real_login({"pool": {"min_size": CONNECTIONS, "max_size": CONNECTIONS}}):
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
