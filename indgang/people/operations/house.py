"""The municipality's own set-up: settings, units and who works where. For the administrator."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.hours import Hours
from indgang.people.models import (
    Colleague,
    CrisisNumber,
    Membership,
    Municipality,
    Organisation,
    Unit,
)


@dataclass(frozen=True)
class HouseSettings:
    """What the municipality says of itself and promises."""

    name: str
    short_name: str
    code: str
    house_name: str
    house_address: str
    phone: str
    email: str = ""
    opening_hours: Hours = field(default_factory=dict)
    accessibility_url: str = ""
    names_staff_in_log: bool = False
    welcome_within_minutes: int = 5
    answer_within_hours: int = 24


@dataclass(frozen=True)
class CrisisLine:
    """A number to call when it cannot wait, and the day somebody made sure that it is right."""

    label: str
    number: str
    open_when: str
    checked_on: date


@transaction.atomic
def keep_municipality(*, settings: HouseSettings, by: Actor) -> Municipality:
    """The municipality's settings, whether new or changed.

    The database lets only an administrator do this; an owner's process may too, at set-up.
    """
    municipality, _made = Municipality.objects.update_or_create(id=1, defaults=asdict(settings))
    return municipality


@transaction.atomic
def keep_crisis_numbers(*, lines: Sequence[CrisisLine], by: Actor) -> None:
    """Exactly these crisis numbers, in this order; the first is in the header of every page.

    Raises Refused for none, and for a check date in the future.
    """
    if not lines:
        raise Refused(_("Der skal altid være mindst ét nummer at ringe til."))
    if any(line.checked_on > clock.today() for line in lines):
        raise Refused(_("Datoen for, hvornår nummeret er prøvet, kan ikke ligge i fremtiden."))
    CrisisNumber.objects.all().delete()
    CrisisNumber.objects.bulk_create(
        CrisisNumber(position=position, **asdict(line)) for position, line in enumerate(lines)
    )


@transaction.atomic
def open_organisation(*, name: str, kind: str, by: Actor) -> Organisation:
    """The organisation of that name, made if there is none."""
    organisation, _made = Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    return organisation


@transaction.atomic
def open_unit(*, organisation_id: UUID, name: str, kind: str, phone: str, by: Actor) -> Unit:
    """A new unit. Raises Refused if the organisation has one of that name."""
    if Unit.objects.filter(organisation_id=organisation_id, name=name).exists():
        raise Refused(_("Der er allerede en enhed med det navn."))
    return Unit.objects.create(organisation_id=organisation_id, name=name, kind=kind, phone=phone)


@transaction.atomic
def close_unit(*, unit_id: UUID, by: Actor) -> None:
    """The unit works until today; what was done there stays. Raises NotThere."""
    if not Unit.objects.filter(id=unit_id, closed_on__isnull=True).update(closed_on=clock.today()):
        raise NotThere


@transaction.atomic
def join_unit(
    *, person_id: UUID, unit_id: UUID, role: Role, from_on: date, by: Actor
) -> Membership:
    """A colleague's role in a unit, from that day.

    Raises Refused if he has it already, or if it is one's own: nobody gives himself a role.
    """
    if person_id == by.person_id:
        raise Refused(_("Du kan ikke give dig selv en rolle. Bed en anden administrator om det."))
    try:
        with transaction.atomic():
            return Membership.objects.create(
                person_id=person_id, unit_id=unit_id, role=role, from_on=from_on
            )
    except IntegrityError as fault:
        raise Refused(_("Den rolle har personen allerede i den enhed.")) from fault


@transaction.atomic
def end_membership(*, membership_id: UUID, by: Actor) -> None:
    """The role ends today, and every right with it, at once. Raises NotThere if it is not kept."""
    membership = Membership.objects.filter(id=membership_id, until_on__isnull=True).first()
    if membership is None or membership.person_id == by.person_id:
        raise NotThere
    membership.until_on = max(clock.today(), membership.from_on)
    membership.save(update_fields=["until_on"])


@transaction.atomic
def change_colleague(
    *, person_id: UUID, shown_name: str, title: str, phone: str, away_until: date | None, by: Actor
) -> None:
    """What guests and colleagues see of a colleague. Raises NotThere if he is not kept."""
    if not Colleague.objects.filter(person_id=person_id).update(
        shown_name=shown_name, title=title, phone=phone, away_until=away_until
    ):
        raise NotThere
