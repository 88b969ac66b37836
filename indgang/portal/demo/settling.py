"""The town is settled: units, colleagues, places, needs, offers, and the times at which they happen."""

import math
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from indgang.access.operations import employ_colleague
from indgang.checkins.operations import change_moment
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.offers.operations import (
    add_offer,
    confirm_offer,
    keep_need,
    keep_place,
    keep_thing,
    make_sessions,
    renew_laws,
)
from indgang.offers.operations.catalogue import NeedSheet, PlaceSheet
from indgang.offers.operations.things import ThingSheet
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.sheet import OfferSheet
from indgang.offers.rules.sheet import Times as SheetTimes
from indgang.people.hours import WEEK, Hours, day_hours
from indgang.people.operations import (
    CrisisLine,
    HouseSettings,
    close_unit,
    join_unit,
    keep_crisis_numbers,
    open_organisation,
    open_unit,
)
from indgang.people.queries import open_units
from indgang.people.set_up import FirstDay
from indgang.portal.demo.chronicle import Chronicle
from indgang.portal.demo.ruling import write_rules
from indgang.portal.demo.shape import Member, Municipality, Offer, Town

WEEKS_AHEAD = 8  # weeks of coming times, as the brief of a municipality that plans ahead
CHECKED_DAYS_AGO = (0, 0, 0, 1, 0, 2, 0, 4, 1, 24)  # days; some let it lie, as in any town
PHONE_OF_NOBODY = ""
# The town is nowhere, so it lies in the sea; a telephone can be near it all the same.
TOWN_CORNER = (55.87, 11.12)  # degrees north and east of the drawing's upper left corner
METRES_A_UNIT = 3.0  # of the drawing: the town is three kilometres wide
METRES_A_DEGREE = 111_195  # along a meridian

# Lillevang asks a little more than is usual, so that the curves have something to show.
ASKED = {
    "week2": ("need_of_help", "who5", "meaning_difference", "goals"),
    "week6": ("need_of_help", "who5", "tils", "meaning_difference", "goals"),
    "week13": ("need_of_help", "who5", "tils", "meaning_difference", "goals"),
    "week20": ("need_of_help", "who5", "tils", "meaning_difference", "goals"),
}


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in the town, with the key of a whole working day."""

    person_id: UUID
    key: str
    member: Member


@dataclass
class Settled:
    """What the files call by a short name, and what the database calls it."""

    house_id: UUID
    units: dict[str, UUID] = field(default_factory=dict)
    organisations: dict[str, UUID] = field(default_factory=dict)
    colleagues: dict[str, Colleague] = field(default_factory=dict)
    offers: dict[str, UUID] = field(default_factory=dict)

    def with_role(self, *roles: str) -> list[Colleague]:
        """Colleagues with one of the roles, in the order of the file."""
        return [c for c in self.colleagues.values() if c.member.role in roles]

    def of_guides(self, names: tuple[str, ...]) -> list[Colleague]:
        """The named colleagues that there are."""
        return [self.colleagues[name] for name in names if name in self.colleagues]


def first_day(town: Town) -> FirstDay:
    """What the house knows before it opens."""
    municipality, house = town.municipality, town.municipality.house
    place = next(place for place in town.places if place.slug == house.place)
    administrator = next(m for m in town.staff if m.role == Role.ADMINISTRATOR)
    return FirstDay(
        settings=HouseSettings(
            name=municipality.name,
            short_name=municipality.name.removesuffix(" Kommune"),
            code=municipality.code,
            house_name=house.name,
            house_address=place.address,
            phone=house.phone,
            email=house.email,
            opening_hours=_weekly(asdict(place.hours)),
        ),
        crisis_lines=_crisis_lines(municipality),
        administrator_name=administrator.first_name,
        administrator_email=f"{administrator.slug}@lillevang.example",
    )


def settle(chronicle: Chronicle, town: Town, *, administrator_id: UUID, on: datetime) -> Settled:
    """Everything there was before the first guest came, by the administrator, on that day."""
    key = chronicle.session_of(administrator_id)
    administrator = next(m for m in town.staff if m.role == Role.ADMINISTRATOR)
    with chronicle.at(on, key) as by:
        settled = _units(town, by)
        settled.colleagues[administrator.slug] = Colleague(administrator_id, key, administrator)
        for moment, instruments in ASKED.items():
            change_moment(key=moment, instrument_ids=instruments, is_active=True, by=by)
    with chronicle.at(on + timedelta(hours=1), key) as by:
        employed = {m.slug: _employ(settled, m, by) for m in town.staff if _is_employed(m)}
        for member in town.staff:
            if member.role == Role.GUIDE:
                # They sit in the house, too, and see who comes in.
                join_unit(
                    person_id=employed[member.slug],
                    unit_id=settled.house_id,
                    role=Role.GUIDE,
                    from_on=clock.today(),
                    by=by,
                )
    for member in town.staff:
        if member.slug in employed:
            person_id = employed[member.slug]
            colleague = Colleague(person_id, chronicle.session_of(person_id), member)
            settled.colleagues[member.slug] = colleague
    with chronicle.at(on + timedelta(hours=2), key) as by:
        _catalogue(town, settled, by)
    return settled


def make_all_sessions(
    chronicle: Chronicle, settled: Settled, *, since: datetime, now: datetime
) -> int:
    """Every time at which something happens, from the first guest until some weeks ahead."""
    key = settled.with_role("administrator")[0].key
    with chronicle.at(now, key) as by:
        return make_sessions(since=since, until=now + timedelta(weeks=WEEKS_AHEAD), by=by)


def keep_up_to_date(chronicle: Chronicle, town: Town, settled: Settled, *, now: datetime) -> None:
    """Those who are behind the offers say that they are still true, each on a day of his own."""
    key = settled.with_role("administrator")[0].key
    for number, offer in enumerate(town.offers):
        moment = now - timedelta(days=CHECKED_DAYS_AGO[number % 10], hours=1 + number % 5)
        with chronicle.at(moment, key) as by:
            confirm_offer(offer_id=settled.offers[offer.slug], by=by)
    with chronicle.at(now - timedelta(minutes=30), key) as by:
        keep_crisis_numbers(lines=_crisis_lines(town.municipality), by=by)


def _crisis_lines(municipality: Municipality) -> tuple[CrisisLine, ...]:
    """Nobody can have checked a number in the future, also not in a demo of the past."""
    return tuple(
        CrisisLine(line.name, line.number, line.hours, min(line.checked_on, clock.today()))
        for line in municipality.crisis_lines
    )


def _weekly(hours: dict[str, str]) -> Hours:
    return {
        short: day_hours(text) for short, text in zip(WEEK, hours.values(), strict=True) if text
    }


def _units(town: Town, by: Actor) -> Settled:
    municipality = town.municipality
    home = open_organisation(name=municipality.name, kind="municipal", by=by)
    # The first day's units have everybody's names; those of this town replace them.
    first = {unit.kind: unit.id for unit in open_units()}
    for kind in ("house", "guides"):
        close_unit(unit_id=first[kind], by=by)
    units = {
        unit.slug: first["administration"]
        if unit.kind == "administration"
        else open_unit(
            organisation_id=home.id, name=unit.name, kind=unit.kind, phone=unit.phone, by=by
        ).id
        for unit in municipality.units
    }
    settled = Settled(house_id=next(units[u.slug] for u in municipality.units if u.kind == "house"))
    settled.units |= units
    for one in municipality.organisations:
        organisation = open_organisation(name=one.name, kind=one.kind, by=by)
        settled.organisations[one.slug] = organisation.id
        for member in town.staff:
            if member.unit == one.slug and one.slug not in settled.units:
                settled.units[one.slug] = open_unit(
                    organisation_id=organisation.id,
                    name=one.name,
                    kind="provider" if member.role == "provider" else "volunteers",
                    phone=one.phone,
                    by=by,
                ).id
    return settled


def _is_employed(member: Member) -> bool:
    """Relatives work nowhere, and the administrator is here already."""
    return bool(member.unit) and member.role != Role.ADMINISTRATOR


def _employ(settled: Settled, member: Member, by: Actor) -> UUID:
    return employ_colleague(
        shown_name=member.first_name,
        title=member.title,
        phone=PHONE_OF_NOBODY,
        unit_id=settled.units[member.unit],
        role=Role(member.role),
        by=by,
    )


def _on_the_globe(x: float, y: float) -> dict[str, float]:
    """Where the drawing's point would be if the town lay in the middle of Sejerø Bugt."""
    north, west = TOWN_CORNER
    metres_east = METRES_A_DEGREE * math.cos(math.radians(north))
    return {
        "latitude": north - y * METRES_A_UNIT / METRES_A_DEGREE,
        "longitude": west + x * METRES_A_UNIT / metres_east,
    }


