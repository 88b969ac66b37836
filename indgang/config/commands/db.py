"""The database: start, stop, prepare, migrate, and how to connect to it.

start    start the embedded PostgreSQL and leave it running (only where no DATABASE_URL is set)
stop     stop it
prepare  make the five roles, the database and its extensions; safe to run again
migrate  bring the tables up to date, as their owner
dsn      print how a role connects, for psql and for backups
"""

import argparse
import os
import subprocess
import sys

import psycopg

from indgang.config.database import (
    Role,
    admin_dsn,
    database_name,
    dsn,
    embedded,
    prepare,
    uses_own_server,
)
from indgang.config.env import SETTINGS, worker_key
from indgang.config.launcher import NoServer


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("what", choices=["start", "stop", "prepare", "migrate", "dsn"])
    parser.add_argument(
        "--role", choices=[role.value for role in Role], default="web", help="for dsn; else web"
    )


def run(options: argparse.Namespace) -> int:
    """Do what was chosen."""
    if options.what == "dsn":
        print(dsn(Role(options.role)))
        return 0
    if options.what == "migrate":
        return migrate()
    if options.what == "prepare":
        return prepare_database()
    if not uses_own_server():
        raise NoServer("The environment names another server; this command knows only its own.")
    if options.what == "start":
        server = embedded().start()
        print(f"PostgreSQL answers in {server.socket}. `indgang db stop` stops it.")
    else:
        embedded().stop()
    return 0


def prepare_database() -> int:
    """Roles, database and extensions; says whether more is to do."""
    admin = admin_dsn()
    if not admin:
        raise NoServer("Set DATABASE_URL to a user who may make roles and databases.")
    if uses_own_server():
        embedded().start()
    prepare(admin, database_name())
    print(f"The database {database_name()} is ready. Next: indgang db migrate")
    return 0


def migrate(*, quietly: bool = False) -> int:
    """Django's migrations under the owner's role: a process of its own, for it reads the role once."""
    worker_key()  # what is missing is said before anything is changed
    psycopg.connect(dsn(Role.OWNER)).close()
    command = [sys.executable, "-m", "django", "migrate", "--no-input"]
    command += ["--verbosity=0"] if quietly else []
    environment = os.environ | SETTINGS | {"INDGANG_DB_ROLE": Role.OWNER.value}
    failed = subprocess.run(command, env=environment, check=False).returncode
    return failed or let_the_worker_in()


def let_the_worker_in() -> int:
    """Make the worker's key known to the database, once, and again when it changes."""
    raw = worker_key()
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        known = "select from access_key where hash = indgang.hashed(%s) and revoked_at is null"
        if not owner.execute(known, [raw]).fetchone():
            owner.execute("delete from access_key where hash = indgang.hashed(%s)", [raw])
            owner.execute("select indgang.new_worker_key(%s)", [raw])
    return 0
