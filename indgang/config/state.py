"""Whether the database already holds what this code brings, without starting Django to find out.

Kept in the database itself, as a comment on the table of migrations, so that a copy or a restored
backup carries its own answer. Only `make run` trusts it; `indgang db migrate` always looks.
"""

import hashlib

import psycopg
from psycopg import sql

from indgang.config.database import Role, dsn
from indgang.config.env import checkout

SAID = "select obj_description(to_regclass('public.django_migrations'), 'pg_class')"


def wanted(*, demo: bool) -> str:
    """A mark of every migration, of the packages that bring some, and of the demo being wanted."""
    root = checkout()
    brought = [
        *sorted(root.glob("indgang/**/migrations/*.py")),
        *sorted(root.glob("indgang/**/*.sql")),
        *root.glob("requirements.txt"),
    ]
    mark = hashlib.sha256()
    for file in brought:
        mark.update(f"{file.relative_to(root)}\n".encode() + file.read_bytes())
    return f"{mark.hexdigest()} {'demo' if demo else 'no demo'}"


def found() -> str | None:
    """The mark the database carries, None if it has none or does not exist."""
    try:
        with psycopg.connect(dsn(Role.OWNER)) as owner:
            row = owner.execute(SAID).fetchone()
    except psycopg.OperationalError:
        return None
    return row[0] if row else None


def remember(mark: str) -> None:
    """Let the database carry the mark from now on."""
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        text = sql.SQL("comment on table django_migrations is {}").format(sql.Literal(mark))
        owner.execute(text)
