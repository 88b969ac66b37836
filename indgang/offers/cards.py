"""What the pages show of an offer, ready to be read: templates only place it."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.offers import wording
from indgang.offers.models import Offer, Place, Session
from indgang.offers.queries import FoundOffer, spot_of
from indgang.offers.rules.access_per_use import Answer, Entry
from indgang.offers.rules.spots import Spot
from indgang.web.danish import in_danish, told
from indgang.web.parts import Fact, Public

TONES = {Entry.OPEN: "moss", Entry.TALK: "honey", Entry.DECISION: "honey"}


@dataclass(frozen=True)
class OfferCard(Public):
    """An offer in a list."""

    title: str
    href: str
    summary: str
    form: str
    price: str
    when: str
    room: str
    has_room: bool
    seen: str
    where: str
    visitor: str  # who one meets there, where somebody else keeps the place
    where_href: str
    away: str  # how far it is, in a search from somewhere
    latitude: float | None
    longitude: float | None
    who: str
    access: str
    access_tone: str


@dataclass(frozen=True)
class TimeCard:
    """One time of an offer, and how to try it."""

    when: str
    room: str
    has_room: bool
    seen: str
    href: str
    elsewhere: str  # where, if this one time is in another place
    try_label: str  # for those who hear the buttons without what stands beside them
    queue_label: str


def card_of(found: FoundOffer, near: Spot | None = None) -> OfferCard:
    """The card of an offer that was found, near somewhere or not. No query."""
    offer, session = found.offer, found.next_session
    there = spot_of(offer.place) if near else Spot()
    room = _room_of(offer, session, one_just_comes=found.is_open)
    return OfferCard(
        title=wording.text_of(offer, "title"),
        href=reverse("offers:offer", args=[offer.slug]),
        summary=wording.text_of(offer, "summary"),
        form=capfirst(offer.get_format_display()),
        price=_without_stop(wording.price_in_words(offer)),
        when=capfirst(wording.when_in_words(session))
        if session
        else in_danish(capfirst(offer.when_note)),
        room=room.words,
        has_room=session.has_room if session else False,
        seen=room.age,
        where=wording.capital(wording.where_in_words(offer)),
        where_href=place_address(offer),
        visitor=wording.visitor_in_words(offer),
        away=wording.away_in_words(found.metres, near.name) if near else "",
        latitude=there.latitude,
        longitude=there.longitude,
        who=capfirst(wording.who_for_in_words(offer)),
        access=capfirst(wording.access_in_words(found.answer, offer, session)),
        access_tone=TONES[found.answer.entry],
    )


def place_address(offer: Offer) -> str:
    """The page of the place where it is, or nothing. No query."""
    if offer.place is None or offer.place.closed_on is not None:
        return ""
    return reverse("offers:place_page", args=[offer.place.slug])


@dataclass(frozen=True)
class _Figure:
    """Whether there is room, and how old that is."""

    words: str
    age: str


def _room_of(offer: Offer, session: Session | None, *, one_just_comes: bool) -> _Figure:
    """The counted seats of the next time; where none are counted, what the place itself says."""
    if session is not None and session.seats is not None:
        return _Figure(wording.room_in_words(session), wording.age_of_figure(session))
    room = getattr(offer, "room", None)
    if room is not None and (said := wording.said_of_room(room)):
        return _Figure(said, wording.age_of(room.said_at))
    if session is None:
        return _Figure("", "")
    return _Figure(wording.room_in_words(session, one_just_comes=one_just_comes), "")


def room_card_of(offer: Offer) -> tuple[str, str]:
    """What those who hold it say about room, and how old that is. No query when it is fetched."""
    room = getattr(offer, "room", None)
    words = wording.said_of_room(room)
    return (words, wording.age_of(room.said_at)) if room and room.said_at and words else ("", "")


def pace_of(offer: Offer, answer: Answer) -> str:
    """How soon they answer here, measured; "" of fewer than five. No query when it is fetched.

    Where a yes comes first, the words on access tell how long that takes.
    """
    if answer.entry is Entry.DECISION:
        return ""
    reply = getattr(offer.provider, "reply_time", None)
    if reply is None:
        return ""
    said = ngettext(
        "De svarer typisk inden for %(days)s dag og siger ja til %(yes)s ud af 100 (målt).",
        "De svarer typisk inden for %(days)s dage og siger ja til %(yes)s ud af 100 (målt).",
        reply.days,
    )
    return said % {"days": reply.days, "yes": reply.yes_percent}


def time_card_of(session: Session, offer: Offer, *, one_just_comes: bool = True) -> TimeCard:
    """The card of one time. No query."""
    session.offer = offer  # known already: to look it up for each time would be a query each
    when = wording.when_in_words(session)
    return TimeCard(
        when=capfirst(when),
        room=wording.room_in_words(session, one_just_comes=one_just_comes),
        has_room=session.has_room,
        seen=wording.age_of_figure(session) if session.seats is not None else "",
        href=reverse("offers:try", args=[offer.slug, session.id]),
        elsewhere=in_danish(session.where_note),
        try_label=_("Jeg vil prøve %(when)s") % {"when": when},
        queue_label=_("Stil mig i kø %(when)s") % {"when": when},
    )


def practical_facts(offer: Offer) -> list[Fact]:
    """What one wants to know before one goes. No query."""
    place = offer.place
    rows = [
        (_("Hvor"), where_with_address(place) if place else in_danish(offer.where_note)),
        (_("Hvem du møder"), wording.visitor_in_words(offer)),
        (_("Sådan kommer du derhen"), in_danish(place.transport) if place else ""),
        (_("Sådan kommer du ind"), way_in(place) if place else ""),
        (_("Pris"), wording.capital(wording.price_in_words(offer))),
        (_("Hvem det er for"), capfirst(wording.who_for_in_words(offer))),
        (_("Sprog"), capfirst(wording.languages_in_words(offer))),
        (_("Hvem der står for det"), _run_by(offer)),
        (_("Uden navn"), _("Ja. Du behøver ikke sige, hvem du er.") if offer.anonymous_ok else ""),
        (_("Hvad man ved"), in_danish(offer.evidence_note)),
    ]
    there = {_("Hvor"): place_address(offer)}
    return [Fact(label, value, there.get(label, "")) for label, value in rows if value]


def where_with_address(place: Place) -> str:
    """Its name and its address. No query."""
    if place.is_hidden:
        said = _("%(place)s. Adressen er hemmelig. Du får vejen at vide, når vi har talt sammen.")
        return said % {"place": place.name}
    return ", ".join(part for part in (place.name, place.address) if part)


def access_sentence(offer: Offer, answer: Answer) -> str:
    """What the line that decides says more, or the offer's own words on who can come.

    Where a yes comes first, the offer's own words stand back: they guess what is measured.
    """
    if answer.depends:
        return _("Det kommer an på et par ting, som vi spørger om, når du prøver.")
    if answer.sentence or answer.entry is Entry.DECISION:
        return answer.sentence
    own = wording.text_of(offer, "access_sentence")
    return "" if own.rstrip(".").lower() == _("åbent for alle") else own


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text that was written with a line break where the editor had no room."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [type(text)(part) for part in parts if part]


def _without_stop(text: str) -> str:
    return type(text)(text.rstrip("."))


def _run_by(offer: Offer) -> str:
    return f"{offer.provider.name}. {capfirst(wording.run_by_in_words(offer))}."


def way_in(place: Place) -> str:
    """How one gets in, in a few sentences. No query."""
    said = [
        _("Uden trin.") if place.step_free else "",
        _("Toilet med plads til kørestol.") if place.accessible_toilet else "",
        _("Teleslynge.") if place.hearing_loop else "",
        in_danish(place.access_note),
    ]
    return format_html_join(" ", "{}", ((told(part),) for part in said if part))
