"""Talks by appointment, as guests choose between them and as their keeper sees his day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.words import time_in_words
from indgang.offers.models import Offer, Session
from indgang.offers.queries import KeptTalk
from indgang.offers.rules.seats import BookingStatus
from indgang.offers.wording import day_of, day_words, language

MOST_DAYS = 4  # days with free talks in view; the rest are behind one line


@dataclass(frozen=True)
class Talk:
    """One free time to talk, and where to take it."""

    time: str
    href: str
    said: str  # for those who hear the links without the day above them


@dataclass(frozen=True)
class TalkDay:
    """A day with free talks. Taken ones are not shown: nobody learns that somebody comes."""

    day: str
    talks: tuple[Talk, ...]


@dataclass(frozen=True)
class KeptDayTalk:
    """One talk of the keeper's day."""

    session_id: UUID
    booking_id: UUID | None
    time: str
    who: str
    state: str
    tone: str
    may_note: bool
    is_noted: bool


def talk_days(sessions: Sequence[Session], offer: Offer) -> list[TalkDay]:
    """The free talks among the sessions, day by day. No query."""
    free = [one for one in sessions if one.is_talk and one.has_room]
    return [
        TalkDay(capfirst(day_words(day)), tuple(_talk(one, offer, day) for one in there))
        for day, there in groupby(free, key=lambda one: day_of(one.starts_at))
    ]


def _talk(session: Session, offer: Offer, day: date) -> Talk:
    at = time_in_words(clock.local(session.starts_at).time(), language())
    said = _("%(day)s kl. %(time)s") % {"day": capfirst(day_words(day)), "time": at}
    return Talk(at, reverse("offers:try", args=[offer.slug, session.id]), said)


def kept_talk(talk: KeptTalk) -> KeptDayTalk:
    """A talk as its keeper reads it. No query."""
    states = {
        BookingStatus.SEATED.value: (_("aftalt"), "moss"),
        BookingStatus.OFFERED.value: (_("er blevet tilbudt en plads"), "honey"),
        BookingStatus.WAITING.value: (_("venter"), "honey"),
        BookingStatus.ATTENDED.value: (_("kom"), "moss"),
        BookingStatus.MISSED.value: (_("kom ikke"), "sand"),
    }
    state, tone = states.get(talk.status or "", (_("fri"), ""))
    has_begun = talk.starts_at <= clock.now()
    return KeptDayTalk(
        session_id=talk.session_id,
        booking_id=talk.booking_id,
        time=_span(talk),
        who=(talk.nickname or _("En gæst")) if talk.booking_id else "",
        state=_("aflyst") if talk.is_off else state,
        tone="clay" if talk.is_off else tone,
        may_note=has_begun and not talk.is_off and talk.status in ("seated", "attended", "missed"),
        is_noted=talk.status in ("attended", "missed"),
    )


def _span(talk: KeptTalk) -> str:
    ends = (clock.local(at).time() for at in (talk.starts_at, talk.ends_at))
    return "–".join(time_in_words(at, language()) for at in ends)
