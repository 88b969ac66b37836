"""New key cards at the desk: who asks, who confirms, and how long ago that was."""

import secrets
from uuid import UUID

from django.db import connection
from psycopg import sql

from indgang.access import keys
from indgang.access.door import acting
from indgang.access.keys import CardOutcome
from indgang.access.queries import card_step
from indgang.access.rules import new_code
from indgang.kernel.actor import Role
from tests.database import as_owner
from tests.factories.people import Holder, allow, make_colleague


def of_the_house(guest: Holder, name: str, *, role: Role = Role.HOST) -> Holder:
    """A colleague who may keep the guest's card, and nothing more."""
    colleague = make_colleague(role, name=name)
    allow(guest, to=colleague, may_write=True)
    return colleague


def new_card(guest: Holder, by: Holder, **said: str) -> tuple[CardOutcome, str]:
    code = new_code(secrets.token_bytes)
    done = keys.replace_card(staff_key=by.key, person_id=guest.person_id, code=code, **said)
    return done, code


def ask(guest: Holder, by: Holder, *, with_code: bool = False) -> bool:
    return keys.ask_for_card(staff_key=by.key, person_id=guest.person_id, with_code=with_code)


def wish_seen_by(guest: Holder, colleague: Holder) -> UUID:
    with acting(colleague.key), connection.cursor() as cursor:
        cursor.execute("select indgang.open(%s, 'opfølgning')", [guest.person_id])
        step = card_step(guest.person_id)
    assert step
    assert step.wish_id
    return step.wish_id


def confirm(guest: Holder, by: Holder, wish_id: UUID) -> bool:
    return keys.confirm_card(staff_key=by.key, person_id=guest.person_id, wish_id=wish_id)


def moved_back(minutes: int, *, confirmed: bool = False) -> None:
    column = sql.Identifier("confirmed_at" if confirmed else "asked_at")
    earlier = sql.SQL("update access_newcard set {0} = {0} - make_interval(mins => %s)")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(earlier.format(column).as_string(None), [minutes])


def opens(code: str, guest: Holder) -> bool:
    with acting(code) as actor:
        return actor.person_id == guest.person_id
