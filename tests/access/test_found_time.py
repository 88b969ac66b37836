"""Tricks with time: nothing is dated back, and a day is Denmark's whatever the caller says."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.config import database
from indgang.kernel.actor import Role
from tests.database import admin_dsn
from tests.factories.people import Holder, allow, make_colleague, make_guest

pytestmark = pytest.mark.usefixtures("committed")
PERMIT = (
    "select indgang.permit(%s, %s, null, null, '{plan}', true, 'Aftalt',"
    " now() + %s::interval, now() + %s::interval)"
)


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


@pytest.fixture
def mette(committed: None) -> Holder:
    return make_colleague(Role.GUIDE)


@pytest.mark.parametrize(
    ("begins", "ends", "error"),
    [
        ("-1 second", "1 day", errors.InvalidParameterValue),
        ("-1 year", "1 day", errors.InvalidParameterValue),
        ("0", "-1 day", errors.CheckViolation),
        ("0", "0", errors.CheckViolation),
        ("2 days", "1 day", errors.CheckViolation),
    ],
)
@pytest.mark.parametrize("who", ["the guest", "a colleague"])
def test_no_permission_is_dated_back(
    attacker: psycopg.Connection[Any], mette: Holder, who: str, begins: str, ends: str, error: Any
) -> None:
    karen = make_guest()
    allow(karen, to=mette, may_write=True)
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [(karen if who == "the guest" else mette).key])
        attacker.execute("select indgang.open(%s, 'samtale')", [karen.person_id])
        with pytest.raises(error), attacker.transaction():
            attacker.execute(PERMIT, [karen.person_id, mette.person_id, begins, ends])


def test_a_permission_for_later_opens_nothing_before(
    attacker: psycopg.Connection[Any], mette: Holder
) -> None:
    karen = make_guest()
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [karen.key])
        attacker.execute(PERMIT, [karen.person_id, mette.person_id, "1 day", "2 days"])
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        opened = attacker.execute("select indgang.open(%s, 'samtale')", [karen.person_id])
        assert opened.fetchone() == (None,)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_caller_who_moves_his_clock_moves_nobodys_role(
    attacker: psycopg.Connection[Any], mette: Holder, zone: str
) -> None:
    attacker.execute("select set_config('timezone', %s, false)", [zone])
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        assert attacker.execute("select indgang.my_roles()").fetchone() == (["guide"],)
