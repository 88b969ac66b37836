"""An attacker with SQL as the pages' own database role: what he can reach without being let in."""

from collections.abc import Iterator
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from django.db import connection, models
from psycopg import errors, sql

from indgang.config import database
from indgang.kernel.actor import Role
from tests.database import admin_dsn
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_key, make_worker
from tests.factories.rows import make_row, person_column, personal_models

MODELS = sorted(personal_models(), key=lambda model: model._meta.db_table)
REFUSED = (errors.InsufficientPrivilege,)

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def karen(committed: None) -> Holder:
    return make_guest()


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


def tried(web: psycopg.Connection[Any], statement: sql.Composable, *values: Any) -> int:
    """How many rows the statement reached; a refusal is none."""
    try:
        with web.transaction():
            return web.execute(statement, values).rowcount
    except REFUSED:
        return 0


def table_of(model: type[models.Model]) -> tuple[sql.Identifier, sql.Identifier]:
    return sql.Identifier(model._meta.db_table), sql.Identifier(person_column(model))


KEYS = ["no key", "own key", "staff key", "administrator's key", "wrong key"]


def begin(web: psycopg.Connection[Any], key: str) -> None:
    raw = {
        "no key": lambda: "",
        "own key": lambda: make_guest("Bo").key,
        "staff key": lambda: make_colleague(Role.GUIDE, name="Bo").key,
        "administrator's key": lambda: make_colleague(Role.ADMINISTRATOR, name="Bo").key,
        "wrong key": lambda: "x" * 43,
    }[key]()
    web.execute("select indgang.begin(%s)", [raw])


@pytest.mark.parametrize("key", KEYS)
def test_nobody_reads_or_changes_a_person_who_has_not_let_him_in(
    karen: Holder, attacker: psycopg.Connection[Any], key: str
) -> None:
    for model in MODELS:
        make_row(model, karen.person_id)
    with attacker.transaction():
        begin(attacker, key)
        for model in MODELS:
            table, column = table_of(model)
            if column.as_string(None) == '"person_id"' or model._meta.db_table == "people_person":
                name = model._meta.db_table
                reached = {
                    "read": tried(
                        attacker,
                        sql.SQL("select 1 from {} where {} = %s").format(table, column),
                        karen.person_id,
                    ),
                    "changed": tried(
                        attacker,
                        sql.SQL("update {} set {} = {} where {} = %s").format(
                            table, column, column, column
                        ),
                        karen.person_id,
                    ),
                    "deleted": tried(
                        attacker,
                        sql.SQL("delete from {} where {} = %s").format(table, column),
                        karen.person_id,
                    ),
                }
                # What a colleague shows of himself is for everyone with a key to read.
                if name == "people_colleague" and key in KEYS[1:4]:
                    reached.pop("read")
                # Who works where is the staff's own list; Karen's row is one only in this test.
                if name == "people_membership" and key in KEYS[2:4]:
                    reached = {}
                if name == "people_colleague" and key == KEYS[3]:
                    reached = {}
                assert not any(reached.values()), (name, key, reached)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)
def test_nobody_adds_a_row_about_another(
    karen: Holder, attacker: psycopg.Connection[Any], model: type[models.Model]
) -> None:
    table, column = table_of(model)
    with attacker.transaction():
        begin(attacker, "staff key")
        with pytest.raises(REFUSED), attacker.transaction():
            attacker.execute(
                sql.SQL("insert into {} ({}) values (%s)").format(table, column), [karen.person_id]
            )


