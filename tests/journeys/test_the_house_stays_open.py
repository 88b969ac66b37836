"""Somebody pulls the plug of one part after the other; the house opens again by itself."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from indgang.config.launcher import Embedded
from tests.journeys.processes import free_port

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("open")]

PATIENCE = 180.0  # seconds; only a machine that is nearly drowned needs them
SECOND_START = 5.0  # seconds, on a machine that has nothing else to do


class House:
    """`make run` on a folder of its own, without the demo."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.database = Embedded(var / "pg")
        self.log = (var / "house.log").open("w")
        taken_out = ("DATABASE_", "INDGANG_TEST", "DJANGO_")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(taken_out)}
        environment |= {"INDGANG_VAR": str(var), "PORT": str(self.port), "DEMO": "0"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "indgang.config.house"],
            env=environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def answers(self, path: str) -> bool:
        address = f"http://127.0.0.1:{self.port}{path}"
        try:
            with urllib.request.urlopen(address, timeout=2) as page:
                return bool(page.status == 200)
        except OSError:
            return False

    def is_ready(self) -> bool:
        return self.answers("/readyz")

    def pid_of(self, *words: str) -> int:
        """The child of the house whose command holds the words; 0 if there is none."""
        for file in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError, ValueError):
                parent = int(file.read_text().rsplit(")", 1)[1].split()[1])
                command = (file.parent / "cmdline").read_bytes().decode().split("\0")
                if parent == self.process.pid and all(word in command for word in words):
                    return int(file.parent.name)
        return 0


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with TemporaryDirectory(prefix="indgang-") as folder:
        Path(folder).chmod(0o711)
        house = House(Path(folder))
        try:
            assert soon(house.is_ready), house.log.name
            yield house
        finally:
            house.process.send_signal(signal.SIGINT)
            house.process.wait(PATIENCE)
            house.log.close()


def test_who_took_the_port_while_the_tables_were_made_is_not_taken_for_the_house() -> None:
    with TemporaryDirectory(prefix="indgang-") as folder:
        Path(folder).chmod(0o711)
        late = House(Path(folder))
        # Given that the port was free at first
        assert soon(late.database.is_alive)
        # When somebody else comes to it, and answers everything
        with ThreadingHTTPServer(("127.0.0.1", late.port), Other) as other:
            threading.Thread(target=other.serve_forever).start()
            try:
                ended = soon(lambda: late.process.poll() is not None)
            finally:
                other.shutdown()
                late.process.send_signal(signal.SIGINT)
                late.process.wait(PATIENCE)
                late.log.close()
        # Then the house says so, and does not open
        assert ended
        said = (late.var / "house.log").read_text()
        assert f"Port {late.port} on 127.0.0.1 cannot be used" in said
        assert "Indgang is open" not in said


class Other(BaseHTTPRequestHandler):
    """Another program, which is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def soon(true: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("part", [("granian",), ("worker",)])
def test_a_killed_process_is_started_again(house: House, part: tuple[str, ...]) -> None:
    before = house.pid_of(*part)
    os.kill(before, signal.SIGKILL)
    assert soon(lambda: house.pid_of(*part) not in {0, before})
    assert soon(house.is_ready)


def test_nothing_that_was_acknowledged_is_lost_when_the_database_is_killed(house: House) -> None:
    acknowledged: list[int] = []
    enough = threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            with (
                contextlib.suppress(psycopg.OperationalError),
                psycopg.connect(house.database.url("indgang"), autocommit=True) as connection,
            ):
                while not enough.is_set():
                    number += 1
                    connection.execute("insert into written values (%s)", [number])
                    acknowledged.append(number)

    with psycopg.connect(house.database.url("indgang"), autocommit=True) as connection:
        connection.execute("create table written (number int)")
    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(2):
        seen = len(acknowledged)
        assert soon(lambda seen=seen: len(acknowledged) > seen + 100)
        before = house.pid_of("-D")
        os.kill(before, signal.SIGKILL)
        assert soon(lambda before=before: house.pid_of("-D") not in {0, before})
    assert soon(house.is_ready)
    enough.set()
    writer.join()

    with psycopg.connect(house.database.url("indgang")) as connection:
        kept = {row[0] for row in connection.execute("select number from written")}
    assert set(acknowledged) <= kept


def test_ctrl_c_stops_everything_and_a_second_start_is_quick(house: House) -> None:
    assert soon(lambda: house.pid_of("worker"))
    stop_and_look_that_nothing_is_left(house)

    begun = time.monotonic()
    again = House(house.var)
    assert soon(lambda: again.answers("/healthz"))
    took = time.monotonic() - begun
    assert soon(lambda: again.pid_of("worker"))
    stop_and_look_that_nothing_is_left(again)

    if os.getloadavg()[0] <= len(os.sched_getaffinity(0)):
        assert took < SECOND_START


def stop_and_look_that_nothing_is_left(house: House) -> None:
    children = [house.pid_of("granian"), house.pid_of("worker"), house.pid_of("-D")]
    assert all(children)
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(PATIENCE) == 0
    house.log.close()
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
