"""What an operator's probe gets to hear."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from indgang.config import health
from tests.database import as_owner

HOST = {"host": "10.0.0.7:8000"}  # a probe asks the machine, not the public name


def worker_was_heard(seconds_ago: int) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_the_process_lives_without_a_database(client: Client) -> None:
    response = client.get("/healthz", headers=HOST)
    assert (response.status_code, response.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_without_a_worker_it_is_not_ready(client: Client) -> None:
    worker_was_heard(61)
    response = client.get("/readyz", headers=HOST)
    assert (response.status_code, response.content) == (
        503, b"worker: not heard from for a minute\n",
    )  # fmt: skip


@pytest.mark.django_db
def test_with_a_worker_it_is_ready(client: Client) -> None:
    worker_was_heard(59)
    response = client.get("/readyz", headers=HOST)
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_code_that_brings_a_migration_waits_for_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker_was_heard(1)
    monkeypatch.setattr(health, "_brought", health.brought() | {("plans", "9999_new")})
    assert client.get("/readyz", headers=HOST).content == b"migrations: not all are applied\n"


def test_without_a_database_it_says_so(
    client: Client, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    settings = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(HOST="/nowhere", PORT="1")
    try:
        with django_db_blocker.unblock():
            response = client.get("/readyz", headers=HOST)
    finally:
        connection.settings_dict.update(settings)
    assert (response.status_code, response.content) == (503, b"database: no answer\n")
