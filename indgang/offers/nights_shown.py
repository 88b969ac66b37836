"""What the pages show of nights: calendars, plans and sentences. Templates only place it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.kernel.words import WEEKDAYS, day_in_words
from indgang.offers.models import Offer, Stay, Thing
from indgang.offers.queries import SeenStay, tonight
from indgang.offers.rules.nights import DAY, Nights, StayState, is_free, next_free, nights_from
from indgang.offers.wording import day_words, language, until_in_words
from indgang.web.parts import Row

WEEKS = 5  # weeks of nights on an offer's page
PLAN_NIGHTS = 14  # nights side by side in the keeper's plan
Taken = Mapping[UUID, Sequence[Nights]]


@dataclass(frozen=True)
class Night:
    """One night in a calendar: free, with where to ask for it, or not."""

    day: date
    is_past: bool
    free: int
    href: str
    said: str


@dataclass(frozen=True)
class Calendar:
    """The coming weeks, Monday first, and the same as a table."""

    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Night, ...], ...]
    table: tuple[Row, ...]
    soonest: str


def calendar_of(offer: Offer, things: Sequence[Thing], taken: Taken, *, since: date) -> Calendar:
    """The free nights of the coming weeks. No query."""
    monday = since - timedelta(days=since.weekday())
    days = [monday + timedelta(days=ahead) for ahead in range(7 * WEEKS)]
    nights = [_night(offer, things, taken, day, since) for day in days]
    free = next((night.day for night in nights if night.free), None)
    return Calendar(
        weekdays=tuple(name[:3] for name in WEEKDAYS[language()]),
        weeks=tuple(tuple(nights[at : at + 7]) for at in range(0, len(nights), 7)),
        table=tuple(_row(thing, taken, since) for thing in things),
        soonest=_soonest(free, since),
    )


def _night(offer: Offer, things: Sequence[Thing], taken: Taken, day: date, since: date) -> Night:
    is_past = day < since
    free = 0 if is_past else sum(is_free(nights_from(day, 1), taken.get(t.id, ())) for t in things)
    named = day_in_words(day, language())
    words = _("%(day)s: fri") if free else _("%(day)s: optaget")
    return Night(
        day=day,
        is_past=is_past,
        free=free,
        href=f"{reverse('offers:ask_nights', args=[offer.slug])}?fra={day.isoformat()}"
        if free
        else "",
        said=words % {"day": named},
    )


def _row(thing: Thing, taken: Taken, since: date) -> Row:
    free = next_free(1, taken.get(thing.id, ()), since=since)
    if free is None:
        return Row((thing.name, thing.room_for, _("Ikke lige nu"), ""))
    until = min(
        (span.first for span in taken.get(thing.id, ()) if span.first > free.first), default=None
    )
    span = _("til %(day)s") % {"day": day_words(until)} if until else _("længe")
    return Row((thing.name, thing.room_for, capfirst(night_words(free.first, since)), span))


def _soonest(free: date | None, since: date) -> str:
    if free is None:
        return _("Der er ikke en ledig nat de næste uger. Ring, så ser vi på det.")
    said = _("Den næste ledige nat er %(night)s.")
    return said % {"night": night_words(free, since)}


def night_words(day: date, tonight: date) -> str:
    """ "i nat" for the night that it is, else the day of its evening."""
    return _("i nat") if day == tonight else day_words(day)


def nights_in_words(nights: Nights) -> str:
    """ "3 nætter, fra i nat til på onsdag"."""
    said = ngettext(
        "%(number)s nat, fra %(first)s til %(until)s",
        "%(number)s nætter, fra %(first)s til %(until)s",
        nights.number,
    )
    return said % {
        "number": nights.number,
        "first": night_words(nights.first, tonight()),
        "until": day_words(nights.until),
    }


def span_of(stay: Stay) -> Nights:
    """The stay's nights as a plain value."""
    return Nights(stay.first_night, stay.leaves_on)