def _catalogue(town: Town, settled: Settled, by: Actor) -> None:
    renew_laws(by=by)
    for position, need in enumerate(town.needs):
        keep_need(need=NeedSheet(**asdict(need), position=position), by=by)
    providers = {one.slug: one.name for one in town.municipality.organisations} | {
        unit.slug: town.municipality.name for unit in town.municipality.units
    }
    for place in town.places:
        hours = {day: text for day, text in asdict(place.hours).items() if text}
        there = {"hours": hours, **_on_the_globe(place.x, place.y)}
        there["host"] = providers.get(place.host, "")
        keep_place(place=PlaceSheet(**(asdict(place) | there)), by=by)
    for offer in town.offers:
        sheet = _sheet(offer, providers[offer.provider], clock.today())
        settled.offers[offer.slug] = add_offer(sheet=sheet, by=by).id
        for thing in offer.things:
            lent = ThingSheet(thing.name, thing.room_for, thing.most_nights)
            offer_id = settled.offers[offer.slug]
            keep_thing(offer_id=offer_id, thing_id=None, sheet=lent, by=by)
    write_rules(settled.offers, by)


def _sheet(offer: Offer, provider: str, from_on: date) -> OfferSheet:
    """The offer as the overview takes it. Lines that are only broken in the file run on."""
    said_elsewhere = {
        "provider", "times", "contact", "access_rules", "seats", "decided_by", "description",
        "things",
    }  # fmt: skip
    plain = {name: value for name, value in vars(offer).items() if name not in said_elsewhere}
    return OfferSheet(
        **plain,
        provider=provider,
        description=_running(offer.description),
        contact_name=offer.contact.name,
        contact_phone=offer.contact.phone,
        contact_email=offer.contact.email,
        access_lines=tuple(
            Line(
                **(vars(line) | {"answer": Entry(line.answer)}),
                decided_by=offer.decided_by if line.answer == Entry.DECISION else "",
            )
            for line in offer.access_rules
        ),
        times=tuple(
            SheetTimes(
                time.fromisoformat(times.starts_at),
                times.duration_minutes,
                times.rrule,
                starts_on=from_on,
                seats=offer.seats,
                each_minutes=times.each_minutes,
            )
            for times in offer.times
        ),
    )


def _running(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))
