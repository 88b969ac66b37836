"""What is written in a talk has no other history than its versions: they are not to be tampered with."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.access.door import acting
from indgang.config import database
from indgang.entrance.models import Conversation, SectionText
from indgang.entrance.operations import save_section
from tests.database import admin_dsn, as_owner
from tests.factories.entrance import make_conversation
from tests.factories.people import Holder, make_colleague, make_municipality

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


def writes(guide: Holder, talk: Conversation, text: str, version: int) -> None:
    with acting(guide.key) as actor:
        save_section(conversation_id=talk.id, section="hard", text=text, version=version, by=actor)


def talk_of_two() -> tuple[Holder, Conversation, UUID]:
    make_municipality()
    mette, hanne = make_colleague(), make_colleague(name="Hanne")
    talk = make_conversation([mette, hanne])
    writes(hanne, talk, "Han slår mig.", 0)
    return mette, talk, hanne.person_id


@pytest.mark.parametrize(
    "statement",
    [
        "update entrance_sectiontext set text = 'Alt er godt.'",
        "update entrance_sectiontext set person_id = %(other)s",
        "delete from entrance_sectiontext",
        "insert into entrance_sectiontext (conversation_id, person_id, section, version, text,"
        " saved_at, saved_by) values (%(talk)s, %(guest)s, 'hard', 2, 'Alt er godt.', now(), %(other)s)",
    ],
)
def test_nobody_changes_removes_or_invents_what_the_other_wrote(
    attacker: psycopg.Connection[Any], statement: str
) -> None:
    mette, talk, hanne_id = talk_of_two()
    values = {"talk": talk.id, "guest": talk.person_id, "other": hanne_id}
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        attacker.execute("select indgang.open(%s, 'samtale')", [talk.person_id])
        assert attacker.execute("select text from entrance_sectiontext").fetchall()
        with pytest.raises(errors.InsufficientPrivilege), attacker.transaction():
            attacker.execute(statement, values)
    with as_owner():
        assert SectionText.objects.get().text == "Han slår mig."


def test_an_answer_of_ones_own_takes_nothing_of_the_others_away(
    attacker: psycopg.Connection[Any],
) -> None:
    mette, talk, _ = talk_of_two()
    for version, text in enumerate(["Han slår mig. Vi", "Han slår mig. Vi ringer."], 1):
        writes(mette, talk, text, version)
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        attacker.execute("select indgang.open(%s, 'samtale')", [talk.person_id])
        for version in (1, 3):
            with pytest.raises(errors.InsufficientPrivilege), attacker.transaction():
                attacker.execute("delete from entrance_sectiontext where version = %s", [version])
        # Her own single strokes may go: that is what happens when a talk ends.
        assert attacker.execute("delete from entrance_sectiontext where version = 2").rowcount == 1
