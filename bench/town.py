"""The town of the measurements: the demo's own offers and places, and forty colleagues.

Written by the owner of the tables through the models, so that every constraint and trigger holds.
The ids are made from names: the same town comes out every time.
"""

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from indgang.kernel import clock
from indgang.kernel.actor import NOBODY, Role
from indgang.offers.models import AccessRule, AccessRuleSet, Need, Offer, OfferNeed, Place, Schedule
from indgang.offers.operations import make_sessions, renew_laws
from indgang.people.models import (
    Colleague,
    CrisisNumber,
    Membership,
    Municipality,
    Organisation,
    Person,
    Unit,
)
from indgang.portal.demo.content import town
from indgang.portal.demo.shape import Offer as Told
from indgang.portal.demo.shape import Town

YEARS = 10
WEEKS_AHEAD = 8
HOURS = {day: [["08:30", "20:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
# Role → how many, and the kind of unit they belong to. Forty in all.
STAFF = {
    Role.HOST: (8, "house"), Role.PEER_HOST: (4, "house"), Role.GUIDE: (16, "house"),
    Role.COORDINATOR: (3, "house"), Role.OUTREACH: (3, "outreach"), Role.ACUTE: (2, "acute"),
    Role.PROVIDER: (1, "provider"), Role.LEADER: (1, "direction"), Role.DPO: (1, "direction"),
    Role.ADMINISTRATOR: (1, "administration"),
}  # fmt: skip
NAMES = (
    "Anne", "Bo", "Camilla", "Dorte", "Erik", "Fatma", "Grethe", "Hassan", "Inge", "Jens", "Karen",
    "Lars", "Mette", "Niels", "Olga", "Peter", "Rikke", "Søren", "Tove", "Ulla", "Viggo", "Yasmin",
)  # fmt: skip


def named(*parts: object) -> UUID:
    """The id of what has this name, in every run."""
    return uuid5(NAMESPACE_URL, "bench:" + ":".join(map(str, parts)))


def build() -> None:
    """Units, colleagues, offers and ten years of single times."""
    told, today = town(), clock.today()
    began = today - timedelta(days=YEARS * 365)
    _house(told, today)
    _colleagues(began)
    _catalogue(told)
    _offers(told, began)
    _sessions(clock.at(began), clock.now() + timedelta(weeks=WEEKS_AHEAD))


def _sessions(since: datetime, until: datetime) -> None:
    """Half a year at a time: nobody needs more of a rule at once, and it refuses to give more."""
    while since < until:
        till = min(since + timedelta(days=180), until)
        make_sessions(since=since, until=till, by=NOBODY)
        since = till


def _house(told: Town, today: date) -> None:
    municipality, house = told.municipality, told.municipality.house
    Municipality.objects.create(
        id=1, name=municipality.name, short_name="Lillevang", code=municipality.code,
        house_name=house.name, house_address="Torvet 1", phone=house.phone, email=house.email,
        opening_hours=HOURS,
    )  # fmt: skip
    CrisisNumber.objects.bulk_create(
        CrisisNumber(
            id=named("crisis", number), label=line.name, number=line.number,
            open_when=line.hours, position=number, checked_on=min(line.checked_on, today),
        )
        for number, line in enumerate(municipality.crisis_lines)
    )  # fmt: skip
    home = Organisation.objects.create(
        id=named("organisation", "home"), name=municipality.name, kind="municipal"
    )
    Organisation.objects.bulk_create(
        Organisation(id=named("organisation", one.slug), name=one.name, kind=one.kind)
        for one in municipality.organisations
    )
    Unit.objects.bulk_create(
        Unit(id=named("unit", kind), organisation=home, name=kind.title(), kind=kind)
        for kind in sorted({kind for _number, kind in STAFF.values()})
    )


def _colleagues(began: date) -> None:
    people, colleagues, memberships = [], [], []
    for role, (number, kind) in STAFF.items():
        for n in range(number):
            name = NAMES[len(people) % len(NAMES)]
            person = Person(id=named(role, n), nickname=name, created_at=clock.at(began))
            people.append(person)
            colleagues.append(Colleague(person=person, shown_name=name, title=role.value))
            memberships.append(
                Membership(
                    id=named("membership", role, n), person=person, role=role,
                    unit_id=named("unit", kind), from_on=began,
                )
            )  # fmt: skip
    Person.objects.bulk_create(people)
    Colleague.objects.bulk_create(colleagues)
    Membership.objects.bulk_create(memberships)


def _catalogue(told: Town) -> None:
    renew_laws(by=NOBODY)
    Need.objects.bulk_create(
        Need(**{k: list(v) if isinstance(v, tuple) else v for k, v in asdict(need).items()}, position=n)
        for n, need in enumerate(told.needs)
    )  # fmt: skip
    for place in told.places:
        hours = {day: text for day, text in asdict(place.hours).items() if text}
        Place.objects.create(
            **asdict(place)
            | {"id": named("place", place.slug), "hours": hours, "host": None, "is_hidden": False}
        )


def _offers(told: Town, began: date) -> None:
    organisations = {one.slug for one in told.municipality.organisations}
    for offer in told.offers:
        owner = offer.provider if offer.provider in organisations else "home"
        made = _offer(offer, named("organisation", owner))
        OfferNeed.objects.bulk_create(
            OfferNeed(offer=made, need_id=code, position=n) for n, code in enumerate(offer.needs)
        )
        AccessRule.objects.bulk_create(
            AccessRule(
                id=named("rule", offer.slug, n), rule_set=_rule_of(made), position=n,
                answer=line.answer,
                sentence=line.sentence, who=line.who, need_id=line.need or None,
                min_age=line.min_age, max_age=line.max_age, max_times=line.max_times,
            )
            for n, line in enumerate(offer.access_rules)
        )  # fmt: skip
        Schedule.objects.bulk_create(
            Schedule(
                id=named("schedule", offer.slug, n), offer=made, rrule=times.rrule,
                starts_on=began, starts_time=time.fromisoformat(times.starts_at),
                duration_minutes=times.duration_minutes, seats=offer.seats,
            )
            for n, times in enumerate(offer.times)
        )  # fmt: skip


def _rule_of(offer: Offer) -> AccessRuleSet:
    """The offer's own rule, made with its first line."""
    if offer.rule_set is None:
        offer.rule_set = AccessRuleSet.objects.create(
            id=named("rules", offer.slug), made_at=clock.now(), made_by=named(Role.ADMINISTRATOR, 0)
        )
        offer.save(update_fields=["rule_set"])
    return offer.rule_set


def _offer(told: Told, organisation_id: UUID) -> Offer:
    elsewhere = {
        "provider", "place", "needs", "times", "contact", "access_rules", "laws", "decided_by",
        "seats", "things",
    }  # fmt: skip
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(told).items()
        if name not in elsewhere
    }
    now: datetime = clock.now()
    return Offer.objects.create(
        **plain, id=named("offer", told.slug), provider_id=organisation_id,
        place_id=named("place", told.place) if told.place else None,
        contact_name=told.contact.name, contact_phone=told.contact.phone,
        contact_email=told.contact.email, updated_at=now, updated_by=named(Role.ADMINISTRATOR, 0),
        checked_at=now, checked_by=named(Role.ADMINISTRATOR, 0),
    )  # fmt: skip
