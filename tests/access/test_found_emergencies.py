"""The way back to somebody opened in an emergency is for the one who opened, while it lasts."""

from uuid import UUID

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.operations import break_glass
from indgang.entrance.queries import own_emergencies
from indgang.kernel.actor import Role
from tests.database import as_owner
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_key,
    make_unit,
    make_worker,
)

pytestmark = pytest.mark.django_db

REASON = "Hun svarer ikke, og døren står åben."


@pytest.fixture
def karen() -> Holder:
    return make_guest()


def opened_by(holder: Holder, karen: Holder) -> UUID:
    with acting(holder.key) as actor:
        return break_glass(person_id=karen.person_id, reason=REASON, by=actor)


def seen_by(key: str) -> list[str]:
    with acting(key):
        return [one.nickname for one in own_emergencies()]


def test_nobody_else_sees_it(karen: Holder) -> None:
    asta = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Asta")
    opened_by(asta, karen)
    others = [
        make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Bo").key,
        make_colleague(Role.ADMINISTRATOR, name="Per").key,
        make_colleague(Role.LEADER, name="Lis").key,
        make_guest("Ali").key,
        make_worker().key,
        make_key(asta.person_id, "card"),
        make_key(asta.person_id, "link", kinds=["plan"]),
    ]
    assert [seen_by(key) for key in others] == [[] for _key in others]
    assert seen_by(asta.key) == ["Karen"]


@pytest.mark.parametrize(
    "ended",
    [
        "valid_from = now() - interval '25 hours', valid_until = now() - interval '1 hour'",
        "withdrawn_at = now(), withdrawn_by = person_id",
    ],
)
def test_it_is_gone_when_it_is_over(karen: Holder, ended: str) -> None:
    asta = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Asta")
    permission_id = opened_by(asta, karen)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"update access_permission set {ended} where id = %s", [permission_id])  # noqa: S608
    assert seen_by(asta.key) == []


def test_it_is_gone_with_the_membership(karen: Holder) -> None:
    asta = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Asta")
    opened_by(asta, karen)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update people_membership set until_on = from_on where person_id = %s",
            [asta.person_id],
        )
    assert seen_by(asta.key) == []


def test_what_the_guest_has_allowed_is_no_emergency(karen: Holder) -> None:
    asta = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Asta")
    allow(karen, to=asta, kinds=["plan", "crisis", "contact"])
    assert seen_by(asta.key) == []
