from datetime import date, datetime, time

import pytest

from indgang.offers.rules.recurrence import Recurrence, first_fit
from indgang.offers.rules.recurrence_words import in_words
from indgang.offers.rules.recurring import Repeats, repetition

FIRST = date(2027, 3, 9)  # a Tuesday, the second of its month


def said(repeats: Repeats, *days: str, on: date = FIRST) -> str:
    rule = repetition(repeats, days=days, starts_on=on)
    start = datetime.combine(on, time(14))
    return in_words(Recurrence(first_fit(rule, start) if rule else start, 60, rule), "da")


@pytest.mark.parametrize(
    ("repeats", "days", "on", "words"),
    [
        (Repeats.WEEKLY, ("TU", "TH"), FIRST, "hver tirsdag og torsdag kl. 14–15"),
        (Repeats.FORTNIGHTLY, ("TU",), FIRST, "tirsdag hver anden uge kl. 14–15"),
        (Repeats.MONTHLY, (), FIRST, "den anden tirsdag i måneden kl. 14–15"),
        (Repeats.MONTHLY, (), date(2027, 3, 30), "den sidste tirsdag i måneden kl. 14–15"),
        (Repeats.MONTHLY, (), date(2027, 3, 28), "den fjerde søndag i måneden kl. 14–15"),
        (Repeats.ONCE, (), FIRST, "tirsdag den 9. marts 2027 kl. 14–15"),
    ],
)
def test_what_one_ticks_is_what_the_calendar_says(
    repeats: Repeats, days: tuple[str, ...], on: date, words: str
) -> None:
    assert said(repeats, *days, on=on) == words
