"""A wrong value stops the program with a sentence that names the variable."""

from pathlib import Path

import pytest

from indgang.config.env import (
    BadSetting,
    env_bool,
    env_int,
    env_list,
    env_secret,
    is_local,
    public_url,
    secret_key,
    var,
    worker_key,
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PUBLIC_URL", "PORT", "SECRET_KEY", "SECRET_KEY_FILE", "WORKER_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INDGANG_VAR", str(tmp_path / "var"))


@pytest.mark.parametrize("value", ["maybe", "2", "ja"])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEMO", value)
    with pytest.raises(BadSetting, match="DEMO must be 1 or 0"):
        env_bool("DEMO")


@pytest.mark.parametrize(
    ("value", "is_on"), [("1", True), ("Yes", True), ("0", False), ("", False)]
)
def test_a_switch_is_read(monkeypatch: pytest.MonkeyPatch, value: str, is_on: bool) -> None:
    monkeypatch.setenv("DEMO", value)
    assert env_bool("DEMO") is is_on


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000.5", "80 00", "٣"])
def test_a_port_is_a_whole_number_in_its_bounds(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(BadSetting, match="PORT must be a whole number from 1 to 65535"):
        env_int("PORT", 8000, least=1, most=65535)


@pytest.mark.parametrize(
    "value",
    ["indgang.dk", "ftp://indgang.dk", "https://", "https://[", "https://indgang.dk:abc"],
)
def test_an_address_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", value)
    with pytest.raises(BadSetting, match="PUBLIC_URL must be an address"):
        public_url()


def test_a_list_stands_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.dk, b.dk,,")
    assert env_list("ALLOWED_HOSTS") == ["a.dk", "b.dk"]


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hemmelig\n")
    monkeypatch.setenv("EMAIL_HOST_PASSWORD_FILE", str(tmp_path / "key"))
    assert env_secret("EMAIL_HOST_PASSWORD") == "hemmelig"


def test_a_secret_is_given_once_and_can_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EMAIL_HOST_PASSWORD_FILE", str(tmp_path / "not-there"))
    with pytest.raises(BadSetting, match="cannot be read"):
        env_secret("EMAIL_HOST_PASSWORD")
    monkeypatch.setenv("EMAIL_HOST_PASSWORD", "hemmelig")
    with pytest.raises(BadSetting, match="not both"):
        env_secret("EMAIL_HOST_PASSWORD")


@pytest.mark.parametrize("url", ["http://indgang.dk", "http://10.0.0.7:8000"])
def test_others_are_only_served_over_tls(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", url)
    with pytest.raises(BadSetting, match="PUBLIC_URL must begin with"):
        public_url()


def test_the_address_follows_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert public_url() == "http://127.0.0.1:8123"
    assert is_local()


def test_a_real_installation_brings_its_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://indgang.dk/")
    assert public_url() == "https://indgang.dk"
    with pytest.raises(BadSetting, match=r"SECRET_KEY .* is needed"):
        secret_key()
    monkeypatch.setenv("SECRET_KEY", "short")
    with pytest.raises(BadSetting, match="has 5 characters"):
        secret_key()


def test_a_developers_machine_makes_its_key_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    first = secret_key()
    assert secret_key() == first
    assert (tmp_path / "var/secret-key").stat().st_mode & 0o077 == 0


def test_the_workers_key_is_not_to_be_found_from_what_the_pages_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "k" * 60)
    first = worker_key()
    assert worker_key() == first
    assert len(first) >= 40
    (var() / "worker-key").unlink()
    assert worker_key() != first
    monkeypatch.setenv("WORKER_KEY", "short")
    with pytest.raises(BadSetting, match="WORKER_KEY has 5"):
        worker_key()
    monkeypatch.delenv("WORKER_KEY")
    monkeypatch.setenv("PUBLIC_URL", "https://indgang.dk/")
    with pytest.raises(BadSetting, match=r"WORKER_KEY .* is needed"):
        worker_key()
