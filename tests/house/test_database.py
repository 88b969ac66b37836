"""The empty house: who may connect to it, and as what."""

import os

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from indgang.config.database import (
    Role,
    admin_dsn,
    database_name,
    django_databases,
    dsn,
    prepare,
    role_of_this_process,
)
from indgang.config.env import BadSetting
from indgang.config.launcher import NoServer

SERVER = "postgresql://boss:secret@db1.example:5433,db2.example:5433/kommune?sslmode=verify-full"


def test_the_pages_roles_own_nothing_and_pass_no_policy(house: str) -> None:
    with psycopg.connect(os.environ["INDGANG_TEST_ADMIN_DSN"]) as admin:
        rows = admin.execute(
            "select rolname, rolinherit, rolbypassrls, rolcreatedb, rolsuper or rolcreaterole"
            " from pg_roles where rolname like 'indgang_%' order by 1"
        ).fetchall()
    assert rows == [
        ("indgang_analysis", False, False, False, False),
        ("indgang_door", False, False, False, False),
        ("indgang_jobs", False, False, False, False),
        ("indgang_owner", True, True, True, False),
        ("indgang_web", False, False, False, False),
    ]


@pytest.mark.parametrize("role", [Role.WEB, Role.DOOR, Role.JOBS, Role.ANALYSIS])
@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "set role indgang_owner",
    ],
)
def test_a_role_that_serves_makes_nothing(house: str, role: Role, statement: str) -> None:
    with (
        psycopg.connect(dsn(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_preparing_twice_changes_nothing(house: str) -> None:
    prepare(os.environ["INDGANG_TEST_ADMIN_DSN"], house)
    with psycopg.connect(dsn(Role.OWNER)) as connection:
        owner, order, extensions = connection.execute(
            "select pg_get_userbyid(datdba), datcollate,"
            " (select array_agg(extname::text order by extname) from pg_extension)"
            " from pg_database where datname = current_database()"
        ).fetchone()  # type: ignore[misc]  # there is always this one row
    assert owner == "indgang_owner"
    assert order in {"C", "C.UTF-8"}
    assert extensions == ["btree_gist", "pg_trgm", "plpgsql", "unaccent"]


def test_a_user_without_the_right_is_told_so(house: str) -> None:
    with pytest.raises(NoServer, match="may not make roles"):
        prepare(dsn(Role.WEB), f"{house}_other")


def test_each_role_gets_a_password_of_its_own_from_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", SERVER)
    web, door = conninfo_to_dict(dsn(Role.WEB)), conninfo_to_dict(dsn(Role.DOOR))
    assert (web["user"], web["host"], web["port"]) == (
        "indgang_web", "db1.example,db2.example", "5433,5433",
    )  # fmt: skip
    assert web["dbname"] == database_name() == "kommune"
    assert web["sslmode"] == "verify-full"
    assert len(str(web["password"])) == 43
    assert web["password"] not in {door["password"], "secret"}
    assert "secret" not in dsn(Role.WEB)


@pytest.mark.parametrize("named", ["", "/postgres"])
def test_the_servers_own_database_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://boss@localhost{named}")
    assert database_name() == "indgang"


def test_production_names_the_roles_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_WEB_URL", "postgresql://indgang_web:x@db/kommune?connect_timeout=2"
    )
    monkeypatch.setenv("DATABASE_DOOR_URL", "postgresql://indgang_door:y@db/kommune")
    assert admin_dsn() == ""
    with pytest.raises(NoServer, match="Set DATABASE_OWNER_URL"):
        dsn(Role.OWNER)

    aliases = django_databases(Role.WEB, pool=True)

    assert (aliases["default"]["USER"], aliases["door"]["PASSWORD"]) == ("indgang_web", "y")
    assert aliases["default"]["OPTIONS"]["connect_timeout"] == "2"
    assert aliases["default"]["OPTIONS"]["pool"]["max_size"] == 8
    assert aliases["default"]["CONN_MAX_AGE"] == 0


def test_the_owner_has_one_connection_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDGANG_DB_ROLE", "owner")
    assert list(django_databases(role_of_this_process(), pool=False)) == ["default"]


def test_no_process_is_just_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDGANG_DB_ROLE", "postgres")
    with pytest.raises(BadSetting, match="must be web or owner"):
        role_of_this_process()


@pytest.mark.parametrize("user", ["postgres@", "indgang_owner:x@", "postgres:x@", ""])
def test_the_pages_never_connect_as_somebody_else(
    monkeypatch: pytest.MonkeyPatch, user: str
) -> None:
    monkeypatch.setenv("DATABASE_WEB_URL", f"postgresql://{user}db.example/kommune")
    with pytest.raises(BadSetting, match="DATABASE_WEB_URL must connect as indgang_web"):
        dsn(Role.WEB)


@pytest.mark.parametrize("address", ["kommune", "postgresql://boss:hemmelig%@db.example/kommune"])
def test_an_address_that_cannot_be_read_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(BadSetting, match="DATABASE_URL is no address") as refused:
        admin_dsn()
    assert address not in str(refused.value)
    assert "hemmelig" not in str(refused.value)


@pytest.mark.parametrize("role", list(Role))
def test_a_statement_that_fails_is_not_written_to_the_servers_log(house: str, role: Role) -> None:
    with psycopg.connect(dsn(role)) as connection:
        found = [
            connection.execute(f"select current_setting('{name}')").fetchone()
            for name in ("log_min_error_statement", "log_error_verbosity")
        ]
        source = connection.execute(
            "select distinct source from pg_settings where name = 'log_min_error_statement'"
        ).fetchall()
    assert found == [("panic",), ("terse",)]
    assert source == [("database user",)]  # ours, not what the tests' server does for everybody
