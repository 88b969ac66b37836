"""The whole house on one machine: database, pages and worker, until Ctrl-C. `make run` is this."""

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from indgang.config import state
from indgang.config.commands.db import let_the_worker_in, migrate
from indgang.config.commands.serve import check_port
from indgang.config.database import (
    ROLE_ADDRESSES,
    Role,
    admin_dsn,
    database_name,
    dsn,
    embedded,
    prepare,
    uses_own_server,
)
from indgang.config.env import BadSetting, env_bool, env_int, is_local, public_url, secret_key, var
from indgang.config.launcher import Embedded, NoServer

INDGANG = (sys.executable, "-m", "indgang.config.cli")
DEMO_COMMAND = Path(__file__).with_name("commands") / "demo.py"
PAGES, WORKER = (Role.WEB, Role.DOOR), (Role.WEB, Role.DOOR, Role.JOBS)
LOOK_SECONDS = 0.5  # how often the children are looked at
STOP_SECONDS = 15.0  # what a child gets to finish its work
LONGEST_PAUSE = 30.0  # between two starts of a child that will not live


class Child:
    """One process of the house, started again whenever it ends."""

    def __init__(self, name: str, *arguments: str, roles: tuple[Role, ...]) -> None:
        self.name = name
        self.roles = roles
        self.command = [*INDGANG, *arguments]
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = 0.0
        self.next_start = 0.0
        self.started = 0.0

    def start(self) -> None:
        """Start it in a group of its own: Ctrl-C reaches the house, which then stops it."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=environment_of(self.roles),
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )

    def look(self) -> None:
        """Start it again if it ended: at once, then with growing pauses if it keeps ending."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.next_start:
            self.pause = (
                0.0 if now - self.started > 60 else min(self.pause * 2 + 0.5, LONGEST_PAUSE)
            )
            self.next_start = now + self.pause
            self.sweep()
            print(f"· The {self.name} ended ({self.process.returncode}); it is started again.")
        if now >= self.next_start:
            self.next_start = 0.0
            self.start()

    def sweep(self) -> None:
        """End what a killed child left behind: its own workers would keep the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def ask_to_stop(self) -> None:
        """Let it finish what it has in hand."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self, deadline: float) -> None:
        """Wait until it ended; past the deadline, end it."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.1, deadline - time.monotonic()))
            self.sweep()
            self.process.wait()


class House:
    """What was started here, and is stopped here."""

    def __init__(self) -> None:
        self.server: Embedded | None = None
        self.children = [
            Child("web server", "serve", "--grace", "2", roles=PAGES),
            Child("worker", "worker", roles=WORKER),
        ]
        self.is_told_to_stop = False

    def open(self) -> None:
        """Database, tables, demo, pages, worker. Returns when the pages answer."""
        os.environ.setdefault("DEMO", "1" if is_local() else "0")
        secret_key()
        port = env_int("PORT", 8000, least=1, most=65535)
        check_port("127.0.0.1", port)
        if uses_own_server():
            self.server = embedded()  # before it starts: an interrupted start is stopped too
            self.server.start()
        if admin := admin_dsn():
            prepare(admin, database_name())
        furnish()
        # To fill the demo takes its time, and whoever came to the port meanwhile would answer.
        check_port("127.0.0.1", port)
        for child in self.children:
            child.start()
            if child is self.children[0]:
                self.wait_until_it_answers()  # the pages first: the worker would take their time

    def wait_until_it_answers(self) -> None:
        """Raises NoServer if the pages do not come up."""
        address = f"http://127.0.0.1:{env_int('PORT', 8000)}/healthz"
        end = time.monotonic() + 60
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < end and self.children[0].process.poll() is None:  # type: ignore[union-attr]  # started above
            try:
                opener.open(address, timeout=2).close()
            except urllib.error.HTTPError as reason:
                raise NoServer(f"The pages answer, but not well: {reason}") from reason
            except OSError:
                time.sleep(0.05)  # not yet
            else:
                return
        raise NoServer("The web server did not come up; see above.")

    def keep(self) -> None:
        """Look after everything until told to stop."""
        while not self.is_told_to_stop:
            time.sleep(LOOK_SECONDS)
            if self.server and not self.server.is_running():
                print("· PostgreSQL ended; it is started again.")
                self.server.start()
            for child in self.children:
                child.look()

    def interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Told to stop. The word is kept too, for Python drops what is raised in some places."""
        self.is_told_to_stop = True
        raise KeyboardInterrupt

    def close(self) -> None:
        """Stop what was started, in the opposite order."""
        for child in reversed(self.children):
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        for child in reversed(self.children):
            child.stop(deadline)
        if self.server:
            self.server.stop()


def furnish() -> None:
    """The tables and the demo, where this code has not seen to them before.

    Raises NoServer if that fails.
    """
    mark = state.wanted(demo=env_bool("DEMO"))
    if state.found() == mark:
        let_the_worker_in()  # with another SECRET_KEY it has another key
        return
    if migrate(quietly=True):
        raise NoServer("The tables could not be brought up to date; see above.")
    if env_bool("DEMO") and DEMO_COMMAND.exists():
        subprocess.run([*INDGANG, "demo", "--if-empty"], check=True)
    state.remember(mark)


def environment_of(roles: tuple[Role, ...]) -> dict[str, str]:
    """Without the administrator's address: a process gets the roles it works under, no more."""
    taken_out = {"DATABASE_URL", "DATABASE_URL_FILE"}
    for role in Role:
        taken_out |= {ROLE_ADDRESSES[role], f"{ROLE_ADDRESSES[role]}_FILE"}
    if Role.JOBS not in roles:
        taken_out |= {"WORKER_KEY", "WORKER_KEY_FILE"}
    kept = {name: value for name, value in os.environ.items() if name not in taken_out}
    return kept | {ROLE_ADDRESSES[role]: dsn(role) for role in roles}


def main() -> int:
    """Open the house, say where it is, keep it until told to stop."""
    var().mkdir(parents=True, exist_ok=True)
    with (var() / "house.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print(
                "The house is already open: another `make run` uses this folder.", file=sys.stderr
            )
            return 1
        return open_and_keep(House())


def open_and_keep(house: House) -> int:
    """From the first start to the last stop. Returns the exit code."""
    # Said anew: a shell that starts the house in the background has switched Ctrl-C off.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, house.interrupt)
    try:
        house.open()
        say_welcome()
        house.keep()
    except (BadSetting, NoServer, subprocess.CalledProcessError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not leave half of it
        print("\n· Closing.", flush=True)
        house.close()
    return 0


def say_welcome() -> None:
    """Where to go, and how to get in."""
    url = public_url()
    print(f"\nIndgang is open at {url}/")
    if env_bool("DEMO") and DEMO_COMMAND.exists():
        print(f"Sign in with one click as somebody from Lillevang: {url}/demo")
    print("Ctrl-C closes it.", flush=True)


def _end_with_parent() -> None:
    """In the child: a house that is killed takes the others with it, or they would hold the port."""
    with contextlib.suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
