"""A flood of forms from one address."""

from datetime import timedelta

import pytest
from django.db import connection

from indgang.access.operations import KNOCK_MINUTES, KNOCKS, note_knock
from indgang.kernel.actor import NOBODY
from tests.database import as_owner

pytestmark = pytest.mark.django_db

HERE, THERE = b"h" * 32, b"t" * 32


def flood() -> None:
    assert all(note_knock(door="tilbud", address_hash=HERE, by=NOBODY) for _each in range(KNOCKS))


def test_a_flood_from_one_address_is_held_back_and_from_another_not() -> None:
    flood()
    assert not note_knock(door="tilbud", address_hash=HERE, by=NOBODY)
    assert note_knock(door="tilbud", address_hash=THERE, by=NOBODY)


def test_each_door_counts_by_itself() -> None:
    flood()
    assert note_knock(door="henvend", address_hash=HERE, by=NOBODY)


def test_after_a_while_the_address_may_knock_again() -> None:
    flood()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update access_knock set at = at - %s", [timedelta(minutes=KNOCK_MINUTES)])
    assert note_knock(door="tilbud", address_hash=HERE, by=NOBODY)
