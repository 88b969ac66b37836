"""Ten years in a database, in bulk, as the owner of the tables.

Every constraint and every trigger is on but one kind: the triggers that write the history. They
would say that ten years happened just now, so the history is written afterwards, from the rows.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SCRIPTS = sorted((Path(__file__).parent / "sql").glob("*.sql"))
HISTORY = "indgang.remember"  # the function of the triggers that write the history
COUNTED = {
    "courses": "select count(*) from plans_course",
    "courses that run": "select count(*) from plans_course where ended_on is null",
    "check-in answers": "select count(*) from checkins_answer",
    "attendances": "select count(*) from offers_booking where status = 'attended'",
    "offers": "select count(*) from offers_offer",
    "sessions": "select count(*) from offers_session",
    "colleagues": "select count(*) from people_colleague",
    "permissions": "select count(*) from access_permission",
    "permissions in force": "select count(*) from access_permission p where indgang.in_force(p)",
    "openings in the look-up log": "select count(*) from access_lookup",
    "lines of history": "select count(*) from history_change",
    "database, MB": "select pg_database_size(current_database()) / 1048576",
}


@dataclass(frozen=True)
class Size:
    """How much of everything there is to be."""

    courses: int = 8_000
    live: int = 60
    attended: int = 500_000

    def smaller(self, times: float) -> "Size":
        """The same municipality with that part of its guests."""
        return Size(
            max(80, int(self.courses * times)), self.live, max(500, int(self.attended * times))
        )


def counted(dsn: str) -> dict[str, int]:
    """What there is in a filled database."""
    with psycopg.connect(dsn) as owner:
        return {name: owner.execute(query).fetchone()[0] for name, query in COUNTED.items()}  # type: ignore[index,arg-type]  # a count has one row


def fill(dsn: str, size: Size) -> dict[str, float]:
    """The guests of ten years, on a database that has its town. Returns the seconds it took."""
    seconds: dict[str, float] = {}
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("set work_mem = '256MB'")
        owner.execute("set timezone = 'Europe/Copenhagen'")
        _history(owner, "disable")
        for script in SCRIPTS:
            began = time.monotonic()
            with owner.transaction():
                owner.execute(script.read_text())  # type: ignore[arg-type]  # our own file
                if script is SCRIPTS[0]:
                    _tell_size(owner, size)
            seconds[script.stem] = time.monotonic() - began
        _history(owner, "enable")
        began = time.monotonic()
        owner.execute("drop schema bench cascade")
        owner.execute("vacuum (analyze)")
        seconds["vacuum and analyze"] = time.monotonic() - began
    return seconds


def tidy(address: str) -> None:
    """Sweep up what was deleted, and count the tables anew. As the owner."""
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("vacuum (analyze)")


def _tell_size(owner: "psycopg.Connection[tuple[object, ...]]", size: Size) -> None:
    with owner.cursor() as cursor:
        cursor.executemany("insert into bench.size values (%s, %s)", list(vars(size).items()))


def _history(owner: "psycopg.Connection[tuple[object, ...]]", what: str) -> None:
    triggers = owner.execute(
        "select tgrelid::regclass::text, tgname from pg_trigger where tgfoid = %s::regproc",
        [HISTORY],
    ).fetchall()
    for table, trigger in triggers:
        owner.execute(
            sql.SQL("alter table {} {} trigger {}").format(
                sql.Identifier(str(table)), sql.SQL(what), sql.Identifier(str(trigger))
            )
        )
