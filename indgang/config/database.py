"""The database's roles: who connects as whom, and how the empty house is made ready for them.

Knows nothing of Django, so that it works before there is anything to migrate.
"""

import base64
import hmac
from enum import StrEnum
from typing import Any, LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import ExecStatus

from indgang.config.env import BadSetting, env_secret, env_str, secret_key, var
from indgang.config.launcher import OLDEST_SERVER, Embedded, NoServer

DEFAULT_NAME = "indgang"
# Databases every server has; they are for administrators, never for Indgang's tables.
SERVERS_OWN = {"", "postgres", "template0", "template1"}
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
PREPARED_AFTER = 5  # times that a connection asks something before the server keeps its plan
FORGOTTEN = (
    b"close all; unlisten *; select pg_advisory_unlock_all(); reset all;"
    b" set time zone 'UTC'; select exists (select from pg_prepared_statements where from_sql)"
)
PREPARE_LOCK = 0x496E6467  # advisory: several test processes prepare the same server at once


class Role(StrEnum):
    """Whom a process is to the database. Each can do as little as it can do with."""

    OWNER = "owner"  # owns the tables, passes row security: migrations and backup, never the web
    WEB = "web"  # pages and worker: owns nothing, sees what the policies let through
    DOOR = "door"  # sign-in: credentials and keys, no personal record
    JOBS = "jobs"  # the worker's list of jobs and nothing else; the pages cannot touch it
    ANALYSIS = "analysis"  # reads pseudonymous views

    @property
    def login(self) -> str:
        """Its name in PostgreSQL."""
        return f"indgang_{self.value}"


