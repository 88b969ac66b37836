"""Drafts of people nobody knows."""

from datetime import timedelta

import pytest
from django.db import connection

from indgang.entrance.operations import drop_draft, keep_draft
from indgang.entrance.queries import drafted_words
from indgang.kernel.actor import NOBODY
from tests.database import as_owner

pytestmark = pytest.mark.django_db

KEY, OTHER = "a" * 32, "b" * 32


def test_a_key_that_is_none_keeps_nothing() -> None:
    assert keep_draft(raw_key="kort", words="x", version=0, by=NOBODY) == 0
    assert drafted_words("kort") == ("", 0)


def test_a_draft_is_its_writer_s_alone() -> None:
    assert keep_draft(raw_key=KEY, words="Jeg er", version=0, by=NOBODY) == 1
    assert keep_draft(raw_key=KEY, words="Jeg er bange", version=1, by=NOBODY) == 2
    assert drafted_words(KEY) == ("Jeg er bange", 2)
    assert drafted_words(OTHER) == ("", 0)
    drop_draft(raw_key=KEY, by=NOBODY)
    assert drafted_words(KEY) == ("", 0)


def test_after_two_hours_a_shared_screen_has_forgotten() -> None:
    keep_draft(raw_key=KEY, words="Jeg er bange", version=0, by=NOBODY)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update entrance_draft set saved_at = now() - %s", [timedelta(hours=3)])
    assert drafted_words(KEY) == ("", 0)
    keep_draft(raw_key=OTHER, words="Hej", version=0, by=NOBODY)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from entrance_draft")
        assert cursor.fetchone() == (1,)
