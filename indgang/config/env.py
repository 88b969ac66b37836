"""Values from the environment, typed. A wrong value stops the program with a sentence."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
WORKER_KEY_LENGTH = 40  # what nobody finds by trying
SECRET_KEY_LENGTH = 50  # what Django's own deployment check asks for
SETTINGS = {"DJANGO_SETTINGS_MODULE": "indgang.config.settings"}  # for Django in its own process
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class BadSetting(Exception):  # noqa: N818 - it reads as the sentence it is
    """A variable of the environment has a value that cannot be right; the text says which."""


def env_str(name: str, default: str = "") -> str:
    """The value, without surrounding blanks. An empty value counts as not given."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off. Raises BadSetting for the rest."""
    value = env_str(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise BadSetting(f"{name} must be 1 or 0, not {value!r}.")


def env_int(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number between the bounds. Raises BadSetting otherwise."""
    value = env_str(name) or str(default)
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def env_list(name: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in env_str(name).split(",") if part.strip()]


def env_secret(name: str, default: str = "") -> str:
    """The value, or what is in the file that <name>_FILE names. Raises BadSetting for both.

    A file keeps the secret out of process lists and crash reports.
    """
    value, file = env_str(name), env_str(f"{name}_FILE")
    if value and file:
        raise BadSetting(f"Set {name} or {name}_FILE, not both.")
    if not file:
        return value or default
    try:
        return Path(file).read_text().strip() or default
    except (OSError, UnicodeDecodeError) as reason:
        raise BadSetting(f"{name}_FILE cannot be read: {reason}") from reason


def env_url(name: str, default: str = "") -> str:
    """A web address without a trailing slash. Raises BadSetting if it is none."""
    value = env_str(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        is_one = False
    if value and not is_one:
        raise BadSetting(f"{name} must be an address with http:// or https://, not {value!r}.")
    return value


def env_tiles(name: str) -> str:
    """The address of map tiles, with {z}, {x} and {y} in it. Raises BadSetting if it is none."""
    value = env_url(name)
    parts = urlsplit(value)
    is_whole = all(part in parts.path + parts.query for part in ("{z}", "{x}", "{y}"))
    if value and (not is_whole or {"{", "}", ";", ",", " "} & set(parts.netloc)):
        raise BadSetting(f"{name} must be one host's address with {{z}}, {{x}} and {{y}} in it.")
    return value


def checkout() -> Path:
    """The folder that holds the package: the repository, when it runs from one."""
    return Path(__file__).resolve().parents[2]


def var() -> Path:
    """Where this machine keeps what it makes for itself (INDGANG_VAR)."""
    if named := env_str("INDGANG_VAR"):
        return Path(named).absolute()
    here = checkout()
    return (here if (here / "pyproject.toml").exists() else Path.cwd()) / "var"


def public_url() -> str:
    """The address people type. Everything about hosts and TLS follows from it."""
    url = env_url("PUBLIC_URL", f"http://127.0.0.1:{env_int('PORT', 8000, least=1, most=65535)}")
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise BadSetting("PUBLIC_URL must begin with https:// for anything but this machine.")
    return url


def is_local() -> bool:
    """Whether only this machine is served: a developer's or a demonstration."""
    return urlsplit(public_url()).hostname in LOOPBACK


def secret_key() -> str:
    """The key that signs cookies and tickets and gives the database roles their passwords.

    On a developer's machine it makes itself, once, in the var folder. Raises BadSetting if it is
    too short, or missing where others than this machine are served.
    """
    key = env_secret("SECRET_KEY")
    if not key and not is_local():
        raise BadSetting("SECRET_KEY (or SECRET_KEY_FILE) is needed: at least 50 characters.")
    key = key or _own_secret_key(var() / "secret-key")
    if len(key) < SECRET_KEY_LENGTH:
        raise BadSetting(f"SECRET_KEY has {len(key)} characters; it needs at least 50.")
    return key


def worker_key() -> str:
    """The worker's raw key. The pages are not given it, and cannot make it from what they are given.

    On a developer's machine it makes itself, once, in the var folder. Raises BadSetting if it is
    too short, or missing where others than this machine are served.
    """
    key = env_secret("WORKER_KEY")
    if not key and not is_local():
        raise BadSetting(
            "WORKER_KEY (or WORKER_KEY_FILE) is needed by the worker and by `indgang db migrate`:"
            f" at least {WORKER_KEY_LENGTH} characters that are not in SECRET_KEY."
        )
    key = key or _own_secret_key(var() / "worker-key")
    if len(key) < WORKER_KEY_LENGTH:
        raise BadSetting(
            f"WORKER_KEY has {len(key)} characters; it needs at least {WORKER_KEY_LENGTH}."
        )
    return key


def _own_secret_key(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Two processes may start at once: only a whole file gets the name, and the first one keeps it.
    half = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(64))
        try:
            file.hardlink_to(half)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return file.read_text().strip()
