"""A municipality that really runs: a database of its own, the web server and the worker.

Everything is made by the commands an operator uses. What happened before a journey begins is done
`backstage`, by the operations that the pages call, in the roles that the pages have.
"""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connections
from django.db.utils import load_backend
from procrastinate.contrib.django import app
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from indgang.access.door import acting
from indgang.access.keys import (
    new_session_for_card,
    new_session_for_colleague,
    new_session_in_demo,
    replace_card,
)
from indgang.access.operations import employ_colleague, give_permission, introduce_guest
from indgang.access.rules import new_code
from indgang.config.database import Role as Login
from indgang.config.database import dsn, prepare
from indgang.entrance.operations import register_arrival, start_conversation
from indgang.kernel.actor import Actor, Role
from indgang.kernel.privacy import ALL_KINDS, Kind
from indgang.people.models import Unit
from indgang.people.signin.models import Account
from tests.factories.post import Gateway, MailServer
from tests.journeys.processes import ROOT, answers, end, free_port, start, wait_for
from tests.journeys.town import write_table

VAR = ROOT / "var" / "journeys"
INDGANG = (sys.executable, "-m", "indgang.config.cli")
TEMPLATE = "journeys_template"
PATIENCE = 180.0  # seconds; only a machine that is nearly drowned needs them
ADMINISTRATOR = "astrid@eksempelby.example"

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in the house, and the unit he does it in."""

    person_id: UUID
    name: str
    unit_id: UUID


@dataclass(frozen=True)
class Guest:
    """Somebody who has come in, and the code of the key card he was given."""

    person_id: UUID
    name: str
    code: str


@dataclass(frozen=True)
class Talk:
    """A conversation that has begun."""

    guest: Guest
    path: str


PAIR = (Role.HOST, Role.GUIDE)


@dataclass
class Place:
    """One municipality with its processes."""

    name: str
    mail: MailServer
    gateway: Gateway
    web_processes: int = 2
    has_demo_door: bool = False
    colleagues: dict[Role, Colleague] = field(default_factory=dict)
    password_address: str = ""
    admin: str = field(default_factory=lambda: os.environ["INDGANG_TEST_ADMIN_DSN"])

    def __post_init__(self) -> None:
        self.port = free_port()
        # A passkey belongs to a name, and an address of numbers is none.
        self.url = f"http://localhost:{self.port}"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.backstage = Backstage(self.environment())

    # ── the commands ──────────────────────────────────────────────────────────────────────────

    def environment(self) -> dict[str, str]:
        """What its processes are started with: the roles of the pages and the worker, no other."""
        return os.environ | {
            "DATABASE_WEB_URL": self.address(Login.WEB),
            "DATABASE_DOOR_URL": self.address(Login.DOOR),
            "DATABASE_JOBS_URL": self.address(Login.JOBS),
            "DEMO": str(int(self.has_demo_door)),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail.port),
            "EMAIL_USE_TLS": "0",
            "INDGANG_VAR": str(VAR),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "PYTHONWARNINGS": "",
            "SECRET_KEY": settings.SECRET_KEY,
            "SMS_GATEWAY_URL": self.gateway.url,
            "SMS_GATEWAY_TOKEN": "journey",
            "WORKER_KEY": settings.WORKER_KEY,
        }

    def address(self, login: Login) -> str:
        """How the role connects to this place's database."""
        return dsn(login, self.name, admin=self.admin)

    def command(self, *arguments: str) -> str:
        """Run an `indgang` command as the operator, and return what it said."""
        operator = {"DATABASE_OWNER_URL": self.address(Login.OWNER)}
        done = subprocess.run(  # noqa: S603 - our own command
            [*INDGANG, *arguments],
            env=self.environment() | operator,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"indgang {' '.join(arguments)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def set_up(self, answers: Path) -> None:
        """A municipality of one's own, and a colleague in every role."""
        said = self.command("init", "--file", str(answers))
        self.password_address = re.search(r"http://\S+", said)[0]  # type: ignore[index]  # or fail
        self.backstage.run(self._employ_everybody)
        table = write_table(VAR / f"{self.name}-offers.csv")
        self.command("offers", "import", str(table), "--apply")

    def start(self, *names: str) -> None:
        """Web server and worker, until both answer."""
        commands = {
            "web": ("serve", "--workers", str(self.web_processes)),
            "worker": ("worker",),
        }
        for name in names or commands:
            self.processes[name] = start(
                *INDGANG, *commands[name], environment=self.environment(), log=self.log(name)
            )
        self.wait_until_ready()

    def stop(self) -> None:
        """End everything, and leave nothing behind."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            end(process)
        self.backstage.close()

    def log(self, name: str) -> Path:
        return VAR / f"{self.name}-{name}.log"

    def wait_until_ready(self) -> None:
        """Until pages, database and worker are there."""
        wanted = "/readyz" if "worker" in self.processes else "/healthz"
        ready = wait_for(lambda: answers(f"{self.url}{wanted}"), seconds=PATIENCE)
        assert ready, "\n".join(self.log(name).read_text()[-3000:] for name in self.processes)

    # ── who is who ────────────────────────────────────────────────────────────────────────────

    def session_of(self, colleague: Colleague) -> str:
        """A signed-in colleague's key, as the sign-in page hands it over."""
        return self.backstage.run(_session, colleague.person_id)

    def demo_session_of(self, person_id: UUID) -> str:
        """The key that the demo's list of people hands over at one click."""
        key = self.backstage.run(new_session_in_demo, person_id)
        assert key, "Not in the demo."
        return key

    def session_of_guest(self, guest: Guest) -> str:
        """The key a guest gets for his card."""
        return self.backstage.run(_card_session, guest.code)

    def guest(self, name: str = "Karen", *, lets_in: Role | None = None) -> Guest:
        """Somebody who came by, was welcomed by the host and given a key card.

        With `lets_in` she has also said yes to a colleague reading and writing everything.
        """
        host = self.colleagues[Role.HOST]
        key = self.session_of(host)
        guest = self.backstage.run(_welcomed, key, host.unit_id, name)
        if lets_in:
            self.lets_in(guest, self.colleagues[lets_in])
        return guest

    def conversation(self, name: str = "Karen", *, ours: tuple[Role, Role] = PAIR) -> Talk:
        """A guest who sits with two colleagues, and has said yes to being written about."""
        first, second = (self.colleagues[role] for role in ours)
        return self.backstage.run(_sat_down, self.session_of(first), name, first, second)

    def lets_in(self, guest: Guest, colleague: Colleague) -> None:
        """The guest's own yes, as on her page."""
        self.backstage.run(_let_in, self.session_of_guest(guest), guest, colleague)

    def as_guest(self, guest: Guest, doing: Callable[[Actor], T]) -> T:
        """Something the guest did before the journey begins."""
        return self.backstage.run(_act, self.session_of_guest(guest), doing)

    def as_colleague(self, colleague: Colleague, doing: Callable[[Actor], T]) -> T:
        """Something a colleague did before the journey begins."""
        return self.backstage.run(_act, self.session_of(colleague), doing)

    def by_the_worker(self, doing: Callable[[Actor], T]) -> T:
        """Something the worker does by itself in time."""
        return self.backstage.run(_act, settings.WORKER_KEY, doing)

    def wakes_worker(self, job: str, **about: str) -> None:
        """Leave the worker a job, as its clock does."""
        jobs = SyncPsycopgConnector(kwargs=dict(conninfo_to_dict(self.address(Login.JOBS))))
        with app.replace_connector(jobs) as own, own.open():
            own.configure_task(job).defer(**about)

    @contextmanager
    def as_owner(self) -> Iterator[psycopg.Connection[Any]]:
        """A look behind the walls, for what no role may see: whether something was really kept."""
        with psycopg.connect(self.address(Login.OWNER)) as connection:
            yield connection

    def _employ_everybody(self) -> None:
        first = Account.objects.using("door").get(email=ADMINISTRATOR)
        key = _session(first.person_id)
        with acting(key) as actor:
            units = {unit.kind: unit.id for unit in Unit.objects.all()}
            self.colleagues[Role.ADMINISTRATOR] = Colleague(
                first.person_id, "Astrid", units["administration"]
            )
            for role, (name, title, kind) in COLLEAGUES.items():
                person_id = employ_colleague(
                    shown_name=name, title=title, phone="", unit_id=units[kind], role=role, by=actor
                )
                self.colleagues[role] = Colleague(person_id, name, units[kind])


COLLEAGUES = {
    Role.HOST: ("Hanne", "vært", "house"),
    Role.PEER_HOST: ("Peder", "vært med egne erfaringer", "house"),
    Role.VOLUNTEER: ("Viola", "frivillig", "house"),
    Role.GUIDE: ("Mette", "guide", "house"),
    Role.COORDINATOR: ("Karsten", "koordinator", "house"),
    Role.OUTREACH: ("Omar", "opsøgende medarbejder", "guides"),
    Role.PROVIDER: ("Poul", "tilbudsleder", "guides"),
    Role.AUTHORITY: ("Merete", "myndighed", "administration"),
    Role.ACUTE: ("Anker", "akutmedarbejder", "guides"),
    Role.LEADER: ("Lis", "leder", "administration"),
    Role.COUNCIL: ("Rigmor", "medlem af rådet", "administration"),
    Role.DPO: ("Ditte", "databeskyttelsesrådgiver", "administration"),
}


class Backstage:
    """One thread that is connected to the place's database as its pages are.

    A thread of its own, because the browser's driver runs an event loop in the test's.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self.addresses = {
            "default": environment["DATABASE_WEB_URL"],
            "door": environment["DATABASE_DOOR_URL"],
        }
        self.thread = ThreadPoolExecutor(1, initializer=self._connect)

    def run(self, doing: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it there, and wait for it."""
        return self.thread.submit(doing, *args, **kwargs).result()

    def close(self) -> None:
        self.run(connections.close_all)
        self.thread.shutdown()

    def _connect(self) -> None:
        for alias, url in self.addresses.items():
            parts = conninfo_to_dict(url)
            values = connections.settings[alias] | {
                "NAME": parts["dbname"], "USER": parts["user"], "HOST": parts["host"],
                "PASSWORD": parts.get("password") or "", "PORT": parts.get("port") or "",
                "OPTIONS": {"connect_timeout": 5},
            }  # fmt: skip
            backend = load_backend(values["ENGINE"])
            connections[alias] = backend.DatabaseWrapper(values, alias)


def make_template(place: Place) -> None:
    """A database with all tables, once a run; the places are copies of it."""
    admin = os.environ["INDGANG_TEST_ADMIN_DSN"]
    made = "select from pg_database where datname = %s"
    with psycopg.connect(admin, dbname="postgres", autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(20261122)")  # the other process waits for it
        if connection.execute(made, [TEMPLATE]).fetchone():
            return
        prepare(admin, TEMPLATE)
        template = Place(TEMPLATE, mail=place.mail, gateway=place.gateway)
        template.command("db", "migrate")
        template.backstage.thread.shutdown()


def copy_template(name: str) -> None:
    admin = os.environ["INDGANG_TEST_ADMIN_DSN"]
    with psycopg.connect(admin, dbname="postgres", autocommit=True) as connection:
        copy = sql.SQL("create database {} template {}")
        connection.execute(copy.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    prepare(admin, name)  # a copy has its tables' rights but not the database's


# ── what happens backstage ────────────────────────────────────────────────────────────────────


def _act(key: str, doing: Callable[[Actor], T]) -> T:
    with acting(key) as actor:
        assert actor.is_known, "The key opens nothing."
        return doing(actor)


def _session(person_id: UUID) -> str:
    key = new_session_for_colleague(person_id)
    assert key, "No role today."
    return key


def _card_session(code: str) -> str:
    key = new_session_for_card(code, days=1)
    assert key, "The card is not in force."
    return key


def _welcomed(key: str, unit_id: UUID, name: str) -> Guest:
    with acting(key) as host:
        person_id = introduce_guest(
            nickname=name, language="da", unit_id=unit_id, why="Kom forbi", by=host
        )
    code = new_code(secrets.token_bytes)
    assert replace_card(staff_key=key, person_id=person_id, code=code) == "made"
    return Guest(person_id, name, code)


def _sat_down(key: str, name: str, first: Colleague, second: Colleague) -> Talk:
    with acting(key) as actor:
        arrival = register_arrival(nickname=name, about="Vil tale", unit_id=first.unit_id, by=actor)
    # Before the talk: afterwards a new card takes a second colleague.
    code = new_code(secrets.token_bytes)
    assert replace_card(staff_key=key, person_id=arrival.person_id, code=code) == "made"
    with acting(key) as actor:
        conversation = start_conversation(
            person_id=arrival.person_id,
            guide_ids=[first.person_id, second.person_id],
            arrival_id=arrival.id,
            by=actor,
        )
    return Talk(Guest(arrival.person_id, name, code), f"/huset/samtale/{conversation.id}")


def _let_in(key: str, guest: Guest, colleague: Colleague) -> None:
    with acting(key) as actor:
        give_permission(
            person_id=guest.person_id,
            to_person_id=colleague.person_id,
            kinds=[Kind(kind) for kind in ALL_KINDS],
            why="Vi taler sammen",
            may_write=True,
            by=actor,
        )
