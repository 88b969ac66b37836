"""When a message leaves, and what may never be in it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indgang.kernel.words import Language
from indgang.post.messages import SENTENCES, MessageKey
from indgang.post.rules import (
    BACKOFF_MINUTES,
    DIGEST_HOUR,
    MOST_ATTEMPTS,
    QUIET_FROM,
    QUIET_UNTIL,
    SMS_LENGTH,
    BadValues,
    checked_values,
    first_try,
    fits_sms,
    next_decent,
    next_try,
)
from indgang.post.wording import line, sms

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 – made aware by the strategy
    datetime(2040, 1, 1),  # noqa: DTZ001 – as above
    timezones=st.just(UTC),
)
SHORT_LINK = "https://indgang.lillevang.example/b/Zk3pQ8vX1mN4"
# Words that say what the matter is, on a telephone that others can see.
TELLING = (
    "psyk", "akut", "krise", "angst", "depress", "misbrug", "alkohol", "diagnos", "medicin",
    "terapi", "behandl", "gæld", "hjemløs", "selvmord", "ensom", "bosted", "værested", "kommune",
    "crisis", "mental", "debt", "abuse", "lonel", "therapy", "municip",
)  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"day": "2027-03-01"},
        {"day": "2027-02-30", "time": "14:00"},
        {"day": "i morgen", "time": "14:00"},
        {"day": "2027-03-01", "time": "24:00"},
        {"day": "2027-03-01", "time": "14:00", "name": "Karen"},
        {"day": "2027-03-01\nKaren", "time": "14:00"},
    ],
)
def test_a_message_has_room_for_a_day_and_a_time_and_nothing_else(values: dict[str, str]) -> None:
    good = {"day": "2027-03-01", "time": "14:00"}
    assert checked_values(MessageKey.SEAT_TAKEN, good) == good
    with pytest.raises(BadValues):
        checked_values(MessageKey.SEAT_TAKEN, values)


@pytest.mark.parametrize("text", ["x" * 161, "En kop kaffe ☕", "Kom – eller ring", "{"])
def test_what_is_more_than_one_sms_does_not_fit(text: str) -> None:
    assert not fits_sms(text)


def test_danish_letters_fit() -> None:
    assert fits_sms("æøåÆØÅé" + "x" * (SMS_LENGTH - 7))


@pytest.mark.parametrize(
    ("instant", "decent"),
    [
        ("2027-03-01 20:59:59", "2027-03-01 20:59:59"),
        ("2027-03-01 21:00", "2027-03-02 08:00"),
        ("2027-03-01 23:59", "2027-03-02 08:00"),
        ("2027-03-02 00:00", "2027-03-02 08:00"),
        ("2027-03-02 07:59", "2027-03-02 08:00"),
        ("2027-03-02 08:00", "2027-03-02 08:00"),
        ("2027-03-27 22:00", "2027-03-28 08:00"),  # the night the clocks change
    ],
)
def test_nobody_is_woken(instant: str, decent: str) -> None:
    assert next_decent(at(instant)) == at(decent)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2027-03-01 09:00", "2027-03-01 10:00"),
        ("2027-03-01 10:00", "2027-03-01 10:00"),
        ("2027-03-01 10:01", "2027-03-02 10:00"),
        ("2027-03-01 23:30", "2027-03-02 10:00"),
    ],
)
def test_news_that_can_wait_leaves_once_a_day(now: str, leaves: str) -> None:
    moment = at(now)
    assert first_try(now=moment, not_before=moment, urgent=False) == at(leaves)


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)), st.booleans())
def test_nothing_leaves_early_or_in_the_quiet_hours(
    now: datetime, wait: timedelta, urgent: bool
) -> None:
    leaves = first_try(now=now, not_before=now + wait, urgent=urgent)
    there = leaves.astimezone(COPENHAGEN)
    assert now + wait <= leaves.astimezone(UTC) <= now + wait + timedelta(hours=25)
    assert QUIET_UNTIL <= there.time() < QUIET_FROM
    assert urgent or there.time() == time(DIGEST_HOUR)


@given(MOMENTS, st.integers(0, MOST_ATTEMPTS + 3))
def test_trying_again_is_later_each_time_and_ends(now: datetime, attempts: int) -> None:
    again = next_try(now=now, attempts=attempts)
    if attempts >= MOST_ATTEMPTS:
        assert again is None
    else:
        assert again is not None
        waited = again.astimezone(UTC) - now
        assert waited >= timedelta(minutes=BACKOFF_MINUTES[max(attempts, 1) - 1])
        assert QUIET_UNTIL <= again.astimezone(COPENHAGEN).time() < QUIET_FROM


@settings(max_examples=20)
@given(
    st.sampled_from(MessageKey),
    st.dates(date(2026, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["da", "en"]),
    st.booleans(),
)
def test_every_sentence_is_one_sms_that_tells_nothing(
    message: MessageKey, day: date, language: Language, has_link: bool
) -> None:
    values = {"day": day.isoformat(), "time": "14:30", "code": "123456"}
    needed = {name: values[name] for name in SENTENCES[message].needs - {"phone"}}
    said = line(
        message,
        needed,
        phone="+45 70 20 12 01",
        link=SHORT_LINK if has_link else "",
        language=language,
    )
    text = sms([said], page_link=SHORT_LINK, stop_link=SHORT_LINK, language=language)
    assert fits_sms(text)
    assert "{" not in text
    ours = text.replace(SHORT_LINK, "").lower()
    assert not [word for word in TELLING if word in ours]
