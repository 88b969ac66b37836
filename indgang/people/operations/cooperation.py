"""How two units work together: written by one side, agreed by both."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Cooperation, Unit

# Who speaks for a unit. Volunteers, councils and the data protection officer do not.
SPEAKS = (
    Role.LEADER, Role.PROVIDER, Role.AUTHORITY, Role.HOST, Role.GUIDE, Role.COORDINATOR,
    Role.OUTREACH, Role.ACUTE, Role.ADMINISTRATOR,
)  # fmt: skip
LONGEST = 4_000  # characters; a page and a half, which is read


@transaction.atomic
def write_cooperation(*, unit_id: UUID, other_id: UUID, text: str, by: Actor) -> Cooperation:
    """A new version of the two units' text, with nobody's yes yet. What is agreed holds until then.

    Raises Refused for no words or too many, for a unit with itself, and for who speaks for neither
    of them and keeps no units; NotThere if one of the units has closed or is not there.
    """
    if unit_id == other_id:
        raise Refused(_("Vælg to forskellige enheder."), code="other")
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Refused(_("Skriv, hvordan I arbejder sammen, på højst 4.000 tegn."), code="text")
    if by.person_id is None or not (
        by.has(Role.ADMINISTRATOR) or _speaks_for({unit_id, other_id}, by)
    ):
        raise Refused(_("Kun de to enheder selv kan skrive, hvordan de arbejder sammen."))
    first, second = sorted((unit_id, other_id))
    units = Unit.objects.filter(id__in=(first, second), closed_on__isnull=True)
    if units.count() != len((first, second)):
        raise NotThere
    versions = Cooperation.objects.filter(first_unit=first, second_unit=second)
    last = versions.aggregate(last=Max("version"))["last"] or 0
    try:
        with transaction.atomic():
            return Cooperation.objects.create(
                first_unit_id=first,
                second_unit_id=second,
                version=last + 1,
                text=text,
                written_at=clock.now(),
                written_by=by.person_id,
            )
    except IntegrityError as fault:
        raise Refused(_("Nogen har lige skrevet en udgave. Se den først.")) from fault


@transaction.atomic
def agree_cooperation(*, cooperation_id: UUID, by: Actor) -> Cooperation:
    """One's own side's yes to the newest version. Saying it twice does nothing more.

    Raises Refused for a version that is not the newest, and for who has said yes for the other
    side; NotThere for no such text, and for who speaks for neither side.
    """
    found = Cooperation.objects.select_for_update().filter(id=cooperation_id).first()
    if found is None or not _speaks_for({found.first_unit_id, found.second_unit_id}, by):
        raise NotThere
    newer = Cooperation.objects.filter(
        first_unit=found.first_unit_id,
        second_unit=found.second_unit_id,
        version__gt=found.version,
    )
    if newer.exists():
        raise Refused(_("Der er skrevet en nyere udgave. Se den først."))
    side = _side_to_agree(found, by)
    if side:
        setattr(found, f"{side}_agreed_at", clock.now())
        setattr(found, f"{side}_agreed_by", by.person_id)
        found.save(update_fields=[f"{side}_agreed_at", f"{side}_agreed_by"])
    return found


def _side_to_agree(found: Cooperation, by: Actor) -> str:
    """The actor's side that has not said yes; "" where all of his have."""
    if by.person_id in (found.first_agreed_by, found.second_agreed_by):
        if found.is_agreed or not {found.first_unit_id, found.second_unit_id} <= set(by.unit_ids):
            return ""
        raise Refused(_("Du har sagt ja for den ene side. Den anden side siger selv ja."))
    sides = (
        ("first", found.first_unit_id, found.first_agreed_at),
        ("second", found.second_unit_id, found.second_agreed_at),
    )
    return next((name for name, unit_id, at in sides if at is None and unit_id in by.unit_ids), "")


def _speaks_for(unit_ids: set[UUID], by: Actor) -> bool:
    return by.has(*SPEAKS) and not unit_ids.isdisjoint(by.unit_ids)
