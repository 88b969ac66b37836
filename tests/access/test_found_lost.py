"""What an attacker with SQL can make of the ways to end a course, and of those to end a link."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from indgang.access.door import acting
from indgang.access.models import Key
from indgang.access.operations import give_permission, withdraw_permission
from indgang.config import database
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.plans.models import Appointment, Course
from indgang.post.models import Silence
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
            attacker.execute(statement)


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
            found = attacker.execute(statement).fetchone()
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


def test_the_last_contact_tells_of_no_day_that_is_to_come(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    mette = make_colleague(Role.HOST)
    allow(karen, to=mette)
    in_a_week = clock.now() + timedelta(days=7)
    with as_owner():
        Appointment.objects.create(
            person_id=karen.person_id,
            what="Læge",
            starts_at=in_a_week,
            added_at=clock.now(),
            added_by=karen.person_id,
        )
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [mette.key])
        found = attacker.execute(
            "select last_on from indgang.course_to_close(%s, current_date + 400)",
            [karen.person_id],
        ).fetchone()
    assert found
    assert found[0] < clock.today()


def test_of_two_who_end_a_course_at_once_the_second_finds_none(karen: Holder) -> None:
    mette, hanne = make_colleague(Role.HOST), make_colleague(Role.HOST, name="Hanne")
    for colleague in (mette, hanne):
        allow(karen, to=colleague)
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    close = "select indgang.close_lost_course(%s, %s, current_date, current_date, now())"

    def second() -> object:
        with psycopg.connect(address) as web:
            web.execute("select indgang.begin(%s)", [hanne.key])
            row = web.execute(close, [karen.person_id, "died"]).fetchone()
            return row and row[0]

    with psycopg.connect(address) as web, ThreadPoolExecutor(1) as beside:
        web.execute("select indgang.begin(%s)", [mette.key])
        assert web.execute(close, [karen.person_id, "quiet"]).fetchone() != (None,)
        waiting = beside.submit(second)
        sleep(0.5)
        web.commit()
        assert waiting.result() is None
    with as_owner():
        assert Course.objects.get().ended_how == "quiet"
        assert not Silence.objects.exists()


def test_a_guide_to_whom_she_has_said_stop_hears_of_her_no_more(
    attacker: psycopg.Connection[Any],
) -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    permission_id = allow(karen, to=mette, kinds=["plan"], may_write=True)
    make_course(karen, guide_ids=(mette.person_id,))
    asked = "select count(*) from indgang.course_to_close(%s, current_date)"
    for said, expected in (("nothing", 1), ("stop", 0), ("yes again", 1)):
        with acting(karen.key) as actor:
            if said == "stop":
                withdraw_permission(permission_id=permission_id, by=actor)
            if said == "yes again":
                give_permission(
                    person_id=karen.person_id,
                    kinds=[Kind.PLAN],
                    to_person_id=mette.person_id,
                    why="Igen",
                    by=actor,
                )
        with attacker.transaction():
            attacker.execute("select indgang.begin(%s)", [mette.key])
            assert attacker.execute(asked, [karen.person_id]).fetchone() == (expected,)
            closed = attacker.execute(CLOSE, [karen.person_id, "quiet"]).fetchone()
            assert closed == (False,)
    assert is_live()
