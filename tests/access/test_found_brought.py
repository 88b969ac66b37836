"""An outreach worker with SQL: he reaches the arrivals of guests who let his unit, and no others."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.access.door import acting
from indgang.config import database
from indgang.entrance.models import Arrival
from indgang.entrance.operations import register_arrival
from indgang.kernel.actor import Role
from tests.database import admin_dsn
from tests.factories.entrance import make_arrival
from tests.factories.people import (
    Holder,
    make_colleague,
    make_key,
    make_municipality,
    make_unit,
    make_worker,
)

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


@pytest.fixture
def ib(committed: None) -> Holder:
    make_municipality()
    return make_colleague(Role.OUTREACH, unit=make_unit("outreach"), name="Ib")


@pytest.fixture
def brought(ib: Holder) -> Arrival:
    with acting(ib.key) as actor:
        return register_arrival(nickname="Karen", about="", unit_id=make_unit().id, by=actor)


def seen(web: psycopg.Connection[Any], key: str) -> set[Any]:
    with web.transaction():
        web.execute("select indgang.begin(%s)", [key])
        return {row[0] for row in web.execute("select id from entrance_arrival").fetchall()}


def test_he_sees_whom_he_brought_and_nobody_else(
    attacker: psycopg.Connection[Any], ib: Holder, brought: Arrival
) -> None:
    others = make_arrival("Ali")
    assert seen(attacker, ib.key) == {brought.id}
    assert others.id in seen(attacker, make_colleague(Role.HOST, name="Bodil").key)


@pytest.mark.parametrize(
    "who", ["another unit's", "a leader's", "his key card", "the worker's", "none"]
)
def test_nobody_else_sees_it(
    attacker: psycopg.Connection[Any], ib: Holder, brought: Arrival, who: str
) -> None:
    acute = make_unit("acute")
    key = {
        "another unit's": lambda: make_colleague(Role.ACUTE, unit=acute, name="Bo").key,
        "a leader's": lambda: make_colleague(Role.LEADER, unit=acute, name="Lis").key,
        "his key card": lambda: make_key(ib.person_id, "card"),
        "the worker's": lambda: make_worker().key,
        "none": lambda: "",
    }[who]()
    assert brought.id not in seen(attacker, key)


def test_he_neither_changes_nor_adds_another_guests_visit(
    attacker: psycopg.Connection[Any], ib: Holder, brought: Arrival
) -> None:
    others = make_arrival("Ali")
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [ib.key])
        changed = attacker.execute(
            "update entrance_arrival set about = 'x' where id = %s", [others.id]
        )
        assert changed.rowcount == 0
        with pytest.raises(errors.InsufficientPrivilege), attacker.transaction():
            attacker.execute(
                "insert into entrance_arrival (id, person_id, unit_id, once, about, arrived_at,"
                " arrived_by, outcome, shown_where) values (gen_random_uuid(), %s, %s,"
                " gen_random_uuid(), '', now(), %s, '', '')",
                [others.person_id, others.unit_id, ib.person_id],
            )


def test_he_writes_no_leave_for_a_guest_he_has_not_met(
    attacker: psycopg.Connection[Any], ib: Holder
) -> None:
    others = make_arrival("Ali")
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [ib.key])
        given = attacker.execute(
            "select indgang.permit(%s, null, %s, null, '{card}', true, 'vil se', now(), null)",
            [others.person_id, ib.unit_id],
        )
        assert given.fetchone() == (None,)
