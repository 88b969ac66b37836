"""What the pages of those who stand for offers show, ready to be read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.kernel.words import day_in_words
from indgang.offers import wording
from indgang.offers.models import Offer, Schedule, Session
from indgang.offers.queries import Coming, KeptOffer
from indgang.offers.rules.recurrence import Recurrence, first_fit
from indgang.offers.rules.recurrence_words import in_words
from indgang.offers.rules.seats import BookingStatus
from indgang.web.danish import in_danish

FEW = 8  # offers one sees at a glance; more of them can be searched
MOST_TIMES = 8  # times in view; the rest are behind one line
TONES = {"published": "moss", "draft": "honey", "paused": "honey", "closed": ""}


@dataclass(frozen=True)
class KeptTime:
    """One coming time, and what one can do with it."""

    id: UUID
    offer_id: UUID
    title: str
    when: str
    people: str
    has_people: bool
    where: str
    moved: str
    is_off: bool
    why_off: str


@dataclass(frozen=True)
class KeptCard:
    """One offer in the list of those who keep it."""

    href: str
    title: str
    provider: str
    status: str
    tone: str
    when: str
    people: str
    seen: str
    checked: str
    is_stale: bool


@dataclass(frozen=True)
class State:
    """Whether an offer is shown, and how old its words are."""

    status: str
    tone: str
    checked: str


@dataclass(frozen=True)
class KeptSchedule:
    """Times that repeat, in a sentence."""

    id: UUID
    words: str
    seats: str


@dataclass(frozen=True)
class KeptPerson:
    """Somebody with a seat, named only if he has said yes to it."""

    booking_id: UUID
    name: str
    state: str
    is_seated: bool
    has_come: bool
    is_noted: bool


def person_of(coming: Coming) -> KeptPerson:
    """Somebody with a seat. No query."""
    states = {
        BookingStatus.SEATED.value: _("har en plads"),
        BookingStatus.OFFERED.value: _("er blevet tilbudt en plads"),
        BookingStatus.WAITING.value: _("venter"),
        BookingStatus.WISHED.value: _("ønsker en plads"),
        BookingStatus.ATTENDED.value: _("kom"),
        BookingStatus.MISSED.value: _("kom ikke"),
    }
    noted = (BookingStatus.ATTENDED.value, BookingStatus.MISSED.value)
    return KeptPerson(
        booking_id=coming.booking_id,
        name=coming.nickname or _("En gæst"),
        state=states[coming.status],
        is_seated=coming.status in (BookingStatus.SEATED.value, *noted),
        has_come=coming.status == BookingStatus.ATTENDED,
        is_noted=coming.status in noted,
    )


def time_of(session: Session, offer: Offer | None = None) -> KeptTime:
    """The card of one time. No query when its offer is fetched or given."""
    if offer is not None:
        session.offer = offer
    return KeptTime(
        id=session.id,
        offer_id=session.offer_id,
        title=session.offer.title,
        when=capfirst(wording.when_in_words(session)),
        people=people_in_words(session),
        has_people=bool(session.taken or session.waiting),
        where=in_danish(session.where_note),
        moved=wording.moved_in_words(session),
        is_off=session.cancelled_at is not None,
        why_off=wording.why_cancelled(session),
    )


def card_of(kept: KeptOffer) -> KeptCard:
    """The card of an offer. No query."""
    offer, session = kept.offer, kept.next_session
    state = state_of(offer)
    is_shown = offer.status == "published"
    return KeptCard(
        href=reverse("offers:kept_offer", args=[offer.id]),
        title=offer.title,
        provider=offer.provider.name,
        status=state.status,
        tone=state.tone,
        when=_next_in_words(offer, session) if is_shown else "",
        people=people_in_words(session) if session and is_shown else "",
        seen=wording.age_of_figure(session) if session and is_shown else "",
        checked=state.checked,
        is_stale=kept.is_stale,
    )


def state_of(offer: Offer) -> State:
    """Whether it is shown, and when somebody last said that it is true. No query."""
    return State(
        status=capfirst(offer.get_status_display()),
        tone=TONES[offer.status],
        checked=_checked(offer.checked_at),
    )


def schedule_of(schedule: Schedule) -> KeptSchedule:
    """When it happens again and again, in a sentence. No query."""
    start = datetime.combine(schedule.starts_on, schedule.starts_time)
    recurrence = Recurrence(
        starts_local=first_fit(schedule.rrule, start) if schedule.rrule else start,
        duration_minutes=schedule.duration_minutes,
        rule=schedule.rrule,
        without=tuple(schedule.exdates),
    )
    return KeptSchedule(
        id=schedule.id,
        words=capfirst(in_words(recurrence, wording.language())),
        seats=_talks(schedule.each_minutes) or _seats(schedule.seats),
    )


def people_in_words(session: Session) -> str:
    """How many come, of how many, and how many wait."""
    if session.seats is None:
        said = ngettext("%(taken)s har meldt sig", "%(taken)s har meldt sig", session.taken)
    else:
        said = _("%(taken)s af %(seats)s pladser er taget")
    figures = {"taken": session.taken, "seats": session.seats, "waiting": session.waiting}
    words = [said % figures]
    if session.waiting:
        waiting = ngettext("%(waiting)s venter", "%(waiting)s venter", session.waiting)
        words.append(waiting % figures)
    return ", ".join(words)


def made_in_words(made: int) -> str:
    """How many times stand in the overview now."""
    said = ngettext(
        "%(made)s gang står i oversigten nu.", "%(made)s gange står i oversigten nu.", made
    )
    return said % {"made": made}


def rested_in_words(*, ends: bool, called_off: int) -> str:
    """What a pause or an end has done."""
    said = _("Tilbuddet er lukket.") if ends else _("Tilbuddet holder pause.")
    if called_off:
        off = ngettext(
            "%(off)s gang er aflyst, og de, der havde plads, får besked.",
            "%(off)s gange er aflyst, og de, der havde plads, får besked.",
            called_off,
        )
        said += " " + off % {"off": called_off}
    return said


def cancelled_in_words(session: Session) -> str:
    """That it is off, and who hears of it."""
    return _("Aflyst.") + " " + _told(session)


def moved_in_words(session: Session) -> str:
    """That it is moved, and who hears of it."""
    return _("Gemt.") + " " + _told(session)


def _told(session: Session) -> str:
    number = session.taken + session.waiting
    if not number:
        return _("Ingen havde plads endnu.")
    said = ngettext(
        "Den ene, der har plads eller venter, får besked.",
        "De %(number)s, der har plads eller venter, får besked.",
        number,
    )
    return said % {"number": number}


def _talks(each_minutes: int | None) -> str:
    if each_minutes is None:
        return ""
    return _("samtaler på %(each)s minutter") % {"each": each_minutes}


def _seats(seats: int | None) -> str:
    if seats is None:
        return _("man kommer bare")
    return ngettext("%(seats)s plads", "%(seats)s pladser", seats) % {"seats": seats}


def _next_in_words(offer: Offer, session: Session | None) -> str:
    if session is not None:
        return capfirst(wording.when_in_words(session))
    return in_danish(offer.when_note) or _("Ingen tider")


def _checked(instant: datetime | None) -> str:
    if instant is None:
        return _("Ingen har set det efter endnu")
    day = wording.day_of(instant)
    return _("Set efter %(day)s") % {"day": day_in_words(day, wording.language(), year=True)}
