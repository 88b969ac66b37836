"""What only the owner of the database can do for the demo: begin it, end it, and tell its times.

Everything else is done as the pages do it. The owner has a connection of his own.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from indgang.access.keys import DOOR
from indgang.kernel import clock
from indgang.people.set_up import FirstDay, set_up
from indgang.portal.demo.chronicle import PAGES, Chronicle, Moment

DOOR_OF_THE_DEMO = Path(__file__).resolve().parents[2] / "access" / "sql" / "demo.sql"
WHILE_FILLING = Path(__file__).with_name("filling.sql")

# What the migrations themselves write, and what belongs to a worker that is running.
KEPT_TABLES = (
    "django_migrations", "django_content_type", "auth_permission", "access_workerpurpose",
    "checkins_schedule", "procrastinate_workers",
)  # fmt: skip
CLEARED = """
drop trigger if exists access_permission_demo_hold on access_permission;
drop function if exists indgang.demo_hold();
drop table if exists indgang.demo_held;
"""
GONE = """
drop function if exists indgang.demo_people();
drop function if exists indgang.demo_enter(uuid, text);
drop table if exists indgang.demo_person;
"""


class State(Enum):
    """What is in the database."""

    EMPTY = "empty"  # no municipality
    DEMO = "demo"  # the demo's own, whole
    HALF = "half"  # the demo's own, whose filling was interrupted
    FOREIGN = "foreign"  # somebody's own municipality


@dataclass(frozen=True)
class DemoPerson:
    """Somebody whom anyone may be for a while."""

    person_id: UUID
    name: str
    about: str
    is_guest: bool
    part: str  # a role, or how far a guest is on the way
    shows: str = ""  # what one is to begin with him to see


class Owner:
    """The owner's connection."""

    def __init__(self, dsn: str) -> None:
        """Connects. The dsn is that of the role that owns the tables."""
        self.dsn = dsn
        self.connection: psycopg.Connection[Any] = psycopg.connect(dsn, autocommit=True)

    def close(self) -> None:
        """Disconnects."""
        self.connection.close()

    def state(self, name: str) -> State:
        """What is in the database, where the demo's municipality is called `name`."""
        municipality = self._one("select name from people_municipality")
        if municipality is None:
            return State.EMPTY
        if self._one("select to_regclass('indgang.demo_person')") is None or municipality != name:
            return State.FOREIGN
        return State.DEMO if self._one("select 1 from indgang.demo_person limit 1") else State.HALF

    def wipe(self) -> None:
        """Empty every table and take the demo's door away. Never call it for a FOREIGN state."""
        with self.connection.transaction():
            rows = self.connection.execute(
                "select tablename from pg_tables where schemaname = 'public'"
                " and tablename <> all(%s)",
                [list(KEPT_TABLES)],
            ).fetchall()
            names = sql.SQL(", ").join(sql.Identifier(row[0]) for row in rows)
            self.connection.execute(sql.SQL("truncate table {}").format(names))
            self.connection.execute(CLEARED)
            self.connection.execute(GONE)

    def begin(self, first_day: FirstDay, *, chronicle: Chronicle, on: datetime) -> UUID:
        """The demo's door without anybody in it, the municipality and its first administrator.

        All in one transaction: a municipality that stands there without the demo's door is
        somebody's own. Returns the administrator's person.
        """
        with self._as_django(), transaction.atomic(), chronicle.told(on), clock.stopped(on):
            with connections[PAGES].cursor() as cursor:
                cursor.execute(DOOR_OF_THE_DEMO.read_text())
                cursor.execute(WHILE_FILLING.read_text())
            set_up(first_day)
        found: UUID = self._one("select person_id from people_membership")
        return found

    def end(self, moments: Sequence[Moment], people: Iterable[DemoPerson]) -> None:
        """The story is told: its times are set, and from now on anyone can be one of its people."""
        with self.connection.transaction():
            self._tell_times(moments)
            self.connection.execute(CLEARED)
            with self.connection.cursor() as cursor:
                cursor.executemany(
                    "insert into indgang.demo_person values (%s, %s, %s, %s, %s, %s)",
                    [astuple(person) for person in people],
                )
        self.connection.execute("analyze")

    def _tell_times(self, moments: Sequence[Moment]) -> None:
        """Move every time that the database noted by its own clock to when it is told to have been."""
        run = self.connection.execute
        run(
            "create temporary table told (began timestamptz primary key, ended timestamptz,"
            " told timestamptz) on commit drop"
        )
        with self.connection.cursor() as cursor, cursor.copy("copy told from stdin") as copy:
            for moment in moments:
                copy.write_row((moment.began, moment.ended, moment.told))
        run("analyze told")
        columns = self._columns()
        # The history is told on its own; it must not note that it is.
        with self._unnoticed({table for table, _column in columns}):
            self._tell_permissions()
            self._tell_letters()
            for table, column in columns:
                run(
                    sql.SQL(
                        "update {table} r set {column} = t.told from told t"
                        " where r.{column} = t.began"
                    ).format(table=sql.Identifier(table), column=sql.Identifier(column))
                )
                self._tell_history(table, column)
        run(
            "update history_change h set became = jsonb_set(h.became, '{valid_until}',"
            " to_jsonb(p.valid_until)) from access_permission p where h.did = 'I'"
            " and h.table_name = 'access_permission' and h.row_id = p.id::text"
            " and p.valid_until is not null"
        )
        run(
            "update history_change h set at = t.told + (h.at - t.began) from told t"
            " where h.at between t.began and t.ended"
        )

    def _tell_permissions(self) -> None:
        """Each begins on its told day, and lasts as long as was said or as the database chose."""
        self.connection.execute(
            "update access_permission p set valid_from = t.told, valid_until = case"
            "   when p.valid_until in (p.valid_from + interval '1 year',"
            "     p.valid_from + interval '24 hours') then p.valid_until - (p.valid_from - t.told)"
            "   else p.valid_until end"
            " from told t where p.valid_from = t.began"
        )
        self.connection.execute(
            "update access_permission p set valid_until = h.valid_until"
            " from indgang.demo_held h where h.permission_id = p.id"
        )

    def _tell_history(self, table: str, column: str) -> None:
        """What the history remembers of the same column."""
        for side in ("was", "became"):
            self.connection.execute(
                sql.SQL(
                    "update history_change h set {side} = jsonb_set(h.{side}, array[%s],"
                    " to_jsonb(t.told)) from told t where h.table_name = %s"
                    " and (h.{side} ->> %s)::timestamptz = t.began"
                ).format(side=sql.Identifier(side)),
                [column, table, column],
            )

    def _tell_letters(self) -> None:
        """What was to be sent in the past was, or could not be: the worker has no arrears."""
        self.connection.execute(
            "with way as (select l.id, (select c.channel from people_contactpoint c"
            "   where c.person_id = l.person_id and c.is_preferred) as channel from post_letter l"
            "   where l.status = 'queued' and l.next_try_at < now())"
            " update post_letter l set status = case when w.channel is null then 'cancelled'"
            "   else 'sent' end, sent_at = case when w.channel is null then null else l.next_try_at end,"
            " channel = coalesce(w.channel, ''),"
            " last_error = case when w.channel is null then 'no_way' else '' end,"
            " attempts = case when w.channel is null then 0 else 1 end"
            " from way w where w.id = l.id"
        )

    @contextmanager
    def _unnoticed(self, tables: set[str]) -> Iterator[None]:
        """The triggers of these tables rest."""
        alter = sql.SQL("alter table {} {} trigger user")
        for table in sorted(tables):
            self.connection.execute(alter.format(sql.Identifier(table), sql.SQL("disable")))
        yield
        # A table with checks still to come cannot be altered.
        self.connection.execute("set constraints all immediate")
        for table in sorted(tables):
            self.connection.execute(alter.format(sql.Identifier(table), sql.SQL("enable")))

    def _columns(self) -> list[tuple[str, str]]:
        """Every column of ours that holds a moment, but the history's own."""
        return [
            (row[0], row[1])
            for row in self.connection.execute(
                "select c.table_name, c.column_name from information_schema.columns c"
                " join pg_tables t on t.tablename = c.table_name and t.schemaname = c.table_schema"
                " where c.table_schema = 'public' and c.data_type = 'timestamp with time zone'"
                " and c.table_name !~ '^(procrastinate|django|history)_' order by 1, 2"
            ).fetchall()
        ]

    def _one(self, query: str) -> Any:
        row = self.connection.execute(query).fetchone()
        return row[0] if row else None

    @contextmanager
    def _as_django(self) -> Iterator[None]:
        """Django's models through the owner's role, as in a process that migrates."""
        server = {key: str(value) for key, value in conninfo_to_dict(self.dsn).items()}
        known = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        settings = dict(connections[PAGES].settings_dict)
        settings |= {django: server.pop(plain, "") for plain, django in known.items()}
        settings |= {"NAME": server.pop("dbname"), "OPTIONS": server}
        before = {alias: connections[alias] for alias in (PAGES, DOOR)}
        owner = DatabaseWrapper(settings, alias="owner")
        try:
            for alias in before:
                connections[alias] = owner
            yield
        finally:
            for alias, usual in before.items():
                connections[alias] = usual
            owner.close()
