"""When a message leaves, how, and what may be in it. Plain Python: no Django, no database."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from indgang.kernel.clock import at, local
from indgang.post.messages import SENTENCES, MessageKey

QUIET_FROM = time(21)  # own choice: nobody is woken; nothing sent here is an emergency
QUIET_UNTIL = time(8)  # own choice
DIGEST_HOUR = 10  # own choice: the day's messages come together, when the house has opened
HELD_MINUTES = 15  # minutes a worker may hold a message; a sending that takes longer was killed
BACKOFF_MINUTES = (
    1,
    5,
    30,
    120,
    720,
)  # minutes until each new attempt; own choice, half a day in all
MOST_ATTEMPTS = len(BACKOFF_MINUTES) + 1
SMS_LENGTH = 160  # characters of one SMS; NemSMS allows no more
LINK_DAYS = 14  # days the link in a message works at most; as indgang.access.rules.LINK_DAYS

CARRIED = ("email", "sms")  # what can be sent from here; a call or a letter is somebody's to make
NO_CHANNEL = "none"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}")
_MOBILE = re.compile(r"\+?\d{8,15}")
_LONGEST_EMAIL = 200  # characters; the column's own length
# The letters one SMS of 160 may have (GSM 03.38, basic set). One other letter halves its length.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


class BadValues(ValueError):  # noqa: N818 – named as it is said
    """A message was given something it does not hold, or not what it needs."""


@dataclass(frozen=True, slots=True)
class Address:
    """A way to reach somebody."""

    channel: str
    value: str
    is_preferred: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How a message goes to somebody; without an address it does not."""

    address: Address | None = None
    silent: bool = False


def checked_values(message: MessageKey, values: Mapping[str, str]) -> dict[str, str]:
    """The values as they may be stored. Raises BadValues.

    Only a day (ISO) and a time (HH:MM) can be given: a message has no room for a name, a place or
    anybody's words. The telephone number is the house's own and is put in as it is sent.
    """
    wanted = SENTENCES[message].needs - {"phone"}
    if set(values) != wanted:
        raise BadValues(f"{message} needs {sorted(wanted)}")
    if "code" in wanted:
        raise BadValues(f"{message}: the database makes the code itself")
    for name, pattern in (("day", _DAY), ("time", _TIME)):
        if name in values and not pattern.fullmatch(values[name]):
            raise BadValues(f"{message}: {name}")
    if "day" in values:
        _checked_day(values["day"])
    return dict(values)


def is_sayable(message: str, values: Mapping[str, str]) -> bool:
    """Whether a letter as it is stored is one of the sentences with what that needs."""
    try:
        checked_values(MessageKey(message), values)
    except (ValueError, TypeError):
        return False
    return True


def first_try(*, now: datetime, not_before: datetime, urgent: bool) -> datetime:
    """When a message leaves: urgent as soon as it is decent, other news with the day's digest."""
    earliest = max(now, not_before)
    if urgent:
        return next_decent(earliest)
    digest = at(local(earliest).date(), DIGEST_HOUR)
    return digest if earliest <= digest else at(_day_after(earliest), DIGEST_HOUR)


def next_try(*, now: datetime, attempts: int) -> datetime | None:
    """When to try again after that many attempts; None when it is time to give up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return next_decent(now + timedelta(minutes=BACKOFF_MINUTES[max(attempts, 1) - 1]))


def link_lasts(*, now: datetime, not_after: datetime | None) -> timedelta:
    """How long the link in a message works: as long as the message is true, and 14 days at most."""
    longest = timedelta(days=LINK_DAYS)
    return min(not_after - now, longest) if not_after else longest


def next_decent(instant: datetime) -> datetime:
    """The instant itself, or the end of the quiet hours it falls in."""
    there = local(instant)
    if there.time() >= QUIET_FROM:
        return at(_day_after(instant), QUIET_UNTIL.hour)
    if there.time() < QUIET_UNTIL:
        return at(there.date(), QUIET_UNTIL.hour)
    return instant


def way_to(addresses: Sequence[Address], *, carried: Collection[str]) -> Way:
    """The preferred address if it can be sent to from here, else the first that can.

    Whoever prefers a call or a letter is not written to: somebody does as he wishes.
    """
    preferred = next((one for one in addresses if one.is_preferred), None)
    if preferred and (preferred.channel in carried or preferred.channel not in CARRIED):
        return Way(preferred if preferred.channel in carried else None)
    return Way(next((one for one in addresses if one.channel in carried), None))


def looks_like(channel: str, value: str) -> bool:
    """Whether an address can be right. An SMS needs digits, perhaps with spaces or a plus."""
    if channel == "email":
        return len(value) <= _LONGEST_EMAIL and bool(_EMAIL.fullmatch(value))
    return bool(_MOBILE.fullmatch(bare_number(value)))


def bare_number(value: str) -> str:
    """A mobile number without blanks, dots and hyphens."""
    return re.sub(r"[\s.\-()]", "", value)


def international(number: str) -> str:
    """A mobile number as gateways want it: eight digits are Danish."""
    bare = bare_number(number)
    if bare.startswith("00"):
        return f"+{bare[2:]}"
    return f"+45{bare}" if len(bare) == 8 else bare


def fits_sms(text: str) -> bool:
    """Whether a text is one SMS."""
    return len(text) <= SMS_LENGTH and _GSM.issuperset(text)


def _checked_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise BadValues("no such day") from None


def _day_after(instant: datetime) -> date:
    return local(instant).date() + timedelta(days=1)
