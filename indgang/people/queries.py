"""The municipality as its pages show it, and who works where."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.people import models
from indgang.people.ciphers import cipher
from indgang.people.hours import WEEK, Hours, is_within
from indgang.people.models import Colleague, Membership, Person, Unit
from indgang.people.rules import masked_cpr
from indgang.web.municipality import NEUTRAL, CrisisNumber, Municipality

TOGETHER = "\N{WORD JOINER}"  # from when to when is never broken over two lines

# Asked for every page there is, so in one statement that nothing has to be put together for.
HOUSE = """
    select m.name, m.short_name, m.phone, m.house_address, m.opening_hours::text,
           m.accessibility_url, c.label, c.number, c.open_when, c.checked_on
    from people_municipality m left join people_crisisnumber c on true
    order by c.position, c.label
"""


def municipality() -> Municipality:
    """The municipality for the top and foot of every page; a neutral one before set-up. One query."""
    with connection.cursor() as cursor:
        cursor.execute(HOUSE)
        return _as_shown(tuple(cursor.fetchall()), get_language())


@lru_cache(maxsize=16)
def _as_shown(rows: tuple[tuple[Any, ...], ...], _language: str | None) -> Municipality:
    if not rows:
        return NEUTRAL
    name, short_name, phone, address, opening_hours, accessibility_url = rows[0][:6]
    numbers = [row[6:] for row in rows if row[6] is not None]
    return Municipality(
        name=name,
        short_name=short_name,
        phone=phone,
        address=address,
        opening_hours_text=opening_hours_in_words(json.loads(opening_hours)),
        crisis_numbers=tuple(CrisisNumber(*number[:3]) for number in numbers)
        or NEUTRAL.crisis_numbers,
        checked_on=min((number[3] for number in numbers), default=None),
        accessibility_url=accessibility_url,
    )


def settings_of_the_house() -> models.Municipality | None:
    """The municipality's own row, or None before set-up. One query."""
    return _houses.first()


@prepared
def _houses() -> QuerySet[models.Municipality]:
    return models.Municipality.objects.order_by("pk")[:1]


def is_open(opening_hours: Hours) -> bool:
    """Whether the house is open at this moment, by its weekly hours."""
    here = clock.local(clock.now())
    return is_within(opening_hours, weekday=here.weekday(), time=f"{here:%H:%M}")


def opening_hours_in_words(opening_hours: Hours) -> str:
    """Weekly hours as one line: "mandag–fredag 9–16, lørdag 10–13". Days alike are joined."""
    names = [
        _("mandag"),
        _("tirsdag"),
        _("onsdag"),
        _("torsdag"),
        _("fredag"),
        _("lørdag"),
        _("søndag"),
    ]
    runs: list[tuple[int, int, str]] = []
    for number, day in enumerate(WEEK):
        hours = _(" og ").join(
            f"{_short(opens)}–{TOGETHER}{_short(closes)}"
            for opens, closes in opening_hours.get(day, [])
        )
        if hours and runs and runs[-1][1] == number - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], number, hours)
        elif hours:
            runs.append((number, number, hours))
    return ", ".join(
        f"{names[first]}{'' if first == last else '–' + names[last]} {hours}"
        for first, last, hours in runs
    )


def _short(time: str) -> str:
    hour, _colon, minute = time.partition(":")
    if minute == "00":
        return str(int(hour))
    return _("%(hour)s.%(minute)s") % {"hour": int(hour), "minute": minute}


def open_units(*kinds: str) -> QuerySet[Unit]:
    """Units that work today, of these kinds or all, by name. One query."""
    units = Unit.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=clock.today()))
    return (units.filter(kind__in=kinds) if kinds else units).select_related("organisation")


def house_unit() -> Unit | None:
    """The unit that welcomes guests; the first by name if there are several. One query."""
    return _houses_open.first(clock.today())


@prepared
def _houses_open(today: date) -> QuerySet[Unit]:
    return (
        Unit.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today), kind="house")
        .select_related("organisation")
        .order_by("name")[:1]
    )


def memberships_in_force(*, on: date | None = None) -> QuerySet[Membership]:
    """Who works where, as far as the actor may know. One query."""
    day = on or clock.today()
    return (
        Membership.objects.filter(from_on__lte=day)
        .filter(Q(until_on__isnull=True) | Q(until_on__gt=day))
        .select_related("unit__organisation")
    )


def colleague_names(person_ids: set[UUID]) -> dict[UUID, str]:
    """Person → the name a colleague shows. Empty without a key. At most one query."""
    return dict(_shown_names(list(person_ids))) if person_ids else {}


@prepared
def _shown_names(person_ids: list[UUID]) -> "QuerySet[Colleague, tuple[UUID, str]]":
    return Colleague.objects.filter(person_id__any_of=person_ids).values_list(
        "person_id", "shown_name"
    )


def nicknames(person_ids: set[UUID]) -> dict[UUID, str]:
    """Person → what he is called, of those whose card can be seen. At most one query."""
    return dict(_nicknames(list(person_ids))) if person_ids else {}


@prepared
def _nicknames(person_ids: list[UUID]) -> "QuerySet[Person, tuple[UUID, str]]":
    return Person.objects.filter(id__any_of=person_ids).values_list("id", "nickname")


def colleagues_at_work(*roles: str) -> QuerySet[Colleague]:
    """Colleagues with one of the roles today, by name. One query; for staff only."""
    holders = memberships_in_force().filter(role__in=roles).values("person_id")
    return Colleague.objects.filter(person_id__in=holders).order_by("shown_name")


def colleague(person_id: UUID) -> Colleague | None:
    """What one colleague shows of himself, or None. One query."""
    return Colleague.objects.filter(person_id=person_id).first()


def crisis_numbers() -> list[models.CrisisNumber]:
    """The crisis numbers in the order they are shown. One query."""
    return list(models.CrisisNumber.objects.all())


def staff_list() -> list[tuple[Colleague, list[Membership]]]:
    """Every colleague with the roles of today, by name. Two queries."""
    roles: dict[UUID, list[Membership]] = {}
    for membership in memberships_in_force().order_by("unit__name", "role"):
        roles.setdefault(membership.person_id, []).append(membership)
    return [(c, roles.get(c.person_id, [])) for c in Colleague.objects.order_by("shown_name")]


@dataclass(frozen=True)
class ShownIdentity:
    """Who a person is to the authorities, as a page may show it."""

    full_name: str
    masked_cpr: str
    is_replacement: bool
    is_protected: bool
    address: str


def shown_identity(person_id: UUID) -> ShownIdentity | None:
    """The opened person's name, masked number and address, or None. Two queries.

    The address of a protected person is empty until it is opened in a step of its own.
    """
    identity = models.Identity.objects.filter(person_id=person_id).first()
    if identity is None:
        return None
    address = models.Address.objects.filter(person_id=person_id).first()
    cpr = cipher().decrypt(bytes(identity.cpr_cipher)) if identity.cpr_cipher else ""
    return ShownIdentity(
        full_name=identity.full_name,
        masked_cpr=masked_cpr(cpr) if cpr else "",
        is_replacement=identity.cpr_is_replacement,
        is_protected=identity.is_protected,
        address=str(address) if address else "",
    )


def own_address(person_id: UUID) -> models.Address | None:
    """The address in its parts, for the one who changes it. One query."""
    return models.Address.objects.filter(person_id=person_id).first()
