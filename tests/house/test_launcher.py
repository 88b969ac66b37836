"""The server that starts by itself, and starts again."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from indgang.config.launcher import Embedded, NoServer, find_binaries, main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Embedded]:
    """Not a throw-away one: that one forgets the last moment when it is killed."""
    with TemporaryDirectory(prefix="indgang-") as folder:
        Path(folder).chmod(0o711)
        with Embedded(Path(folder) / "pg") as server:
            yield server


def postmaster(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_a_second_start_joins_the_first(server: Embedded) -> None:
    second = Embedded(server.home).start()
    assert second.process is None
    assert second.is_running()


def test_nobody_else_can_reach_the_socket(server: Embedded) -> None:
    assert server.socket.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_what_was_committed_is_there_after_kill_9(server: Embedded) -> None:
    with psycopg.connect(server.url()) as connection:
        connection.execute("create table kept as select generate_series(1, 500)")

    os.kill(postmaster(server), signal.SIGKILL)
    server.process.wait()  # type: ignore[union-attr]  # the fixture started it
    assert not server.is_running()
    server.start()

    with psycopg.connect(server.url()) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (500,)


def test_a_failing_row_is_not_copied_into_the_log(server: Embedded) -> None:
    with psycopg.connect(server.url()) as connection:
        connection.execute("create table guest (name text check (name = ''))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("insert into guest values ('Karen')")
    assert "guest_name_check" in server.last_words()
    assert "Karen" not in server.last_words()


def test_another_versions_files_are_left_alone(server: Embedded) -> None:
    home = server.home.parent / "older"
    (home / "data").mkdir(parents=True)
    (home / "data/PG_VERSION").write_text("9\n")
    with pytest.raises(NoServer, match="was made by PostgreSQL 9"):
        Embedded(home).start()


def test_a_wrong_pg_bin_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", "/nowhere")
    with pytest.raises(NoServer, match="PG_BIN is /nowhere"):
        find_binaries()


def test_a_deep_folder_gets_a_short_socket(tmp_path: Path) -> None:
    deep = Embedded(tmp_path / ("d" * 60) / ("e" * 60))
    assert len(os.fsencode(deep.socket)) < 60


def test_a_command_runs_beside_a_server_that_is_gone_afterwards(tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = f"import os; open({str(said)!r}, 'w').write(os.environ['INDGANG_TEST_ADMIN_DSN'])"
    assert main([sys.executable, "-c", script]) == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(said.read_text())
