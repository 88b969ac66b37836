"""What was found when the sealed settings, and what the server tells about others, were attacked."""

from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.config import database
from indgang.kernel.actor import Role
from tests.database import admin_dsn
from tests.factories.people import Holder, allow, make_colleague, make_guest

pytestmark = pytest.mark.usefixtures("committed")


def login() -> psycopg.Connection[Any]:
    name = connection.settings_dict["NAME"]
    return psycopg.connect(
        database.dsn(database.Role.WEB, name, admin=admin_dsn()), autocommit=True
    )


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    with login() as web:
        yield web


@pytest.fixture
def karen(committed: None) -> Holder:
    return make_guest()


@pytest.mark.parametrize("instead", ["", "another's"])
def test_who_is_open_is_worthless_without_who_opened(
    karen: Holder, attacker: psycopg.Connection[Any], instead: str
) -> None:
    bo = make_guest("Bo")
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [bo.key])
        row = attacker.execute("select current_setting('indgang.actor')").fetchone()
        other = row[0] if row and instead else ""
        attacker.execute("select indgang.begin(%s)", [karen.key])
        row = attacker.execute("select current_setting('indgang.opened')").fetchone()
        opened = row[0] if row else ""
        attacker.execute("select set_config('indgang.actor', %s, true)", [other])
        attacker.execute("select set_config('indgang.opened', %s, true)", [opened])
        with pytest.raises(errors.InsufficientPrivilege, match="forged"), attacker.transaction():
            attacker.execute("update people_person set nickname = 'ingen gjorde det'")


def test_what_another_page_asks_the_database_cannot_be_overheard(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    with login() as page:
        psycopg.ClientCursor(page).execute("select indgang.begin(%s)", [karen.key])
        said = attacker.execute("select query from pg_stat_activity").fetchall()
        said += attacker.execute(
            "select pg_stat_get_backend_activity(id) from pg_stat_get_backend_idset() as id"
        ).fetchall()
    assert karen.key not in str(said)
    with pytest.raises(errors.InsufficientPrivilege):
        attacker.execute("set track_activities = on")


@pytest.mark.parametrize(
    "statement",
    [
        "select lo_create(0)",
        "select lo_creat(0)",
        "select lo_from_bytea(0, 'gemt')",
    ],
)
def test_nothing_can_be_put_aside_for_another_page(
    attacker: psycopg.Connection[Any], statement: LiteralString
) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        attacker.execute(statement)


@pytest.mark.parametrize(
    "kinds", [["address"], ["plan", "address"], ["a story:w"], ["x#y"]], ids=str
)
def test_a_permission_names_kinds_and_nothing_else(
    karen: Holder, attacker: psycopg.Connection[Any], kinds: list[str]
) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette, may_write=True)
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [mette.key])
        attacker.execute("select indgang.open(%s, 'samtale')", [karen.person_id])
        with pytest.raises(errors.CheckViolation), attacker.transaction():
            attacker.execute(
                "select indgang.permit(%s, %s, null, null, %s, true, 'Fordi', now(), null)",
                [karen.person_id, mette.person_id, kinds],
            )
