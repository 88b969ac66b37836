"""Whose cards one may see is found once in a transaction: never for another, never for longer."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.access.door import acting
from indgang.access.operations import give_permission, open_person, withdraw_permission
from indgang.config import database
from indgang.kernel.actor import Role
from indgang.people.models import Membership, Person
from tests.database import admin_dsn, as_owner
from tests.factories.people import Holder, allow, make_colleague, make_guest

pytestmark = pytest.mark.usefixtures("committed")
COUNT = "select count(*) from people_person"


@pytest.fixture
def karen(committed: None) -> Holder:
    return make_guest()


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    web = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(web, autocommit=True) as login:
        yield login


def held(attacker: psycopg.Connection[Any], name: str) -> str:
    row = attacker.execute("select current_setting(%s, true)", [f"indgang.{name}"]).fetchone()
    return str(row[0] or "") if row else ""


def nicknames() -> set[str]:
    return set(Person.objects.values_list("nickname", flat=True))


@pytest.mark.parametrize("made_of", ["zeros", "another transaction", "another actor"])
def test_what_was_found_cannot_be_brought_from_elsewhere(
    karen: Holder, attacker: psycopg.Connection[Any], made_of: str
) -> None:
    mette, bo = make_colleague(), make_guest("Bo")
    allow(karen, to=mette, kinds=["card"])
    found = f"{{{karen.person_id}}}#{'0' * 64}"
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        assert attacker.execute(COUNT).fetchone() == (2,)
        if made_of == "another transaction":
            found = held(attacker, "cards")
    assert found
    with attacker.transaction(force_rollback=True):
        if made_of == "another actor":
            attacker.execute("select indgang.begin(%s)", [mette.key])
            attacker.execute(COUNT)
            found = held(attacker, "cards")
        attacker.execute("select indgang.begin(%s)", [bo.key])
        assert held(attacker, "cards") == ""
        attacker.execute("select set_config('indgang.cards', %s, true)", [found])
        with pytest.raises(errors.InsufficientPrivilege, match="forged"), attacker.transaction():
            attacker.execute(COUNT)


def test_what_is_given_and_stopped_counts_at_once_where_it_was_done(karen: Holder) -> None:
    mette = make_colleague()
    with acting(karen.key) as guest:
        given = give_permission(
            person_id=karen.person_id, to_person_id=mette.person_id, kinds=["card"],
            why="Mette går med", by=guest,
        )  # fmt: skip
        with acting(mette.key):
            assert "Karen" in nicknames()
        withdraw_permission(permission_id=given, by=guest)
        with acting(mette.key):
            assert "Karen" not in nicknames()


def test_stopping_it_is_seen_in_the_transaction_that_looked_before(karen: Holder) -> None:
    mette = make_colleague()
    permission_id = allow(karen, to=mette, kinds=["card"])
    with acting(mette.key):
        assert "Karen" in nicknames()
        with as_owner():
            connection.cursor().execute(
                "update access_permission set withdrawn_at = now(), withdrawn_by = person_id"
                " where id = %s",
                [permission_id],
            )
        assert "Karen" not in nicknames()


def test_who_no_longer_works_here_sees_nobody_at_once(karen: Holder) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["card"])
    with acting(mette.key):
        assert "Karen" in nicknames()
        with as_owner():
            Membership.objects.filter(person_id=mette.person_id).delete()
        assert "Karen" not in nicknames()


def test_a_door_inside_a_door_leaves_the_outer_one_as_it_was(karen: Holder) -> None:
    mette, bo = make_colleague(), make_colleague(name="Bo")
    allow(karen, to=mette, kinds=["card", "contact"])
    with acting(mette.key) as actor:
        before = nicknames()
        with acting(bo.key):
            assert "Karen" not in nicknames()
        assert nicknames() == before
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        assert nicknames() == before
