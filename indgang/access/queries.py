"""Permissions and look-ups, as the guest and those he has let in may see them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from indgang.access.models import Lookup, Permission
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.prepared import prepared
from indgang.kernel.privacy import Kind
from indgang.people.ciphers import cipher
from indgang.people.models import ROLES, Colleague
from indgang.people.queries import colleague_names, open_units, settings_of_the_house
from indgang.people.rules import BadCpr, normalised_cpr

# Said to the guest, so "du". The card is in every permission.
KIND_WORDS = {
    Kind.CARD: gettext_lazy(
        "Dit kaldenavn, hvornår dit næste møde eller tilbud er, hvad du kom for, og om din hånd er oppe"
    ),
    Kind.CONTACT: gettext_lazy("Dit navn, og hvordan man får fat i dig"),
    Kind.PLAN: gettext_lazy("Din plan: aktiviteter, møder, aftaler og mennesker"),
    Kind.GOALS: gettext_lazy("Dine håb og mål"),
    Kind.STORY: gettext_lazy("Det, du har fortalt"),
    Kind.CHECKINS: gettext_lazy("Hvordan det går"),
    Kind.MEETINGS: gettext_lazy("Dine møder"),
    Kind.CRISIS: gettext_lazy("Din kriseplan"),
    Kind.NOTES: gettext_lazy("Noter, som andre skriver"),
}
# Purposes that the database writes by itself, so that they are in the catalogue as well.
WRITTEN_BY_THE_DATABASE = (
    gettext_noop("nyt nøglekort"),
    gettext_noop("nyt nøglekort bekræftet"),
    gettext_noop("nøglekort vist"),
    gettext_noop("søgning"),
    gettext_noop("søgning på nummer"),
    gettext_noop("lukke forløb"),
)


def permissions_in_force(person_id: UUID) -> QuerySet[Permission]:
    """Who may see what of an opened person now, oldest first. One query."""
    return _in_force_at.build(person_id, clock.now())


def permissions_now(person_id: UUID) -> list[Permission]:
    """The rows of `permissions_in_force`, for pages that show them all. One query."""
    return _in_force_at(person_id, clock.now())


@prepared
def _in_force_at(person_id: UUID, now: datetime) -> QuerySet[Permission]:
    return (
        Permission.objects.filter(person_id=person_id, withdrawn_at__isnull=True)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now))
        .select_related("to_unit__organisation", "to_organisation")
        .order_by("valid_from", "id")
    )


def who_may_see(person_id: UUID, *kinds: Kind) -> list[str]:
    """By name, each once: who may see any of these kinds of an opened person now. One query."""
    names = {
        (colleague or _("en pårørende")) if person else (unit or organisation or "")
        for seen, person, colleague, unit, organisation in _receivers(person_id, clock.now())
        if not set(kinds).isdisjoint(seen)
    }
    return sorted(names)


@prepared
def _receivers(
    person_id: UUID, now: datetime
) -> "QuerySet[Permission, tuple[list[str], UUID | None, str | None, str | None, str | None]]":
    shown = Colleague.objects.filter(person_id=OuterRef("to_person_id")).values("shown_name")
    found: QuerySet[Permission, Any] = _in_force_at.build(person_id, now)
    return found.annotate(colleague=Subquery(shown)).values_list(
        "kinds", "to_person_id", "colleague", "to_unit__name", "to_organisation__name"
    )


def ended_permissions(person_id: UUID) -> QuerySet[Permission]:
    """What was once allowed and is no more, latest first. One query."""
    ended = Q(withdrawn_at__isnull=False) | Q(valid_until__lte=clock.now())
    return (
        Permission.objects.filter(ended, person_id=person_id)
        .select_related("to_unit__organisation", "to_organisation")
        .order_by("-valid_from", "id")
    )


def own_lookups(person_id: UUID) -> QuerySet[Lookup]:
    """Every opening of the actor's own records, latest first. Empty for any other person."""
    return (
        Lookup.objects.filter(person_id=person_id)
        .select_related("unit__organisation")
        .order_by("-at", "-id")
    )


@dataclass(frozen=True)
class Emergency:
    """A break-glass opening, without anything it opened."""

    id: UUID
    at: datetime
    given_by: UUID
    why: str
    reviewed_at: datetime | None
    reviewed_by: UUID | None


def emergencies() -> list[Emergency]:
    """Openings without the guest's yes, unreviewed first. Empty but for leader and DPO. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.emergencies()")
        return [Emergency(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class OwnKey:
    """A key to one's own pages that is in force, without what would open with it."""

    kind: str
    label: str
    issued_at: datetime
    expires_at: datetime | None
    kinds: list[str] | None


def own_keys() -> list[OwnKey]:
    """The actor's own live keys, oldest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.own_keys()")
        return [OwnKey(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class NewCard:
    """A key card that was made for the actor at the desk, and who made it."""

    made_at: datetime
    made_by: str
    confirmed_by: str
    by_code: bool
    stopped_at: datetime | None
    stop_id: UUID


def own_new_cards() -> list[NewCard]:
    """Key cards made for the actor by colleagues, latest first. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.own_new_cards()")
        rows = cursor.fetchall()
    names = colleague_names({person for row in rows for person in row[1:3] if person})
    unknown = _("ukendt")
    return [
        NewCard(at, names.get(by, unknown), names.get(second, ""), by_code, stopped_at, stop_id)
        for at, by, second, by_code, stopped_at, stop_id in rows
    ]


@dataclass(frozen=True)
class StoppedCard:
    """A key card that a guest has stopped, without whose it was."""

    made_at: datetime
    made_by: str
    confirmed_by: str
    stopped_at: datetime


