"""The command that runs an installation."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from indgang.config.cli import commands, main
from indgang.config.commands import make_letters_folder
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


@pytest.mark.parametrize(
    "words",
    [
        ["serve", "--port", "99999"],
        ["serve", "--port", "-1"],
        ["serve", "--workers", "0"],
        ["serve", "--grace", "soon"],
        ["worker", "--concurrency", "0"],
    ],
)
def test_a_number_out_of_its_bounds_is_said(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert "a whole number from 1 to" in capsys.readouterr().err


def in_a_process_of_its_own(*words: str, **environment: str) -> tuple[int, str]:
    """As an operator runs it. Settings are read once a process, so these need one each."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "indgang.config.cli", *words],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "words", [["db", "migrate"], ["signin", "reset", "a@lillevang.example"], ["manage", "migrate"]]
)
def test_a_database_that_is_gone_is_one_sentence(words: list[str], tmp_path: Path) -> None:
    code, said = in_a_process_of_its_own(
        *words, DATABASE_URL="postgresql://boss:x@127.0.0.1:1/kommune", INDGANG_VAR=str(tmp_path)
    )
    assert code == 1
    assert said.startswith("The database does not answer.")
    assert "Traceback" not in said


def test_a_database_without_tables_is_told_what_comes_first(house: str, tmp_path: Path) -> None:
    empty = dsn(Role.OWNER, "postgres", admin=os.environ["INDGANG_TEST_ADMIN_DSN"])
    code, said = in_a_process_of_its_own(
        "manage", "shell", "-c", "from indgang.people.models import Unit; Unit.objects.get()",
        DATABASE_OWNER_URL=empty, INDGANG_DB_ROLE="owner", INDGANG_VAR=str(tmp_path),
    )  # fmt: skip
    assert code == 1
    assert "people_unit" in said
    assert "indgang db migrate" in said
    assert "Traceback" not in said


def test_a_real_house_without_its_key_is_told_once_and_not_by_every_process(
    tmp_path: Path,
) -> None:
    code, said = in_a_process_of_its_own(
        "serve", PUBLIC_URL="https://indgang.example", SECRET_KEY="", INDGANG_VAR=str(tmp_path)
    )
    assert code == 1
    assert said.startswith("SECRET_KEY (or SECRET_KEY_FILE) is needed")


def test_questions_without_somebody_who_answers_end(tmp_path: Path, house: str) -> None:
    code, said = in_a_process_of_its_own("init", INDGANG_VAR=str(tmp_path))
    assert code == 2
    assert "Intet er gemt" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("url", "is_said"), [("https://indgang.example", True), ("http://127.0.0.1:8000", False)]
)
def test_letters_without_a_mail_server_are_for_the_operators_eyes_and_said(
    url: str,
    is_said: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PUBLIC_URL", url)
    monkeypatch.setenv("INDGANG_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("EMAIL_HOST", raising=False)
    make_letters_folder()
    assert (tmp_path / "var/mail").stat().st_mode & 0o077 == 0
    assert ("EMAIL_HOST is not set" in capsys.readouterr().err) is is_said


def test_with_a_mail_server_there_is_no_folder_of_letters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EMAIL_HOST", "post.example")
    monkeypatch.setenv("INDGANG_VAR", str(tmp_path))
    make_letters_folder()
    assert not (tmp_path / "mail").exists()
