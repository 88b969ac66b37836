"""The tests' database: made once by the owner, copied for each process, used as the web role.

The connection is an administrator's that has put on the web role's identity, so that a factory can
take it off for a moment. The attacker's tests connect as the real web role instead.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from indgang.config import database

TEMPLATE = "indgang_template"
KEPT_TABLES = {
    "django_migrations", "django_content_type", "auth_permission", "access_workerpurpose",
    "checkins_schedule",
}  # fmt: skip
IDENTITIES = {"default": "indgang_web", "door": "indgang_door"}

_identities: dict[str, str] = {}


# All that a test can leave on a connection, but for the questions that psycopg has prepared there.
FORGET_ALL = (
    "close all; set session authorization default; reset all; unlisten *;"
    " select pg_advisory_unlock_all(); discard plans; discard temp; discard sequences"
)


def put_on_identity(connection: BaseDatabaseWrapper, **_: object) -> None:
    if role := _identities.get(connection.alias):
        with connection.cursor() as cursor:
            cursor.execute(f"set session authorization {role}")


connection_created.connect(put_on_identity)


def admin_dsn() -> str:
    return os.environ["INDGANG_TEST_ADMIN_DSN"]


def make_template() -> None:
    """Migrated once a run, whichever process comes first."""
    with psycopg.connect(admin_dsn(), dbname="postgres", autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(20261121)")
        if not admin.execute("select from pg_database where datname = %s", [TEMPLATE]).fetchone():
            database.prepare(admin_dsn(), TEMPLATE)
            point_at(TEMPLATE, {"default": "indgang_owner"})
            call_command("migrate", verbosity=0)
            connection.close()


def make_copy(name: str) -> None:
    with psycopg.connect(admin_dsn(), dbname="postgres", autocommit=True) as admin:
        admin.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        )
        admin.execute("select pg_advisory_lock(20261121)")
        admin.execute(
            sql.SQL("create database {} template {}").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
    database.prepare(admin_dsn(), name)  # a copy has its tables' rights but not the database's
    point_at(name, IDENTITIES)


def point_at(name: str, identities: dict[str, str]) -> None:
    server = conninfo_to_dict(admin_dsn())
    for alias in connections:
        settings = connections[alias].settings_dict
        connections[alias].close()
        settings.update(
            NAME=name,
            USER=str(server.get("user") or ""),
            PASSWORD=str(server.get("password") or ""),
            HOST=str(server.get("host") or ""),
            PORT=str(server.get("port") or ""),
        )
        settings["OPTIONS"] = {k: v for k, v in settings["OPTIONS"].items() if k != "pool"}
        _identities[alias] = identities.get(alias, "indgang_web")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """The default connection is somebody else for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("select session_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"set session authorization {role}")
    yield
    # After an error the transaction is undone, and the identity with it.
    with connection.cursor() as cursor:
        cursor.execute(f"set session authorization {before}")


@contextmanager
def as_real_login(options: dict[str, object]) -> Iterator[None]:
    """The default connection logs in as the web role itself, with these options."""
    settings = connection.settings_dict
    before = dict(settings)
    real = conninfo_to_dict(
        database.dsn(database.Role.WEB, str(settings["NAME"]), admin=admin_dsn())
    )
    connection.close()
    settings.update(USER=real["user"], PASSWORD=real.get("password") or "", OPTIONS=options)
    _identities.pop("default")
    try:
        yield
    finally:
        connection.close()
        if "pool" in options:
            connection.close_pool()  # type: ignore[attr-defined]  # the PostgreSQL back end's own
        settings.update(before)
        _identities["default"] = IDENTITIES["default"]


@contextmanager
def as_owner() -> Iterator[None]:
    with as_role("indgang_owner"):
        yield


def renew_connections() -> None:
    """As if newly made. To make them anew costs the server more than most tests do."""
    for alias in connections:
        one = connections[alias]
        if one.connection is None:
            continue
        is_idle = one.connection.pgconn.transaction_status == TransactionStatus.IDLE
        if not is_idle or one.in_atomic_block or one.settings_dict["OPTIONS"].get("pool"):
            one.close()
            continue
        one.connection.execute(FORGET_ALL, prepare=False)
        one.init_connection_state()
        put_on_identity(one)


def empty_all_tables() -> None:
    admin = _administrator(str(connection.settings_dict["NAME"]))
    for (table,) in admin.execute(_filled_tables(admin)).fetchall():
        admin.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))


@cache
def _administrator(name: str) -> psycopg.Connection[Any]:
    """One who stays, with no trigger or foreign key in his way."""
    admin = psycopg.connect(admin_dsn(), dbname=name, autocommit=True)
    atexit.register(admin.close)
    admin.execute("set session_replication_role = replica")
    return admin


@cache
def _filled_tables(admin: psycopg.Connection[Any]) -> sql.Composed:
    """A query for the tables that have any row."""
    tables = admin.execute(
        "select tablename from pg_tables where schemaname = 'public' and tablename <> all(%s)",
        [list(KEPT_TABLES)],
    ).fetchall()
    one = sql.SQL("select {} where exists (select from {})")
    return sql.SQL(" union all ").join(
        one.format(sql.Literal(table), sql.Identifier(table)) for (table,) in tables
    )
