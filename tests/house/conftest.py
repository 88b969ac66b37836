"""The house's own tests connect as the real roles, to the test database of this process."""

import os

import pytest
from django.db import connection

from indgang.config.database import ROLE_ADDRESSES, Role, dsn


@pytest.fixture
def house(committed: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database's name; from here on `dsn(role)` leads to it."""
    name = str(connection.settings_dict["NAME"])
    for role in Role:
        address = dsn(role, name, admin=os.environ["INDGANG_TEST_ADMIN_DSN"])
        monkeypatch.setenv(ROLE_ADDRESSES[role], address)
    return name