# Where production names a server and a password for each role, in place of DATABASE_URL.
ROLE_ADDRESSES = {
    Role.OWNER: "DATABASE_OWNER_URL",
    Role.WEB: "DATABASE_WEB_URL",
    Role.DOOR: "DATABASE_DOOR_URL",
    Role.JOBS: "DATABASE_JOBS_URL",
    Role.ANALYSIS: "DATABASE_ANALYSIS_URL",
}
# NOINHERIT: a policy written to a role would otherwise reach every member of it.
ATTRIBUTES = {
    Role.OWNER: "login createdb bypassrls nosuperuser nocreaterole inherit",
    Role.WEB: "login nocreatedb nobypassrls nosuperuser nocreaterole noinherit",
    Role.DOOR: "login nocreatedb nobypassrls nosuperuser nocreaterole noinherit",
    Role.JOBS: "login nocreatedb nobypassrls nosuperuser nocreaterole noinherit",
    Role.ANALYSIS: "login nocreatedb nobypassrls nosuperuser nocreaterole noinherit",
}
# A statement that fails would be written to the server's log, with the row beside it.
QUIET: tuple[LiteralString, ...] = (
    "log_min_error_statement = panic",
    "log_error_verbosity = terse",
)
# What makes a large object; to write in one that is there, one must be its owner.
LARGE_OBJECTS: tuple[LiteralString, ...] = (
    "pg_catalog.lo_creat(integer)",
    "pg_catalog.lo_create(oid)",
    "pg_catalog.lo_from_bytea(oid, bytea)",
)
# A page that hangs must not hold its locks for ever. The owner may take the night.
TIMEOUTS = {
    Role.WEB: {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"},
    Role.DOOR: {"statement_timeout": "10s", "idle_in_transaction_session_timeout": "30s"},
    Role.JOBS: {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"},
    Role.ANALYSIS: {"statement_timeout": "10min"},
}


def embedded() -> Embedded:
    """The server in the var folder. Not started by asking for it."""
    return Embedded(var() / "pg")


def uses_own_server() -> bool:
    """Whether nobody has named a server, so that the embedded one is used."""
    return not env_secret("DATABASE_URL") and not env_secret(ROLE_ADDRESSES[Role.WEB])


def admin_dsn() -> str:
    """How an administrator of the server connects: DATABASE_URL, else the embedded server.

    Empty where only the roles' own addresses are given: then others administrate the server.
    """
    if named := env_secret("DATABASE_URL"):
        _read("DATABASE_URL", named)
        return named
    return embedded().url() if uses_own_server() else ""


def database_name() -> str:
    """The database DATABASE_URL names; `indgang` where it names none of ours."""
    named = str(conninfo_to_dict(admin_dsn()).get("dbname") or "")
    return DEFAULT_NAME if named in SERVERS_OWN else named


def dsn(role: Role, name: str | None = None, *, admin: str | None = None) -> str:
    """How the role connects, as a URL: its own DATABASE_<ROLE>_URL, else made from DATABASE_URL.

    `name` is another database than the usual one, `admin` another server. Raises NoServer where
    neither address is given, BadSetting where the role's own is somebody else's.
    """
    own = _own_address(role) if admin is None else ""
    if own and name is None:
        return own
    server = conninfo_to_dict(own or admin_dsn() if admin is None else admin)
    if not server:
        raise NoServer(f"Set {ROLE_ADDRESSES[role]}: there is no DATABASE_URL to make it from.")
    if not own:
        server |= {"user": role.login, "password": _password(role, server)}
    return _url(server | {"dbname": name or (database_name() if admin is None else DEFAULT_NAME)})


def parameters(role: Role) -> dict[str, Any]:
    """The same connection, as psycopg's keyword arguments."""
    return {key: value for key, value in conninfo_to_dict(dsn(role)).items() if value is not None}


def prepare(admin: str, name: str) -> None:
    """Make the five roles and the database `name`, with its extensions. Safe to run again.

    Raises NoServer if the server is too old, or if the administrator may not do this.
    """
    try:
        _prepare_server(admin, name)
        _prepare_database(_in_database(admin, name), name)
    except psycopg.errors.InsufficientPrivilege as reason:
        raise NoServer(
            "The user in DATABASE_URL may not make roles, databases or extensions. Give it those"
            f" rights, or let an administrator run `indgang db prepare`. ({reason.diag.message_primary})"
        ) from reason


def _own_address(role: Role) -> str:
    """What DATABASE_<ROLE>_URL says, empty if nothing.

    Raises BadSetting if it leads to another user: row security says nothing to a superuser, and a
    page that shows everybody everything looks like a page that works.
    """
    variable = ROLE_ADDRESSES[role]
    own = env_secret(variable)
    if own and (user := _read(variable, own).get("user")) != role.login:
        raise BadSetting(f"{variable} must connect as {role.login}, not as {user or 'nobody'}.")
    return own


def _read(variable: str, address: str) -> dict[str, Any]:
    """The parts of an address. Its text is not repeated in the refusal: it holds a password."""
    try:
        return dict(conninfo_to_dict(address))
    except psycopg.ProgrammingError:
        raise BadSetting(
            f"{variable} is no address of a database: postgresql://user:password@host:5432/name,"
            " with every sign in the password that is no letter or digit written as in an address"
            " (%40 for @)."
        ) from None


def _password(role: Role, server: dict[str, Any]) -> str | None:
    if server.get("host") == str(embedded().socket):
        return None  # the embedded server trusts whoever may open its socket
    mark = hmac.digest(secret_key().encode(), b"database role " + role.login.encode(), "sha256")
    return base64.urlsafe_b64encode(mark).decode().rstrip("=")


def _url(server: dict[str, Any]) -> str:
    """A URL; hosts go into the query, where sockets and several hosts are allowed."""
    parts = {key: str(value) for key, value in server.items() if value is not None}
    user, password = quote(parts.pop("user"), safe=""), parts.pop("password", "")
    login = f"{user}:{quote(password, safe='')}" if password else user
    database = quote(parts.pop("dbname"), safe="")
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in sorted(parts.items()))
    return f"postgresql://{login}@/{database}" + (f"?{query}" if query else "")


def _in_database(admin: str, name: str) -> str:
    return make_conninfo(admin, dbname=name)


def _prepare_server(admin: str, name: str) -> None:
    with psycopg.connect(_in_database(admin, "postgres"), autocommit=True) as connection:
        if connection.info.server_version < OLDEST_SERVER * 10_000:
            raise NoServer(f"PostgreSQL {OLDEST_SERVER} or newer is needed.")
        connection.execute("select pg_advisory_lock(%s)", [PREPARE_LOCK])
        for role in Role:
            _prepare_role(connection, role, admin)
        _prepare_administrator(connection)
        known = connection.execute("select 1 from pg_database where datname = %s", [name])
        if not known.fetchone():
            _create_database(connection, name)


def _prepare_role(connection: psycopg.Connection[Any], role: Role, admin: str) -> None:
    login = sql.Identifier(role.login)
    if not connection.execute("select 1 from pg_roles where rolname = %s", [role.login]).fetchone():
        connection.execute(sql.SQL("create role {}").format(login))
    wanted = sql.SQL(ATTRIBUTES[role])
    connection.execute(sql.SQL("alter role {} {}").format(login, wanted))
    password = conninfo_to_dict(dsn(role, admin=admin)).get("password")
    if own := _own_address(role):
        password = conninfo_to_dict(own).get("password")
    if password:
        # Hashed here: the plain password would otherwise stand in the server's statement log.
        secret = connection.pgconn.encrypt_password(
            str(password).encode(), role.login.encode(), b"scram-sha-256"
        )
        connection.execute(
            sql.SQL("alter role {} password {}").format(login, sql.Literal(secret.decode()))
        )


def _prepare_administrator(connection: psycopg.Connection[Any]) -> None:
    """An administrator who is no superuser must be a member of the owner to act for it."""
    row = connection.execute(
        "select rolsuper or pg_has_role(%s, 'member') from pg_roles where rolname = current_user",
        [Role.OWNER.login],
    ).fetchone()
    if row and not row[0]:
        connection.execute(
            sql.SQL("grant {} to current_user").format(sql.Identifier(Role.OWNER.login))
        )


def _create_database(connection: psycopg.Connection[Any], name: str) -> None:
    # One code-point order everywhere: replicas and upgrades cannot disagree on an index's order,
    # and Danish order is an expression of its own.
    order = (
        "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
        if connection.info.server_version >= 170_000
        else "locale_provider libc locale 'C.UTF-8'"
    )
    connection.execute(
        sql.SQL("create database {} owner {} encoding 'UTF8' template template0 {}").format(
            sql.Identifier(name),
            sql.Identifier(Role.OWNER.login),
            sql.SQL(order),
        )
    )


def _prepare_database(admin: str, name: str) -> None:
    owner, database = sql.Identifier(Role.OWNER.login), sql.Identifier(name)
    others = sql.SQL(", ").join(sql.Identifier(role.login) for role in Role if role != Role.OWNER)
    with psycopg.connect(admin) as connection:
        connection.execute("select pg_advisory_xact_lock(%s)", [PREPARE_LOCK])
        run = connection.execute
        for extension in EXTENSIONS:
            run(
                sql.SQL("create extension if not exists {} schema public").format(
                    sql.Identifier(extension)
                )
            )
        run(sql.SQL("alter database {} owner to {}").format(database, owner))
        run(sql.SQL("alter schema public owner to {}").format(owner))
        # Temporary tables would let a caller put his own table before one of ours.
        run(sql.SQL("revoke all on database {} from public").format(database))
        run(sql.SQL("revoke all on schema public from public").format())
        run(sql.SQL("grant connect on database {} to {}").format(database, others))
        run(sql.SQL("grant usage on schema public to {}").format(others))
        for role, settings in TIMEOUTS.items():
            for setting, value in settings.items():
                run(
                    sql.SQL("alter role {} in database {} set {} = {}").format(
                        sql.Identifier(role.login),
                        database,
                        sql.Identifier(setting),
                        sql.Literal(value),
                    )
                )
        _keep_to_themselves(connection)


def _keep_to_themselves(connection: psycopg.Connection[Any]) -> None:
    """What only a superuser can close: else the pages' role sees what other pages ask.

    A query holds what it asks with, keys and people's words among it. A large object belongs to
    nobody's records, and would outlive the transaction it was written in.
    """
    row = connection.execute(
        "select rolsuper from pg_roles where rolname = current_user"
    ).fetchone()
    if not (row and row[0]):
        return  # SECURITY.md says what to ask the server's administrator for
    serving = dict.fromkeys((Role.WEB, Role.DOOR), ("track_activities = off", *QUIET))
    for role, settings in (dict.fromkeys(Role, QUIET) | serving).items():
        for setting in settings:
            connection.execute(
                sql.SQL(f"alter role {{}} in database {{}} set {setting}").format(
                    sql.Identifier(role.login), sql.Identifier(connection.info.dbname)
                )
            )
    for function in LARGE_OBJECTS:
        connection.execute(sql.SQL(f"revoke execute on function {function} from public"))


def forget(connection: psycopg.Connection[Any]) -> None:
    """Make a connection forget what the last page left on it, before another page gets it.

    Who acts and who is open ends with the transaction. What does not are settings, locks, cursors,
    listening, and statements that were prepared by a word in SQL: under the name of one of ours,
    such a statement would be asked by the next page in place of it. Ours are prepared by protocol
    and stay, for they halve what a page costs. A connection that cannot forget is thrown away.
    """
    result = connection.pgconn.exec_(FORGOTTEN)
    if result.status != ExecStatus.TUPLES_OK or result.get_value(0, 0) != b"f":
        raise psycopg.OperationalError("a connection that somebody has left something on")


def role_of_this_process() -> Role:
    """INDGANG_DB_ROLE: `web` unless this process migrates. Raises BadSetting for anything else."""
    value = env_str("INDGANG_DB_ROLE", Role.WEB)
    if value not in {Role.WEB, Role.OWNER}:
        raise BadSetting(f"INDGANG_DB_ROLE must be web or owner, not {value!r}.")
    return Role(value)


def django_databases(role: Role, *, pool: bool) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: the process's own role, and beside the pages' role the door's.

    The owner has one connection only: with two, a migration of a third party can take the other
    one and wait for itself for ever.
    """
    aliases = {"default": role} | ({"door": Role.DOOR} if role is Role.WEB else {})
    return {alias: _django_database(used, pool=pool) for alias, used in aliases.items()}


def _django_database(role: Role, *, pool: bool) -> dict[str, Any]:
    server = parameters(role)
    options: dict[str, Any] = {
        key: value
        for key, value in server.items()
        if key not in {"user", "password", "host", "port", "dbname"}
    }
    options.setdefault("connect_timeout", 5)
    if role is not Role.OWNER:
        # A page asks the same again and again: half of what the database does for it is reading
        # and planning the question. Whoever puts a pooler between must let it know of prepared
        # statements (PgBouncer 1.21 and newer does).
        options |= {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER}
    if pool:
        # A pool that cannot connect waits twice as long each time. It begins anew after five
        # seconds, or a database that was away for an hour would be found again after another one.
        options["pool"] = {
            "min_size": 2, "max_size": 8, "timeout": 10, "reconnect_timeout": 5, "reset": forget,
        }  # fmt: skip
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": server["dbname"],
        "USER": server["user"],
        "PASSWORD": server.get("password", ""),
        "HOST": server.get("host", ""),
        "PORT": server.get("port", ""),
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
        "CONN_HEALTH_CHECKS": pool,
        "OPTIONS": options,
    }
