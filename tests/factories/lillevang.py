"""The demo town's needs, places and offers, for tests of what people find."""

from dataclasses import fields
from datetime import time, timedelta

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.operations import add_offer, keep_need, keep_place, make_sessions, renew_laws
from indgang.offers.operations.catalogue import NeedSheet, PlaceSheet
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.sheet import OfferSheet, Times
from indgang.portal.demo import shape
from indgang.portal.demo.content import town
from tests.factories.offers import make_organisation
from tests.factories.people import make_colleague, make_municipality


def make_overview() -> None:
    """All of it, with sessions for two weeks, put in by an administrator."""
    make_municipality()
    found = town()
    own = found.municipality
    names = {unit.slug: own.name for unit in own.units}
    names |= {organisation.slug: organisation.name for organisation in own.organisations}
    for name in set(names.values()):
        make_organisation(name)
    with acting(make_colleague(Role.ADMINISTRATOR, name="Anne").key) as actor:
        renew_laws(by=actor)
        for need in found.needs:
            keep_need(need=NeedSheet(**_shared(NeedSheet, need)), by=actor)
        for place in found.places:
            there = _shared(PlaceSheet, place) | {"host": names.get(place.host, "")}
            keep_place(place=PlaceSheet(**there), by=actor)
        for offer in found.offers:
            add_offer(sheet=_sheet(offer, names[offer.provider]), by=actor)
        make_sessions(until=clock.now() + timedelta(days=14), by=actor)


def _sheet(offer: shape.Offer, provider: str) -> OfferSheet:
    return OfferSheet(
        **_shared(OfferSheet, offer) | {"provider": provider},
        contact_name=offer.contact.name,
        contact_phone=offer.contact.phone,
        access_lines=tuple(
            Line(
                **_shared(Line, line)
                | {"answer": Entry(line.answer), "decided_by": offer.decided_by}
            )
            for line in offer.access_rules
        ),
    )


def _shared(wanted: type, given: object) -> dict[str, object]:
    """What both have, by name; times by the clock, and a place's hours as they are kept."""
    values = {f.name: getattr(given, f.name) for f in fields(wanted) if hasattr(given, f.name)}
    if isinstance(given, shape.Offer):
        values["times"] = tuple(
            Times(time.fromisoformat(t.starts_at), t.duration_minutes, t.rrule, seats=given.seats)
            for t in given.times
        )
    if "hours" in values:
        values["hours"] = {}
    return values
