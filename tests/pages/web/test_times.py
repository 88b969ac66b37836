"""One way to say a time, on the house's pages as on guests'."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils.translation import override

from indgang.kernel import clock

MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)  # ten in Denmark


def said(template: str, value: object, language: str = "da") -> str:
    with override(language):
        return Template("{{ it|" + template + " }}").render(Context({"it": value}))


@pytest.mark.parametrize(
    ("shape", "at", "words"),
    [
        ("TIME_FORMAT", MORNING, "10"),
        ("TIME_FORMAT", MORNING - timedelta(minutes=30), "9.30"),
        ("DAY_AND_TIME", MORNING, "21. november kl. 10"),
        ("WEEKDAY_AND_TIME", MORNING + timedelta(minutes=5), "lørdag den 21. november kl. 10.05"),
        ("DATETIME_FORMAT", MORNING, "21. november 2026 kl. 10"),
        ("DATE_FORMAT", date(2000, 10, 1), "1. oktober 2000"),
    ],
)
def test_the_hour_is_said_without_its_noughts(shape: str, at: object, words: str) -> None:
    assert said(f'date:"{shape}"', at) == words


def test_midnight_is_an_hour_too() -> None:
    assert said('date:"TIME_FORMAT"', MORNING + timedelta(hours=14)) == "0"


def test_english_keeps_them() -> None:
    assert said('date:"TIME_FORMAT"', MORNING, "en") == "10:00"


def test_nothing_is_nothing() -> None:
    assert said('date:"TIME_FORMAT"', None) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "Lige nu"), (60, "1 minut siden"), (185, "3 minutter siden"), (3 * 3600, "3 timer siden"),
        (47 * 3600, "47 timer siden"), (49 * 3600, "2 dage siden"),
    ],
)  # fmt: skip
def test_how_long_ago(seconds: int, words: str) -> None:
    with clock.stopped(MORNING):
        assert said("as_ago", MORNING - timedelta(seconds=seconds)) == words
