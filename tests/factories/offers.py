"""Offers, sessions and bookings, as if the municipality had made them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.text import slugify

from indgang.access.door import acting
from indgang.config.wiring import connect
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.facts import Fact, wire
from indgang.offers.models import (
    AccessRule,
    AccessRuleSet,
    Booking,
    Need,
    Offer,
    Place,
    Schedule,
    Session,
)
from indgang.offers.operations import renew_laws
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.sheet import OfferSheet, Times
from indgang.people.models import Organisation
from tests.database import as_owner
from tests.factories.people import Holder, make_colleague


def make_organisation(name: str = "Gældsklubben", kind: str = "association") -> Organisation:
    with as_owner():
        return Organisation.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def make_place(name: str = "Biblioteket", **fields: object) -> Place:
    with as_owner():
        return Place.objects.get_or_create(
            slug=slugify(name),
            defaults={
                "name": name, "address": f"{name} 1", "neighbourhood": "Midtbyen",
                "x": 400.0, "y": 300.0, **fields,
            },
        )[0]  # fmt: skip


def make_need(code: str = "debt", title: str = "Gæld", **fields: object) -> Need:
    with as_owner():
        return Need.objects.get_or_create(code=code, defaults={"title": title, **fields})[0]


def make_offer(
    title: str = "Gældsrådgivning", *, needs: tuple[str, ...] = (), **fields: object
) -> Offer:
    values: dict[str, object] = {
        "slug": f"{slugify(title)}-{secrets.token_hex(3)}", "title": title,
        "summary": "Vi ser på dine breve sammen med dig.", "kind": "ad_hoc", "format": "group",
        "who_for": ["self"], "languages": ["da"], "access": "open", "run_by": "volunteers",
        "updated_at": clock.now(), "updated_by": uuid4(), **fields,
    }  # fmt: skip
    values.setdefault("provider", make_organisation())
    with as_owner():
        offer = Offer.objects.create(**values)
        offer.needs.set([make_need(code, code.title()) for code in needs])
    return offer


def make_rule(offer: Offer, *lines: Line, name: str = "") -> AccessRuleSet:
    """The lines as they are given, for this offer."""
    with as_owner():
        rule_set = AccessRuleSet.objects.create(name=name, made_at=clock.now(), made_by=uuid4())
        AccessRule.objects.bulk_create(
            AccessRule(rule_set=rule_set, position=position, **_columns(line))
            for position, line in enumerate(lines)
        )
        Offer.objects.filter(id=offer.id).update(rule_set=rule_set, own_access=offer.access)
    offer.rule_set = rule_set
    return rule_set


def _columns(line: Line) -> dict[str, Any]:
    return {name: value for name, value in vars(line).items() if name != "need"} | {
        "need_id": line.need or None
    }


def make_schedule(offer: Offer, rrule: str = "FREQ=WEEKLY;BYDAY=WE") -> Schedule:
    """Every Wednesday at two, unless another rule is given."""
    with as_owner():
        return Schedule.objects.create(
            offer=offer, rrule=rrule, starts_on=clock.today(), starts_time=time(14),
            duration_minutes=60,
        )  # fmt: skip


def make_session(
    offer: Offer | None = None,
    *,
    seats: int | None = 1,
    starts_at: datetime | None = None,
    hours: float = 2,
) -> Session:
    starts = starts_at or clock.now() + timedelta(days=3)
    offer = offer or make_offer()
    with as_owner():
        return Session.objects.create(
            offer=offer, seats=seats, starts_at=starts, counted_at=clock.now(),
            ends_at=starts + timedelta(hours=hours),
        )  # fmt: skip


def seat(session: Session, person_id: UUID, status: str = "seated", **fields: object) -> Booking:
    """A booking as it would stand in the database, without the operation."""
    fields.setdefault("queued_at", clock.now() if status == "waiting" else None)
    with as_owner():
        return Booking.objects.create(
            session=session, person_id=person_id, status=status, made_at=clock.now(),
            made_by=person_id, **fields,
        )  # fmt: skip


def figures(session: Session) -> tuple[int, int]:
    """How many have a seat or an offered one, and how many wait."""
    session.refresh_from_db()
    return session.taken, session.waiting


def statuses(session: Session) -> list[str]:
    """Every booking's status in the order they were made, whoever they belong to."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "select status from offers_booking where session_id = %s order by made_at, id",
            [session.id],
        )
        return [row[0] for row in cursor.fetchall()]


SHEET = OfferSheet(
    slug="gaa-og-snak", title="Gå og snak", summary="En tur i parken.", provider="Gældsklubben",
    kind="voluntary", format="group", needs=("loneliness", "body"), place="biblioteket",
    laws=("SEL § 104",), access_lines=(Line(Entry.OPEN, "De første tolv.", max_times=12),),
    times=(Times(time(14), 60, "FREQ=WEEKLY;BYDAY=WE", seats=12),),
)  # fmt: skip


def a_town() -> Holder:
    """An administrator, and everything that SHEET refers to."""
    make_organisation()
    make_place()
    make_need("loneliness", "Ensomhed")
    make_need("body", "Krop")
    admin = make_colleague(Role.ADMINISTRATOR, name="Anne")
    with acting(admin.key) as actor:
        renew_laws(by=actor)
    return admin


@contextmanager
def told(*kinds: type[Fact]) -> Iterator[list[Any]]:
    """The facts of these kinds that are published meanwhile, in place of the usual handlers."""
    heard: list[Any] = []
    wire(dict.fromkeys(kinds, (heard.append,)))
    try:
        yield heard
    finally:
        connect()
