"""An attacker with SQL as the pages' own role, before a group's table."""

from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from django.db import connection
from psycopg import errors, sql

from indgang.config import database
from indgang.groups.operations import leave_group, take_turn, want
from indgang.kernel.actor import Role
from tests.access.test_attacker import tried
from tests.database import admin_dsn
from tests.factories.groups import Circle, do, enter, give_offer, make_circle
from tests.factories.people import (
    allow,
    make_colleague,
    make_guest,
    make_key,
    make_worker,
)

pytestmark = pytest.mark.usefixtures("committed")

TABLES = (
    "groups_group", "groups_member", "groups_belonging", "groups_turn", "groups_handover",
    "groups_purchase", "groups_entry", "groups_cashmonth",
)  # fmt: skip


@pytest.fixture
def circle(committed: None) -> Circle:
    """A group with something on every page."""
    circle = make_circle()
    _offer, session = give_offer(circle)
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    do(circle.karen, want, group_id=circle.id, what="Kaffe")
    enter(circle)
    return circle


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


def read(web: psycopg.Connection[Any], key: str) -> dict[str, int]:
    """How many rows of each table the holder of the key reaches."""
    with web.transaction():
        web.execute("select indgang.begin(%s)", [key])
        return {
            table: tried(web, sql.SQL("select 1 from {}").format(sql.Identifier(table)))
            for table in TABLES
        }


def strangers(circle: Circle) -> dict[str, str]:
    """Everybody who has a key and does not sit at the table."""
    mette = make_colleague(Role.GUIDE)
    allow(circle.karen, to=mette, kinds=["plan", "story", "goals", "notes", "contact"])
    former = circle.sofie
    do(former, leave_group, group_id=circle.id)
    return {
        "nobody": "",
        "another guest": make_guest("Bo").key,
        "a former member": former.key,
        "a guide who may see Karen": mette.key,
        "a host": make_colleague(Role.HOST, name="Hans").key,
        "a provider": make_colleague(Role.PROVIDER, name="Pia").key,
        "an administrator": make_colleague(Role.ADMINISTRATOR, name="Astrid").key,
        "a leader": make_colleague(Role.LEADER, name="Lone").key,
        "the worker": make_worker().key,
        "a link of Karen's": make_key(circle.karen.person_id, "link", kinds=["plan", "card"]),
    }


def test_who_does_not_sit_at_the_table_reads_nothing(
    circle: Circle, attacker: psycopg.Connection[Any]
) -> None:
    for who, key in strangers(circle).items():
        assert not any(read(attacker, key).values()), who


def test_a_guide_who_has_opened_karen_reads_nothing_of_her_groups(
    circle: Circle, attacker: psycopg.Connection[Any]
) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(circle.karen, to=mette, kinds=["plan", "story", "goals", "notes", "contact"])
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        attacker.execute("select indgang.open(%s, 'samtale')", [circle.karen.person_id])
        for table in TABLES:
            reading = sql.SQL("select 1 from {}").format(sql.Identifier(table))
            assert attacker.execute(reading).rowcount == 0, table
        history = "select 1 from history_change where table_name like 'groups%'"
        assert attacker.execute(history).rowcount == 0


def test_a_member_reads_the_table_and_nobodys_name_but_those_chosen(
    circle: Circle, attacker: psycopg.Connection[Any]
) -> None:
    found = read(attacker, circle.ali.key)
    assert found["groups_member"] == 3
    assert found["groups_belonging"] == 1  # his own
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [circle.ali.key])
        seen = "".join(
            str(row)
            for table in TABLES
            for row in attacker.execute(
                sql.SQL("select t::text from {} t").format(sql.Identifier(table))
            ).fetchall()
        )
    assert str(circle.ali.person_id) in seen
    assert str(circle.karen.person_id) not in seen
    assert str(circle.sofie.person_id) not in seen


WRITES: list[LiteralString] = [
    "update groups_member set shown_name = 'X' where shown_name <> 'A'",
    "update groups_member set left_at = now(), shown_name = ''",
    "update groups_belonging set person_id = person_id",
    "delete from groups_belonging",
    "delete from groups_member",
    "delete from groups_group",
    "update groups_group set slug = 'x'",
    "update groups_handover set taken_at = now()",
    "delete from groups_handover",
    "insert into groups_handover (id, group_id, duty, offered_at)"
    " select gen_random_uuid(), id, 'key', now() from groups_group",
    "update groups_turn set member_id = (select id from groups_member where shown_name = 'A')",
    "update groups_turn set asked_at = now()",
    "delete from groups_turn",
    "update groups_purchase set buyer_id = (select id from groups_member where shown_name = 'K')",
    "update groups_purchase set what = 'Øl'",
    "update groups_entry set text = 'x'",
    "delete from groups_entry",
    "update groups_cashmonth set cash_ore = 1",
    "insert into groups_belonging (member_id, group_id, person_id)"
    " select id, group_id, indgang.actor() from groups_member",
    "select indgang.sit_down(gen_random_uuid(), 'x', now())",
    "select indgang.empty_chair(gen_random_uuid(), now())",
    "select indgang.pass_on(gen_random_uuid(), 'key', null, null, now())",
    "select indgang.holder_of(gen_random_uuid(), 'key')",
]


@pytest.mark.parametrize("statement", WRITES)
def test_a_member_changes_nothing_of_the_others(
    circle: Circle, attacker: psycopg.Connection[Any], statement: LiteralString
) -> None:
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [circle.ali.key])
        assert attempt(attacker, statement) == 0


def test_strangers_write_nothing(circle: Circle, attacker: psycopg.Connection[Any]) -> None:
    for who, key in strangers(circle).items():
        with attacker.transaction():
            attacker.execute("select indgang.begin(%s)", [key])
            for call in (
                "select from indgang.leave_group(%s, 'x', now()) done where done",
                "select from indgang.take_duty(%s, 'contact', now()) done where done",
                "select from indgang.offer_duty(%s, 'key', gen_random_uuid(), now()) done where done",
                "insert into groups_turn (id, group_id, session_id, member_id, taken_at)"
                " select gen_random_uuid(), %s, s.id, gen_random_uuid(), now() from offers_session s",
            ):
                assert attempt(attacker, call, circle.id) == 0, (who, call)


def test_a_guessed_code_tells_nothing(circle: Circle, attacker: psycopg.Connection[Any]) -> None:
    for who, key in strangers(circle).items():
        with attacker.transaction():
            attacker.execute("select indgang.begin(%s)", [key])
            answer = attacker.execute("select indgang.join_group('gaet', 'K', now(), 9)").fetchone()
            assert answer == ("",), who


def test_the_code_itself_seats_only_a_guest(
    circle: Circle, attacker: psycopg.Connection[Any]
) -> None:
    for role in (Role.HOST, Role.PROVIDER, Role.ADMINISTRATOR):
        with attacker.transaction():
            attacker.execute("select indgang.begin(%s)", [make_colleague(role, name="Bo").key])
            call = "select indgang.join_group(%s, 'Bo', now(), 9)"
            assert attacker.execute(call, [circle.group.code]).fetchone() == ("",)


def attempt(web: psycopg.Connection[Any], statement: LiteralString, *values: object) -> int:
    try:
        with web.transaction():
            return web.execute(statement, values).rowcount
    except (errors.InsufficientPrivilege, errors.RaiseException, errors.ForeignKeyViolation):
        return 0
