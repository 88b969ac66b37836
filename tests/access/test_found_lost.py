"""What an attacker with SQL can make of the ways to end a course, and of those to end a link."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.access.models import Key
from indgang.config import database
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.plans.models import Course
from tests.database import admin_dsn, as_owner
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_key
from tests.factories.plans import make_course

pytestmark = pytest.mark.usefixtures("committed")

CLOSE = (
    "select indgang.close_lost_course(%s, %s, current_date, current_date + 9999, now()) is not null"
)


@pytest.fixture
def karen(committed: None) -> Holder:
    with clock.shifted(timedelta(days=-40)):
        karen = make_guest()
        make_course(karen)
    return karen


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


def is_live() -> bool:
    with as_owner():
        return Course.objects.get().is_live


@pytest.mark.parametrize("role", [Role.GUIDE, Role.LEADER, Role.ADMINISTRATOR, Role.DPO])
@pytest.mark.parametrize("how", ["quiet", "died", "done", ""])
def test_nobody_ends_the_course_of_a_guest_who_has_not_let_him_see_the_card(
    karen: Holder, attacker: psycopg.Connection[Any], role: Role, how: str
) -> None:
    key = make_colleague(role, name="Bo").key
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [key])
        assert attacker.execute(CLOSE, [karen.person_id, how]).fetchone() == (False,)
        found = attacker.execute(
            "select count(*) from indgang.course_to_close(%s, current_date)", [karen.person_id]
        ).fetchone()
        assert found == (0,)
    assert is_live()


def test_thirty_days_are_thirty_days_whatever_is_asked_for(
    attacker: psycopg.Connection[Any],
) -> None:
    ida, mette = make_guest("Ida"), make_colleague(Role.GUIDE)
    make_course(ida)
    allow(ida, to=mette)
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        assert attacker.execute(CLOSE, [ida.person_id, "quiet"]).fetchone() == (False,)
    assert is_live()


@pytest.mark.parametrize("how", ["done", "paused", "", "unsaid"])
def test_who_may_end_it_ends_it_as_lost_and_as_nothing_else(
    karen: Holder, attacker: psycopg.Connection[Any], how: str
) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette)
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        assert attacker.execute(CLOSE, [karen.person_id, how]).fetchone() == (False,)
    assert is_live()


@pytest.mark.parametrize(
    "statement",
    [
        "select indgang.end_course(gen_random_uuid(), 'died', current_date)",
        "select indgang.last_contact_on(gen_random_uuid(), current_date)",
        "select indgang.end_links_soon(gen_random_uuid(), 'calendar')",
        "select indgang.worker_link('x', gen_random_uuid(), '{plan}', interval '1 day', 'y', '')",
    ],
)
def test_the_parts_of_these_functions_are_nobodys_to_call(
    karen: Holder, attacker: psycopg.Connection[Any], statement: str
) -> None:
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [make_colleague(Role.HOST).key])
        with pytest.raises(errors.InsufficientPrivilege), attacker.transaction():
            attacker.execute(statement)  # type: ignore[call-overload]  # one of those above


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from indgang.close_forgotten_courses(current_date, current_date, 99)",
        "select count(*) from indgang.feeds_that_end(current_date + 999, 99)",
    ],
)
def test_what_the_worker_finds_nobody_else_finds(
    karen: Holder, attacker: psycopg.Connection[Any], statement: str
) -> None:
    for key in ("", karen.key, make_colleague(Role.ADMINISTRATOR, name="Bo").key):
        with attacker.transaction():
            attacker.execute("select indgang.begin(%s)", [key])
            found = attacker.execute(statement).fetchone()  # type: ignore[call-overload]  # as above
            assert found == (0,)
    assert is_live()


def test_nobody_ends_the_link_of_a_check_in_that_waits(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select id from checkins_checkin where status = 'waiting' limit 1")
        checkin_id = cursor.fetchone()[0]
    in_a_week = clock.now() + timedelta(days=7)
    make_key(karen.person_id, "link", kinds=["checkins"], expires_at=in_a_week)
    with as_owner():
        Key.objects.filter(kind="link").update(label=f"besked:{checkin_id.hex}")
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [make_colleague(Role.HOST).key])
        attacker.execute("select indgang.end_checkin_links(%s)", [checkin_id])
    with as_owner():
        assert Key.objects.get(kind="link").expires_at == in_a_week
