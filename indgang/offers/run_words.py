"""Courses with a start as guests and those who stand for them read of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.kernel import clock
from indgang.kernel.words import day_in_words
from indgang.offers import wording
from indgang.offers.models import Booking, Lot, Offer, Run, Session
from indgang.offers.rules.giving_places import NeedClass, Outcome, Why


@dataclass(frozen=True)
class RunCard:
    """One course of an offer, and how to get a place in it."""

    id: UUID
    href: str
    begins: str
    length: str
    room: str
    seen: str
    register: str
    by_draw: bool
    is_open: bool  # one can still say so oneself
    has_room: bool
    label: str  # for those who hear the button without what stands beside it
    days: list[str]


@dataclass(frozen=True)
class WishLine:
    """One of several wishes, in the order of what is wanted most."""

    booking_id: UUID
    title: str
    when: str
    is_first: bool


def run_card_of(run: Run, offer: Offer) -> RunCard:
    """The card of a course whose room and times are fetched. No query."""
    room = _room(run, offer)
    begins = wording.when_in_words(room)
    return RunCard(
        id=run.id,
        href=reverse("offers:try", args=[offer.slug, room.id]),
        begins=_("Begynder %(when)s") % {"when": begins},
        length=length_in_words([time for time in run.times.all() if time.cancelled_at is None]),
        room=room_in_words(run, room),
        seen=wording.age_of_figure(room),
        register=register_in_words(run),
        by_draw=run.waits_for_draw,
        is_open=run.register_by >= clock.today(),
        has_room=room.has_room,
        label=_("Jeg vil gerne med, når det begynder %(when)s") % {"when": begins},
        days=days_of(run.times.all()),
    )


def room_in_words(run: Run, room: Session) -> str:
    """How many places there are, and how many would like one."""
    said = wording.room_in_words(room)
    if not run.waits_for_draw or not run.wished:
        return said
    wished = ngettext("%(wished)s vil gerne med", "%(wished)s vil gerne med", run.wished)
    return f"{said}, {wished % {'wished': run.wished}}"


def length_in_words(times: Sequence[Session]) -> str:
    """ "8 gange, den sidste den 20. januar"."""
    if not times:
        return ""
    said = ngettext("%(times)s gang", "%(times)s gange", len(times)) % {"times": len(times)}
    if len(times) == 1:
        return said
    return _("%(times)s, den sidste den %(day)s") % {
        "times": said,
        "day": _day(wording.day_of(times[-1].starts_at)),
    }


def register_in_words(run: Run) -> str:
    """Until when one can say that one would like to, and what happens then."""
    values = {"day": _day(run.register_by)}
    if run.register_by < clock.today():
        return _("Det var til og med den %(day)s, man kunne melde sig.") % values
    if run.waits_for_draw:
        return _("Meld dig senest den %(day)s. Så giver vi pladserne på én gang.") % values
    return _("Meld dig senest den %(day)s.") % values


def days_of(times: Iterable[Session]) -> list[str]:
    """Every time of a course in a line; what is called off says so."""
    return [_line(time) for time in times]


def wish_lines(wishes: Sequence[Booking]) -> list[WishLine]:
    """The wishes of a guest, whose sessions and offers are fetched. No query."""
    return [
        WishLine(
            booking_id=wish.id,
            title=wording.text_of(wish.session.offer, "title"),
            when=capfirst(wording.when_in_words(wish.session)),
            is_first=number == 0,
        )
        for number, wish in enumerate(wishes)
    ]


def why_in_words(lot: Lot) -> str:
    """What decided how a wish went, in one sentence to the guest."""
    outcome, why = Outcome(lot.outcome), Why(lot.why)
    if outcome is Outcome.ELSEWHERE:
        return _("Du fik en plads i noget, du hellere ville.")
    if outcome is Outcome.SEATED:
        return {
            Why.URGENCY: _("Du fik en plads, fordi I har sagt, at det haster for dig."),
            Why.WEEKS: _("Du fik en plads, fordi du har ventet længere end andre."),
            Why.LOT: _("Du stod lige med andre, og du trak en plads."),
        }.get(why, _("Der var plads til alle, der ville med."))
    return {
        Why.URGENCY: _("Pladserne gik til dem, det haster mere for."),
        Why.WEEKS: _("Pladserne gik til dem, der har ventet længere end dig."),
        Why.LOT: _("Du stod lige med andre, og denne gang trak du ikke en plads."),
    }.get(why, _("Der var ingen pladser tilbage."))


def figures_in_words(lot: Lot) -> str:
    """How many places there were, and how many wanted one."""
    drawn = lot.run.drawn
    said = ngettext(
        "Der var %(seats)s plads, og %(wishes)s ville med.",
        "Der var %(seats)s pladser, og %(wishes)s ville med.",
        drawn.seats,
    )
    return said % {"seats": drawn.seats, "wishes": drawn.wishes}


def need_class_in_words(level: int) -> str:
    """How urgent it is, as the house says it."""
    return {
        NeedClass.NOW: _("Det kan ikke vente"),
        NeedClass.SOON: _("Det haster"),
        NeedClass.ORDINARY: _("Som for de fleste"),
    }[NeedClass(level)]


def urgency_to_guest(level: NeedClass) -> str:
    """How urgent it is, as the guest reads it; nothing where nobody has said anything."""
    if level is NeedClass.ORDINARY:
        return ""
    return _("I har talt om, at det haster for dig. Det tæller først.")


def outcome_in_words(outcome: str) -> str:
    """What became of a wish, as the house says it."""
    return {
        Outcome.SEATED: _("fik en plads"),
        Outcome.WAITING: _("står i kø"),
        Outcome.ELSEWHERE: _("fik noget, gæsten hellere ville"),
    }[Outcome(outcome)]


def begins_on(run: Run) -> str:
    """The day a course begins, in words."""
    return _day(wording.day_of(run.room.starts_at)) if run.room else ""


def _room(run: Run, offer: Offer) -> Session:
    room = run.room
    if room is None:
        raise AssertionError("a course has times")
    room.offer = offer
    return room


def _line(time: Session) -> str:
    said = capfirst(wording.when_in_words(time))
    return _("%(when)s (aflyst)") % {"when": said} if time.cancelled_at else said


def _day(day: date | datetime) -> str:
    return day_in_words(day, wording.language())