def stopped_cards() -> list[StoppedCard]:
    """Cards that guests have stopped, latest first. Empty but for leader and DPO. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.stopped_cards()")
        rows = cursor.fetchall()
    names = colleague_names({person for row in rows for person in row[1:3] if person})
    return [
        StoppedCard(at, names.get(by, _("ukendt")), names.get(second, ""), stopped_at)
        for at, by, second, stopped_at in rows
    ]


@dataclass(frozen=True)
class CardStep:
    """How far a new key card is for an opened guest: what it takes, and who has asked."""

    may_give: bool
    needs_second: bool
    wish_id: UUID | None = None
    asked_by: UUID | None = None
    confirmed_by: UUID | None = None


def card_step(person_id: UUID) -> CardStep | None:
    """What a new card for an opened guest takes now. None if he is not open. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.card_step(%s)", [person_id])
        row = cursor.fetchone()
    if not row or row[0] is None:
        return None
    told = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return CardStep(
        told["may_give"],
        told["needs_second"],
        *(
            UUID(told[name]) if told[name] else None
            for name in ("wish", "asked_by", "confirmed_by")
        ),
    )


@dataclass(frozen=True)
class LookupLine:
    """One opening of somebody's records, without anything that was read."""

    at: datetime
    actor_id: UUID
    person_id: UUID
    role: str
    unit_id: UUID | None
    purpose: str
    basis: str

    @property
    def role_in_words(self) -> str:
        """The role in which it was opened."""
        return str(dict(ROLES).get(Role(self.role), "")) if self.role in set(Role) else ""

    @property
    def why(self) -> str:
        """The purpose, in the language of the page."""
        return _as_told(self.purpose)

    @property
    def basis_in_words(self) -> str:
        """On what ground it was opened."""
        grounds = {
            "guest": _("gæstens ja"), "law": _("loven"), "emergency": _("nødsituation"),
        }  # fmt: skip
        return grounds.get(self.basis, "")


def lookup_sample(*, since: datetime, most: int) -> list[LookupLine]:
    """The latest openings of all records, for sample checks. Empty but for the DPO. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.lookup_sample(%s, %s)", [since, most])
        return [LookupLine(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class PermissionRow:
    """A permission in words, as it stands on the guest's page."""

    id: UUID
    who: str
    kinds: list[str]
    may_write: bool
    why: str
    basis: str
    from_at: datetime
    until_at: datetime | None
    withdrawn_at: datetime | None
    is_emergency: bool
    written_by_other: bool


def rows_of_permissions(permissions: Iterable[Permission]) -> list[PermissionRow]:
    """Each permission in words, in the order given. One query more than the permissions."""
    found = list(permissions)
    names = colleague_names({p.to_person_id for p in found if p.to_person_id})
    return [
        PermissionRow(
            id=p.id,
            who=_receiver(p, names),
            kinds=[str(KIND_WORDS[Kind(kind)]) for kind in p.kinds if kind in KIND_WORDS],
            may_write=p.may_write,
            why=_as_told(p.why),
            basis=p.get_basis_display(),
            from_at=p.valid_from,
            until_at=p.valid_until,
            withdrawn_at=p.withdrawn_at,
            is_emergency=p.basis == "emergency",
            written_by_other=p.given_by != p.person_id,
        )
        for p in found
    ]


def _as_told(kept: str) -> str:
    """The house's own words are kept in Danish, and told in the language of whoever reads them."""
    what, _colon, why = kept.partition(": ")
    if what == "adresse" and why:
        return _("adresse: %(why)s") % {"why": _(why)}
    return _(kept) if kept else ""


def _receiver(permission: Permission, names: dict[UUID, str]) -> str:
    if permission.to_person_id:
        return names.get(permission.to_person_id, _("en pårørende"))
    if permission.to_unit:
        return permission.to_unit.name
    return str(permission.to_organisation)


@dataclass(frozen=True)
class LookupRow:
    """When, why and in which role somebody opened the guest's pages."""

    at: datetime
    last_at: datetime | None
    why: str
    who: str


def rows_of_lookups(lookups: Iterable[Lookup]) -> list[LookupRow]:
    """Each opening in words. The colleague is named only if the municipality has decided so."""
    found = list(lookups)
    house = settings_of_the_house()
    names = (
        colleague_names({line.actor_id for line in found})
        if house and house.names_staff_in_log
        else {}
    )
    roles = dict(ROLES)
    return [
        LookupRow(
            at=line.at,
            last_at=line.last_at,
            why=_as_told(line.purpose),
            who=", ".join(
                part
                for part in (
                    names.get(line.actor_id, ""),
                    str(roles.get(Role(line.role), "")) if line.role in set(Role) else "",
                    line.unit.name if line.unit else "",
                )
                if part
            )
            or _("Indgang selv"),
        )
        for line in found
    ]


def possible_receivers() -> list[tuple[str, str]]:
    """Units and colleagues a guest can let in, as ("unit:<id>", name). Two queries."""
    units = [(f"unit:{u.id}", u.name) for u in open_units("house", "guides", "outreach", "acute")]
    people = [
        (f"person:{c.person_id}", f"{c.shown_name}, {c.title}" if c.title else c.shown_name)
        for c in Colleague.objects.order_by("shown_name")
    ]
    return [*units, *people]


def persons_of_cpr(typed: str) -> list[UUID]:
    """Guests with that CPR number among those whose contact information the actor may read.

    Each one found gets a line in his log. Empty for a text that is no CPR number. One query.
    """
    try:
        hashes = cipher().keyed_hashes(normalised_cpr(typed))
    except BadCpr:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select indgang.persons_of_cpr(%s)", [list(hashes)])
        return [row[0] for row in cursor.fetchall()]
