"""The plug is pulled while somebody writes: what was said to be kept is kept, and all comes back."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

import psycopg
import pytest
from django.db import connections
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker

from indgang.config.launcher import Embedded
from indgang.kernel.actor import Actor, Role
from indgang.post.messages import MessageKey
from indgang.post.operations import queue_message
from tests.factories.post import Gateway, MailServer
from tests.journeys.conftest import ANSWERS, Sits
from tests.journeys.letters import letter_to, send_now
from tests.journeys.place import PATIENCE, Place
from tests.journeys.processes import answers, end, start, wait_for
from tests.journeys.test_checkin import hears_by_mail

pytestmark = pytest.mark.xdist_group("kill")

HARD = "Det er svært"
AWAY = ("ERR_", "Failed to fetch", "50", "EventSource")  # what a page says while nobody answers


@dataclass
class House:
    """`make run` in a folder of its own, with a municipality of one's own in it."""

    place: Place
    process: "Popen[bytes]"

    def kill(self, *words: str) -> None:
        """kill -9, and wait until another one has come in its place."""
        before = self.pid_of(*words)
        assert before, words
        os.kill(before, signal.SIGKILL)
        assert wait_for(lambda: self.pid_of(*words) not in {0, before}, seconds=PATIENCE)

    def pid_of(self, *words: str) -> int:
        """The house's child whose command holds the words; 0 if there is none."""
        for file in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError, ValueError):
                parent = int(file.read_text().rsplit(")", 1)[1].split()[1])
                command = (file.parent / "cmdline").read_bytes().decode().split("\0")
                if parent == self.process.pid and all(word in command for word in words):
                    return int(file.parent.name)
        return 0


@pytest.fixture(scope="module")
def house(
    mail: MailServer, gateway: Gateway, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    with TemporaryDirectory(prefix="indgang-") as folder, django_db_blocker.unblock():
        var = Path(folder)
        var.chmod(0o711)  # the database's user must be able to walk through
        place = Place("indgang", mail=mail, gateway=gateway, admin=Embedded(var / "pg").url())
        # Its own server, and therefore nothing that names another one.
        named = ("DATABASE_", "INDGANG_TEST", "DJANGO_")
        own = {k: v for k, v in place.environment().items() if not k.startswith(named)}
        own |= {"INDGANG_VAR": str(var), "DEMO": "0"}
        command = (sys.executable, "-m", "indgang.config.house")
        process = start(*command, environment=own, log=place.log("kill"))
        try:
            assert wait_for(lambda: answers(f"{place.url}/readyz"), seconds=PATIENCE)
            (var / "municipality.toml").write_text(ANSWERS)
            place.set_up(var / "municipality.toml")
            yield House(place, process)
        finally:
            place.backstage.close()
            end(process, seconds=30)


@pytest.mark.parametrize("part", [("granian",), ("-D",)], ids=["web", "database"])
def test_what_is_being_written_survives(house: House, desk: Sits, part: tuple[str, ...]) -> None:
    talk = house.place.conversation(f"Karl {part[0]}")
    mette = desk(Role.GUIDE, at=house.place).goes_to(talk.path).may(*AWAY)
    # Given words that the page has said to be kept
    mette.types(HARD, "Det begyndte, da ")
    expect(mette.part("#hard_saved")).to_contain_text("Gemt")
    # When the process is killed while she writes on
    mette.types(HARD, "jeg flyttede ")
    house.kill(*part)
    mette.types(HARD, "hjemmefra.")
    # Then everything answers again by itself, and no word is lost
    assert wait_for(lambda: answers(f"{house.place.url}/readyz"), seconds=PATIENCE)
    whole = "Det begyndte, da jeg flyttede hjemmefra."
    assert wait_for(lambda: words(house.place, talk.path) == whole, seconds=PATIENCE)
    mette.reloads()
    expect(mette.field(HARD)).to_have_value(whole)


def test_a_letter_is_sent_when_the_worker_was_killed(house: House, mail: MailServer) -> None:
    place = house.place
    place.backstage.run(connections.close_all)  # the database they led to is no more
    karen = place.guest("Kirsten")
    hears_by_mail(place, karen, "kirsten@eksempelby.example")

    def tell(actor: Actor) -> None:
        queue_message(person_id=karen.person_id, message=MessageKey.NEWS, values={}, by=actor)

    place.as_guest(karen, tell)
    # When the worker is killed as the letter is due
    before = house.pid_of("worker")
    os.kill(before, signal.SIGKILL)
    send_now(place, karen)
    # Then another worker sends it
    assert letter_to("kirsten@eksempelby.example", mail).text
    assert house.pid_of("worker") not in {0, before}


def words(place: Place, path: str) -> str:
    """The latest text that the database has; nothing while it is away."""
    query = (
        "select text from entrance_sectiontext where conversation_id = %s"
        " order by version desc limit 1"
    )
    with contextlib.suppress(psycopg.Error), place.as_owner() as owner:
        row = owner.execute(query, [path[-36:]]).fetchone()
        return str(row[0]) if row else ""
    return ""
