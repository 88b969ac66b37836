"""From fixed sentences and a few values to what is read: an e-mail or one SMS."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from indgang.kernel.words import WEEKDAYS, Language, Words, day_in_words, time_in_words
from indgang.post import messages
from indgang.post.messages import SENTENCES, MessageKey
from indgang.post.rules import fits_sms

_VALUE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it is read, and where to read on."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail in words; the page around it is the template's."""

    subject: str
    lines: tuple[Line, ...]
    text: str


def line(
    message: MessageKey, values: Mapping[str, str], *, phone: str, link: str, language: Language
) -> Line:
    """The sentence with its values in words."""
    words = {"phone": phone}
    if "code" in values:
        words["code"] = values["code"]
    if "day" in values:
        words["day"] = _day(date.fromisoformat(values["day"]), language)
    if "time" in values:
        words["time"] = time_in_words(time.fromisoformat(values["time"]), language)
    return Line(SENTENCES[message].text.said(language).format(**words), link)


def mail(lines: Sequence[Line], *, phone: str, stop_link: str, language: Language) -> Mail:
    """One e-mail of one or more messages. The subject tells nothing."""

    def said(words: Words) -> str:
        return words.said(language).format(number=len(lines), phone=phone)

    paragraphs = [said(messages.HELLO)]
    for each in lines:
        paragraphs.append(each.text)
        if each.link:
            paragraphs.append(f"{said(messages.READ_ON)}\n{each.link}")
    paragraphs.append(said(messages.NOT_READ))
    paragraphs.append(f"{said(messages.NO_MORE)} {said(messages.STOP)}:\n{stop_link}")
    subject = messages.SUBJECT if len(lines) == 1 else messages.SUBJECT_MANY
    return Mail(said(subject), tuple(lines), "\n\n".join(paragraphs) + "\n")


def sms(lines: Sequence[Line], *, page_link: str, stop_link: str, language: Language) -> str:
    """One SMS, never two: the message with its link if both have room, else only that there is one.

    The way to stop messages is added where there is room; it is also on the page behind the link.
    """
    if len(lines) > 1:
        text = messages.MANY.said(language).format(number=len(lines))
        wanted = Line(text, next((each.link for each in lines if each.link), page_link))
    else:
        wanted = lines[0]
    news = messages.SENTENCES[MessageKey.NEWS].text.said(language)
    stop = messages.STOP_SHORT.said(language).format(link=stop_link)
    link = wanted.link
    candidates = (
        "\n".join(part for part in (wanted.text, link, "" if link else stop) if part),
        "\n".join(part for part in (wanted.text, link) if part),
        f"{news}\n{link or page_link}",
    )
    return next((text for text in candidates if fits_sms(text)), news)


def _day(day: date, language: Language) -> str:
    weekday = WEEKDAYS[language][day.weekday()]
    return f"{weekday} {day_in_words(day, language)}"


def title(message: str, language: str) -> str:
    """The sentence as it stands in a list of what was sent: without its day and time."""
    said = SENTENCES[MessageKey(message)].text.said("en" if language == "en" else "da")
    return _VALUE.sub("…", said)