@pytest.mark.parametrize(
    "statement",
    [
        "select * from access_key",
        "select * from indgang.secret",
        "select * from signin_account",
        "select * from mfa_authenticator",
        "select * from django_session",
        "select indgang.seal('actor', 'x')",
        "select indgang.put('actor', 'x')",
        "select indgang.let_in(gen_random_uuid(), '{plan}', '{plan}')",
        "select indgang.add_key('12345678901234567890123', 'session', gen_random_uuid(), null,"
        " null, true, null, null, '')",
        "select indgang.enter(gen_random_uuid(), '12345678901234567890123', 5)",
        "select indgang.exchange('a', '12345678901234567890123', 5)",
        "select indgang.replace_card('a', gen_random_uuid(), '12345678901234567890123', '')",
        "select indgang.ask_for_card('a', gen_random_uuid(), true)",
        "select indgang.confirm_card('a', gen_random_uuid(), gen_random_uuid())",
        "select indgang.stop_card(gen_random_uuid())",
        "select indgang.end_sessions(gen_random_uuid())",
        "select indgang.card_in_place_of('a')",
        "select indgang.card_needs_second(gen_random_uuid())",
        "select indgang.send_card_code(gen_random_uuid())",
        "select indgang.tell_of_new_card(gen_random_uuid())",
        "select * from access_newcard",
        "update access_newcard set confirmed_at = now(), confirmed_by = gen_random_uuid()",
        "select indgang.new_worker_key('12345678901234567890123')",
        "select * from indgang.live_key('a')",
        "select indgang.hashed('a')",
        "insert into access_permission (person_id) values (gen_random_uuid())",
        "update access_permission set valid_until = null",
        "delete from access_permission",
        "insert into access_lookup (person_id) values (gen_random_uuid())",
        "delete from access_lookup",
        "update history_change set was = null",
        "delete from history_change",
        "update access_workerpurpose set kinds = '{plan}'",
        "set role indgang_owner",
        "set role indgang_door",
        "set session authorization indgang_owner",
        "alter table people_person disable row level security",
        "create table public.mine (a int)",
        "create temporary table mine (a int)",
        "copy people_person from '/etc/passwd'",
        "select pg_read_file('/etc/passwd')",
        "set session_replication_role = replica",
    ],
)
def test_what_keeps_the_door_cannot_be_touched(
    attacker: psycopg.Connection[Any], statement: LiteralString
) -> None:
    with attacker.transaction(force_rollback=True):
        begin(attacker, "staff key")
        with pytest.raises(REFUSED), attacker.transaction():
            attacker.execute(statement)


@pytest.mark.parametrize("key", KEYS)
def test_who_may_hold_the_threads_is_told_to_the_signed_in_only_and_as_ids(
    attacker: psycopg.Connection[Any], key: str
) -> None:
    make_colleague(Role.LEADER, name="Marianne")
    host = make_colleague(Role.HOST, name="Asta")
    with attacker.transaction(force_rollback=True):
        begin(attacker, key)
        told = attacker.execute("select * from indgang.may_hold_threads()").fetchall()
        own = attacker.execute("select indgang.actor()").fetchone()
    assert own
    is_guide = key == "staff key"
    nobody = key in ("no key", "wrong key")
    expected = set() if nobody else {(host.person_id,), *([own] if is_guide else [])}
    assert set(told) == expected


def test_a_link_tells_nothing_of_who_may_hold_the_threads(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    make_colleague(Role.HOST, name="Asta")
    link = make_key(karen.person_id, "link", kinds=["plan"])
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [link])
        assert attacker.execute("select * from indgang.may_hold_threads()").fetchall() == []


@pytest.mark.parametrize("setting", ["actor", "opened"])
def test_a_forged_setting_is_refused(
    karen: Holder, attacker: psycopg.Connection[Any], setting: str
) -> None:
    forged = {
        "actor": f"{karen.person_id} session#{'0' * 64}",
        "opened": f"card:r:{karen.person_id}#{'0' * 64}",
    }[setting]
    with attacker.transaction(force_rollback=True):
        attacker.execute("select set_config(%s, %s, true)", [f"indgang.{setting}", forged])
        with pytest.raises(errors.InsufficientPrivilege, match="forged"), attacker.transaction():
            attacker.execute("select * from people_person")