def stay_in_words(stay: Stay) -> str:
    """Where one stands, in one sentence."""
    if stay.state == StayState.HELD and stay.held_until:
        said = _("Nætterne er holdt til dig. Du får svar senest %(until)s.")
        return said % {"until": until_in_words(stay.held_until)}
    return {
        StayState.HELD.value: _("Nætterne er holdt til dig."),
        StayState.AGREED.value: _("Nætterne er dine."),
        StayState.THERE.value: _("Du er her nu. Vi er glade for, at du kom."),
        StayState.ENDED.value: _("Du har været her. Du er altid velkommen igen."),
        StayState.CALLED_OFF.value: _("Nætterne er meldt fra. Du kan altid spørge igen."),
    }[stay.state]


@dataclass(frozen=True)
class KeptNights:
    """A stay as its keeper reads it."""

    id: UUID
    who: str
    thing: str
    when: str
    state: str
    tone: str
    due: str  # what waits to be done about it today, if anything
    first: date
    until: date


@dataclass(frozen=True)
class Cell:
    """Some nights of one thing beside each other: somebody's, out of use, or one free night."""

    span: int
    stay: KeptNights | None = None
    is_out: bool = False


@dataclass(frozen=True)
class PlanOfNights:
    """An offer's things and who sleeps in them, night by night."""

    offer: Offer
    rows: tuple[tuple[Thing, tuple[Cell, ...]], ...]
    due: tuple[KeptNights, ...]
    free_tonight: int


TONES = {
    StayState.HELD.value: "honey",
    StayState.AGREED.value: "sand",
    StayState.THERE.value: "moss",
}


def kept_nights(stay: SeenStay, thing: str, *, tonight: date) -> KeptNights:
    """A stay in the keeper's words. No query."""
    states = {
        StayState.HELD.value: _("venter på svar"),
        StayState.AGREED.value: _("aftalt"),
        StayState.THERE.value: _("er her nu"),
        StayState.ENDED.value: _("er taget hjem"),
        StayState.CALLED_OFF.value: _("meldt fra"),
    }
    return KeptNights(
        id=stay.id,
        who=stay.nickname or _("En gæst"),
        thing=thing,
        when=nights_in_words(stay.nights),
        state=states[stay.state],
        tone=TONES.get(stay.state, ""),
        due=_due(stay, tonight),
        first=stay.nights.first,
        until=stay.nights.until,
    )


def _due(stay: SeenStay, tonight: date) -> str:
    if stay.state == StayState.HELD:
        until = until_in_words(stay.held_until) if stay.held_until else ""
        return _("Vil gerne have svar inden %(until)s") % {"until": until}
    if stay.state == StayState.AGREED and stay.nights.first == tonight:
        return _("Kommer i dag")
    if stay.state == StayState.THERE and stay.nights.until <= tonight:
        return _("Rejser hjem i dag")
    return ""


def plan_of_nights(
    offer: Offer,
    things: Sequence[Thing],
    stays: Sequence[SeenStay],
    *,
    since: date,
    tonight: date,
) -> PlanOfNights:
    """Things as rows, nights as columns, from that night on. No query."""
    names = {thing.id: thing.name for thing in things}
    shown = [
        (stay, kept_nights(stay, names.get(stay.thing_id, ""), tonight=tonight)) for stay in stays
    ]
    rows = tuple(
        (thing, _cells(thing, [(s, k) for s, k in shown if s.thing_id == thing.id], since))
        for thing in things
    )
    taken = {
        thing.id: [s.nights for s, _kept in shown if s.thing_id == thing.id] + _out(thing)
        for thing in things
    }
    free = sum(is_free(nights_from(tonight, 1), spans) for spans in taken.values())
    due = tuple(sorted((k for _s, k in shown if k.due), key=lambda k: (k.state, k.thing)))
    return PlanOfNights(offer, rows, due, free)


def _out(thing: Thing) -> list[Nights]:
    return [Nights(thing.out_from, thing.out_until)] if thing.out_from and thing.out_until else []


def _cells(
    thing: Thing, stays: Sequence[tuple[SeenStay, KeptNights]], since: date
) -> tuple[Cell, ...]:
    until, night, cells = since + timedelta(days=PLAN_NIGHTS), since, []
    while night < until:
        stay = next((k for s, k in stays if night in s.nights), None)
        out = next((span for span in _out(thing) if night in span), None)
        end = stay.until if stay else out.until if out else night + DAY
        end = min(end, until)
        cells.append(Cell((end - night).days, stay, is_out=out is not None and stay is None))
        night = end
    return tuple(cells)
