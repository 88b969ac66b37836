"""A colleague who works elsewhere brings a guest to the house."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.operations import give_permission
from indgang.access.queries import permissions_in_force
from indgang.entrance.operations.parts import who
from indgang.kernel import clock
from indgang.kernel.actor import HOUSE, Actor, Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import Refused
from indgang.people.queries import memberships_in_force, open_units

KNOWN_DAYS = 365  # days the house may see the card; as for a guest who walks in without one
AT_THE_DOOR = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE)  # as in introduce()


def unit_at_the_door(unit_id: UUID, *, by: Actor) -> UUID:
    """The unit that a guest the actor meets becomes known to: the house itself if he works there.

    Otherwise the one in which he meets guests, never another that he also belongs to. Raises
    Refused for a unit that is not his and no house, and for somebody who meets no guests.
    """
    if unit_id in by.unit_ids:
        return unit_id
    own = (
        memberships_in_force()
        .filter(person_id=who(by), role__in=AT_THE_DOOR)
        .order_by("from_on", "id")
        .values_list("unit_id", flat=True)
        .first()
    )
    if own is None or not open_units("house").filter(id=unit_id).exists():
        raise Refused(_("Du kan kun tage imod gæster i dit eget hus."))
    return own


@transaction.atomic
def let_house_see(*, person_id: UUID, unit_id: UUID, by: Actor) -> None:
    """An opened guest is brought to the house and says yes: it may see and keep her card.

    Nothing happens where the actor works in the house, or it may already. Raises Refused unless
    the actor may write the guest's card.
    """
    if unit_id in by.unit_ids:
        return
    if permissions_in_force(person_id).filter(to_unit_id=unit_id, may_write=True).exists():
        return
    give_permission(
        person_id=person_id,
        kinds=[Kind.CARD],
        to_unit_id=unit_id,
        may_write=True,
        why=gettext_noop("Så huset kan tage imod dig."),
        valid_until=clock.now() + timedelta(days=KNOWN_DAYS),
        by=by,
    )
