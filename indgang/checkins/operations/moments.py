"""When the municipality asks, and what."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.checkins.models import Schedule
from indgang.checkins.rules.instruments import instruments
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused


@transaction.atomic
def change_moment(*, key: str, instrument_ids: Collection[str], is_active: bool, by: Actor) -> None:
    """Ask with these instruments at this moment, or not at all. Counts from the next course on.

    Raises NotThere unless the actor is administrator, Refused for no or unknown instruments.
    """
    known = {found_id for found_id, _version in instruments()}
    if not instrument_ids or not known.issuperset(instrument_ids):
        raise Refused(_("Vælg mindst ét sæt spørgsmål."), code="instruments")
    changed = Schedule.objects.filter(key=key).update(
        instruments=list(instrument_ids), is_active=is_active
    )
    if not changed:
        raise NotThere
