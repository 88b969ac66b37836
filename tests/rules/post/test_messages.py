"""A message lies open on a locked telephone: it must tell its reader something and others nothing."""

import re

import pytest

from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.kernel.words import Language
from indgang.post.messages import SENTENCES, MessageKey
from indgang.post.rules import BadValues, checked_values, fits_sms
from indgang.post.wording import Line, line, mail, sms, title

# What a message must never hint at: where, with whom, about what, or that somebody is looked after.
TELLING = re.compile(
    r"psyk|terapi|angst|depress|misbrug|alkohol|rus|diagnos|behandl|læge|krise|akut|sorg|vold|gæld"
    r"|værested|bosted|herberg|visit|sag|borger|støtte|hjælp|guide|kommune|huset"
    r"|psych|therap|anxi|addict|treat|doctor|crisis|debt|shelter|support|case|help|municipal|house",
    re.IGNORECASE,
)
DAY, TIME, PHONE = "2026-09-23", "14:30", "00 00 00 00"
LONG_ADDRESS = "https://indgang.en-lang-kommune.dk"
KEY = "k" * 43
LANGUAGES: tuple[Language, ...] = ("da", "en")


def _values(message: MessageKey) -> dict[str, str]:
    return {
        name: {"day": DAY, "time": TIME, "code": "123456"}[name]
        for name in SENTENCES[message].needs - {"phone"}
    }


def _line(message: MessageKey, language: Language, link: str = "") -> Line:
    return line(message, _values(message), phone=PHONE, link=link, language=language)


def test_every_message_has_its_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(MessageKey)
    assert all(sentence.text.da and sentence.text.en for sentence in SENTENCES.values())


@pytest.mark.parametrize("message", MessageKey)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_tells_what_the_matter_is(message: MessageKey, language: Language) -> None:
    assert not TELLING.search(_line(message, language).text)


@pytest.mark.parametrize("message", MessageKey)
def test_every_message_is_easy_to_read(message: MessageKey) -> None:
    assert lix(_line(message, "da").text) <= GUEST_LIX_LIMIT


@pytest.mark.parametrize("message", MessageKey)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", ["", f"{LONG_ADDRESS}/t/{KEY}/min/tjek"])
def test_every_message_is_one_sms(message: MessageKey, language: Language, link: str) -> None:
    text = sms(
        [_line(message, language, link)],
        page_link=f"{LONG_ADDRESS}/min",
        stop_link=f"{LONG_ADDRESS}/stop/{'s' * 22}",
        language=language,
    )
    assert fits_sms(text)
    assert link in text


def test_many_messages_are_one_sms_with_a_link() -> None:
    lines = [_line(message, "da") for message in MessageKey]
    text = sms(lines, page_link=f"{LONG_ADDRESS}/min", stop_link="x", language="da")
    assert fits_sms(text)
    assert text.endswith("/min")


def test_a_letter_that_one_sms_cannot_hold_is_replaced_by_the_news_that_there_is_one() -> None:
    text = sms([Line("Ω" + "€" * 200, "")], page_link="https://x/min", stop_link="y", language="da")
    assert text == "Der er nyt til dig.\nhttps://x/min"


def test_an_email_holds_its_messages_and_a_way_to_stop_and_its_subject_nothing() -> None:
    lines = [_line(MessageKey.AGREEMENT_DUE, "da"), _line(MessageKey.NEWS, "da", "https://x/min")]
    letter = mail(lines, phone=PHONE, stop_link="https://x/stop/y", language="da")
    assert letter.subject == "2 beskeder til dig"
    assert "onsdag 23. september" in letter.text
    assert letter.text.endswith("https://x/stop/y\n")


@pytest.mark.parametrize(
    ("message", "values"),
    [
        (MessageKey.NEWS, {"name": "Karen"}),
        (MessageKey.CARD_CODE, {"code": "123456"}),
        (MessageKey.SEAT_TAKEN, {"day": DAY}),
        (MessageKey.SEAT_TAKEN, {"day": "2026-02-30", "time": TIME}),
        (MessageKey.SEAT_TAKEN, {"day": DAY, "time": "25:00"}),
        (MessageKey.SEAT_TAKEN, {"day": DAY, "time": "14:30 i Psykiatriens Hus"}),
    ],
)
def test_a_message_has_no_room_for_words(message: MessageKey, values: dict[str, str]) -> None:
    with pytest.raises(BadValues):
        checked_values(message, values)


def test_a_list_of_what_was_sent_leaves_the_values_out() -> None:
    assert title("seat_taken", "da") == "Du har fået en plads … kl. …."
