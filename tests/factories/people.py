"""People with keys. Karen is the guest, Ali her relative, Mette her guide, Bo a stranger."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import connection

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.people.models import (
    Colleague,
    CrisisNumber,
    Membership,
    Municipality,
    Organisation,
    Person,
    Unit,
)
from tests.database import as_owner


@dataclass(frozen=True)
class Holder:
    """Somebody and the raw key he holds."""

    person_id: UUID
    key: str
    unit_id: UUID | None = None

    @property
    def actor(self) -> Actor:
        with acting(self.key) as actor:
            return actor


def make_municipality() -> Municipality:
    with as_owner():
        municipality, _ = Municipality.objects.get_or_create(
            id=1,
            defaults={
                "name": "Prøveby Kommune", "short_name": "Prøveby", "code": "0000",
                "house_name": "Huset", "house_address": "Prøvevej 1", "phone": "00 00 00 00",
                "opening_hours": {
                    day: [["09:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
                },
            },
        )  # fmt: skip
        CrisisNumber.objects.get_or_create(
            label="Akuttelefonen", number="00 00 00 01", checked_on=date(2026, 11, 1)
        )
    return municipality


def make_unit(kind: str = "house", name: str = "") -> Unit:
    with as_owner():
        organisation, _ = Organisation.objects.get_or_create(
            name="Prøveby Kommune", defaults={"kind": "municipal"}
        )
        unit, _ = Unit.objects.get_or_create(
            organisation=organisation, name=name or kind.title(), defaults={"kind": kind}
        )
    return unit


def make_person(nickname: str = "Karen") -> UUID:
    with as_owner():
        return Person.objects.create(nickname=nickname, created_at=clock.now()).id


def make_key(person_id: UUID, kind: str = "session", **columns: object) -> str:
    raw = secrets.token_urlsafe(24)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "insert into access_key (hash, kind, person_id, parent, kinds, may_write, issued_at,"
            " expires_at, label) values (sha256(%s::bytea), %s, %s, %s, %s, %s, now(), %s, '')",
            [
                raw.encode(), kind, person_id, columns.get("parent"), columns.get("kinds"),
                columns.get("may_write", True), columns.get("expires_at"),
            ],
        )  # fmt: skip
    return raw


def make_guest(nickname: str = "Karen") -> Holder:
    """A guest with a key card of her own."""
    person_id = make_person(nickname)
    return Holder(person_id, make_key(person_id, "card"))


def make_colleague(
    role: Role = Role.GUIDE, *, unit: Unit | None = None, name: str = "Mette"
) -> Holder:
    """Somebody who works in the house and has signed in."""
    unit = unit or make_unit()
    person_id = make_person(name)
    with as_owner():
        Colleague.objects.create(person_id=person_id, shown_name=name, title=role.value)
        Membership.objects.create(
            id=uuid4(), person_id=person_id, unit=unit, role=role, from_on=date(2020, 1, 1)
        )
    return Holder(person_id, make_key(person_id), unit.id)


def make_worker() -> Holder:
    """The automatic worker with its own key."""
    person_id = make_person("Indgang")
    return Holder(person_id, make_key(person_id, "worker"))


def allow(
    guest: Holder | UUID,
    *,
    to: Holder | None = None,
    unit_id: UUID | None = None,
    kinds: Iterable[str] = ("card",),
    may_write: bool = False,
) -> UUID:
    """A permission in force, as if the guest had given it."""
    person_id = guest if isinstance(guest, UUID) else guest.person_id
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "insert into access_permission (id, person_id, to_person_id, to_unit_id, kinds,"
            " may_write, why, basis, law_section, valid_from, given_by) values (gen_random_uuid(),"
            " %s, %s, %s, %s, %s, 'Aftalt med gæsten', 'guest', '', now() - interval '1 minute', %s)"
            " returning id",
            [
                person_id, to.person_id if to else None, unit_id,
                sorted({"card", *kinds}), may_write, person_id,
            ],
        )  # fmt: skip
        return UUID(str(cursor.fetchone()[0]))
