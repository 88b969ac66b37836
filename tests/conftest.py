"""What every test stands on: the database, stopped time, and people with keys."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.template import Template
from django.test.utils import _TestState, override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests import database

RULES, REPOSITORY = (Path(__file__).parent / name for name in ("rules", "repository"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First the long ones, last those without a database, of which another process has many.

    While one process makes the database, the other one has these to do.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("xdist_group"):
        return 0  # it shares what takes long to make, and nobody takes from the beginning
    if item.get_closest_marker("slow"):
        return 1
    return 3 if item.path.is_relative_to(RULES) or item.path.is_relative_to(REPOSITORY) else 2


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords(django_test_environment: None) -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["tests.hashing.Quick"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_as_they_are_served(django_test_environment: None) -> None:
    """Without a copy of every template's context: no test asks for it, and it costs a tenth."""
    Template._render = _TestState.saved_data.template_render


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    """A page in English leaves its language behind in the thread; no test begins with it."""
    translation.activate("da")
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    with django_db_blocker.unblock():
        database.make_template()
        database.make_copy(f"indgang_test_{worker}")
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Real transactions, on both connections; every table is emptied afterwards."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            database.renew_connections()
            database.empty_all_tables()