def test_a_sealed_door_is_worthless_in_another_transaction(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [karen.key])
        assert attacker.execute("select count(*) from people_person").fetchone() == (1,)
        sealed = attacker.execute(
            "select current_setting('indgang.actor'), current_setting('indgang.opened')"
        ).fetchone()
    assert sealed
    with attacker.transaction(force_rollback=True):
        for name, value in zip(("indgang.actor", "indgang.opened"), sealed, strict=True):
            attacker.execute("select set_config(%s, %s, true)", [name, value])
        with pytest.raises(errors.InsufficientPrivilege, match="forged"), attacker.transaction():
            attacker.execute("select * from people_person")


def test_a_setting_for_the_whole_connection_does_not_survive_the_transaction(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [karen.key])
        attacker.execute(
            "select set_config('indgang.opened', current_setting('indgang.opened'), false)"
        )
    with (
        attacker.transaction(force_rollback=True),
        pytest.raises(errors.InsufficientPrivilege, match="forged"),
    ):
        attacker.execute("select * from people_person")


def test_no_and_not_there_are_the_same_answer(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    bo = make_colleague(Role.GUIDE, name="Bo")
    nobody = UUID(int=1)
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [bo.key])
        for person in (karen.person_id, nobody):
            answer = attacker.execute("select indgang.open(%s, 'nysgerrig')", [person]).fetchone()
            assert answer == (None,)
            for function in ("break_glass(%s, 'ja')", "open_address(%s, 'nysgerrig')"):
                query = sql.SQL("select indgang." + function)  # type: ignore[arg-type]
                assert attacker.execute(query, [person]).fetchone() in ((None,), (False,))


def test_a_read_that_is_rolled_back_still_leaves_a_trace(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    mette = make_colleague()
    allow(karen, to=mette, kinds=["plan"])
    notices: list[str] = []
    attacker.add_notice_handler(lambda notice: notices.append(notice.message_primary or ""))
    attacker.execute("set client_min_messages = log")
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [mette.key])
        attacker.execute("select indgang.open(%s, 'kigger')", [karen.person_id])
    assert any(str(karen.person_id) in line for line in notices)


def test_an_error_carries_no_row_data(karen: Holder, attacker: psycopg.Connection[Any]) -> None:
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [karen.key])
        with pytest.raises(errors.NotNullViolation) as refused, attacker.transaction():
            attacker.execute("update people_person set nickname = 'hemmeligt', language = null")
    assert "hemmeligt" not in str(refused.value)


@pytest.mark.parametrize("kind", ["card", "link"])
def test_a_key_card_or_a_link_never_gives_a_colleagues_rights(
    karen: Holder, attacker: psycopg.Connection[Any], kind: str
) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(karen, unit_id=mette.unit_id, kinds=["plan"])
    card = make_key(mette.person_id, kind, kinds=["plan"])
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [card])
        assert attacker.execute("select indgang.my_roles()").fetchone() == ([],)
        opened = attacker.execute("select indgang.open(%s, 'samtale')", [karen.person_id])
        assert opened.fetchone() == (None,)


def test_the_worker_opens_nobody_without_a_named_purpose(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    worker = make_worker()
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [worker.key])
        opened = attacker.execute("select indgang.open(%s, 'nysgerrig')", [karen.person_id])
        assert opened.fetchone() == (None,)
        assert attacker.execute("select count(*) from people_person").fetchone() == (0,)


def test_an_administrator_cannot_give_himself_a_role(attacker: psycopg.Connection[Any]) -> None:
    admin = make_colleague(Role.ADMINISTRATOR, name="Bo")
    with attacker.transaction(force_rollback=True):
        attacker.execute("select indgang.begin(%s)", [admin.key])
        with pytest.raises(REFUSED), attacker.transaction():
            attacker.execute(
                "insert into people_membership (id, person_id, unit_id, role, from_on)"
                " values (gen_random_uuid(), %s, %s, 'guide', current_date)",
                [admin.person_id, admin.unit_id],
            )
