"""The command that runs an installation."""

import socket

import pytest

from indgang.config.cli import commands, main
from indgang.config.commands.serve import check_port
from indgang.config.database import Role, dsn
from indgang.config.launcher import NoServer


def test_a_stranger_sees_what_there_is_and_where_to_begin(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(name in said for name in commands())
    assert "indgang db prepare" in said


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if name == "manage":
        pytest.skip("passes everything on, --help too")
    with pytest.raises(SystemExit):
        main([name, "--help"])
    assert commands()[name][:20] in capsys.readouterr().out


@pytest.mark.parametrize("role", list(Role))
def test_it_says_how_a_role_connects(
    role: Role, house: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "dsn", "--role", role.value]) == 0
    assert capsys.readouterr().out.strip() == dsn(role)


def test_a_wrong_setting_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "many")
    assert main(["serve"]) == 1
    assert "PORT must be a whole number" in capsys.readouterr().err


def test_another_servers_database_is_not_started_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://boss@db.example/indgang")
    assert main(["db", "stop"]) == 1
    assert "names another server" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(NoServer, match=f"Port {port} .*PORT={port + 1}"):
            check_port("127.0.0.1", port)
