"""What the pages show of an offer, ready to be read: templates only place it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.offers import wording
from indgang.offers.models import Offer, Session
from indgang.offers.queries import FoundOffer
from indgang.offers.rules.access_per_use import Answer, Entry
from indgang.web.danish import in_danish, told
from indgang.web.parts import Fact, Pin, Public

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


def card_of(found: FoundOffer) -> OfferCard:
    """The card of a found offer. No query."""
    offer, session = found.offer, found.next_session
    return OfferCard(
        title=wording.text_of(offer, "title"),
        href=reverse("offers:offer", args=[offer.slug]),
        summary=wording.text_of(offer, "summary"),
        form=capfirst(offer.get_format_display()),
        price=_without_stop(wording.price_in_words(offer)),
        when=capfirst(wording.when_in_words(session))
        if session
        else in_danish(capfirst(offer.when_note)),
        room=wording.room_in_words(session) if session else "",
        has_room=session.has_room if session else False,
        seen=wording.age_of_figure(session) if session and session.seats is not None else "",
        where=wording.capital(wording.where_in_words(offer)),
        who=capfirst(wording.who_for_in_words(offer)),
        access=capfirst(wording.access_in_words(found.answer)),
        access_tone=TONES[found.answer.entry],
    )


def time_card_of(session: Session, offer: Offer) -> TimeCard:
    """The card of one time. No query."""
    session.offer = offer  # known already: to look it up for each time would be a query each
    when = wording.when_in_words(session)
    return TimeCard(
        when=capfirst(when),
        room=wording.room_in_words(session),
        has_room=session.has_room,
        seen=wording.age_of_figure(session) if session.seats is not None else "",
        href=reverse("offers:try", args=[offer.slug, session.id]),
        elsewhere=in_danish(session.where_note),
        try_label=_("Jeg vil prøve %(when)s") % {"when": when},
        queue_label=_("Stil mig i kø %(when)s") % {"when": when},
    )


def pins_of(found: Sequence[FoundOffer]) -> list[Pin]:
    """One pin for each place on the map with what is there, best first. No query."""
    by_place: dict[object, list[Offer]] = defaultdict(list)
    for one in found:
        if one.offer.place_id and one.offer.place and one.offer.place.x is not None:
            by_place[one.offer.place_id].append(one.offer)
    return [_pin(offers) for offers in by_place.values()]


def _pin(offers: list[Offer]) -> Pin:
    place = offers[0].place
    titles = [wording.text_of(offer, "title") for offer in offers]
    one_page = reverse("offers:offer", args=[offers[0].slug])
    more = len(titles) - 3
    text = ", ".join(titles[:3])
    if more > 0:
        text += " " + ngettext("og %(more)s til", "og %(more)s til", more) % {"more": more}
    return Pin(
        x=place.x or 0 if place else 0,
        y=place.y or 0 if place else 0,
        label=place.name if place else "",
        text=text,
        href=one_page
        if len(offers) == 1
        else f"{reverse('offers:found')}?sted={place.slug}"
        if place
        else one_page,
    )


def practical_facts(offer: Offer) -> list[Fact]:
    """What one wants to know before one goes. No query."""
    place = offer.place
    rows = [
        (_("Hvor"), f"{place.name}, {place.address}" if place else in_danish(offer.where_note)),
        (_("Sådan kommer du derhen"), in_danish(place.transport) if place else ""),
        (_("Sådan kommer du ind"), _way_in(offer)),
        (_("Pris"), wording.capital(wording.price_in_words(offer))),
        (_("Hvem det er for"), capfirst(wording.who_for_in_words(offer))),
        (_("Sprog"), capfirst(wording.languages_in_words(offer))),
        (_("Hvem der står for det"), _run_by(offer)),
        (_("Uden navn"), _("Ja. Du behøver ikke sige, hvem du er.") if offer.anonymous_ok else ""),
        (_("Hvad man ved"), in_danish(offer.evidence_note)),
    ]
    return [Fact(label, value) for label, value in rows if value]


def access_sentence(offer: Offer, answer: Answer) -> str:
    """The offer's own sentence on who can come, where it says more than the badge beside it."""
    own = answer.sentence or wording.text_of(offer, "access_sentence")
    return "" if own.rstrip(".").lower() == wording.access_in_words(answer) else own


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text that was written with a line break where the editor had no room."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [type(text)(part) for part in parts if part]


def _without_stop(text: str) -> str:
    return type(text)(text.rstrip("."))


def _run_by(offer: Offer) -> str:
    return f"{offer.provider.name}. {capfirst(wording.run_by_in_words(offer))}."


def _way_in(offer: Offer) -> str:
    place = offer.place
    if place is None:
        return ""
    said = [
        _("Uden trin.") if place.step_free else "",
        _("Toilet med plads til kørestol.") if place.accessible_toilet else "",
        _("Teleslynge.") if place.hearing_loop else "",
        in_danish(place.access_note),
    ]
    return format_html_join(" ", "{}", ((told(part),) for part in said if part))
