"""A house of its own for the measurements: PostgreSQL, the town, ten years, and the real server."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.fill import Size, fill
from indgang.config.commands.db import migrate
from indgang.config.database import ROLE_ADDRESSES, Role, dsn, embedded, prepare
from indgang.config.launcher import Embedded

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
# Whoever measures must not reach another server by accident.
FOREIGN = ("DATABASE_URL", "DATABASE_URL_FILE", *ROLE_ADDRESSES.values())


@contextmanager
def database() -> Iterator[Embedded]:
    """The server in INDGANG_VAR, as `make run` starts it: fsync on, no setting of our own."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    server = embedded().start()
    try:
        yield server
    finally:
        server.stop()


def is_filled() -> bool:
    """Whether ten years are there already, whole."""
    try:
        with psycopg.connect(dsn(Role.OWNER)) as owner:
            row = owner.execute(
                "select to_regclass('plans_course') is not null and"
                " to_regnamespace('bench') is null and exists (select from history_change)"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False


def build(server: Embedded, size: Size) -> dict[str, float]:
    """Empty database → migrated, settled, ten years full. Returns the seconds of each step."""
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute("drop database if exists indgang with (force)")
    began = time.monotonic()
    prepare(server.url(), "indgang")
    if migrate(quietly=True):
        raise SystemExit("The tables could not be made; see above.")
    migrated = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "bench.settle"],
        env=os.environ | {"INDGANG_DB_ROLE": Role.OWNER.value}, cwd=ROOT, check=True,
    )  # fmt: skip
    settled = time.monotonic()
    filled = fill(dsn(Role.OWNER), size)
    first = {"migrations": migrated - began, "town and single times": settled - migrated}
    return first | filled


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """`indgang serve` on a free port. Gives the port and the process's number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {role_address: dsn(role) for role, role_address in _addresses()}
    environment |= {"LIVE_PER_ADDRESS": "20000"}  # all who look on come from this machine
    environment |= {"PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}", "DEMO": "0"}
    process = subprocess.Popen(
        [sys.executable, "-m", "indgang.config.cli", "serve", "--port", str(port)],
        env=environment, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _addresses() -> list[tuple[Role, str]]:
    return [(role, ROLE_ADDRESSES[role]) for role in (Role.WEB, Role.DOOR)]


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not come up; see above.")
