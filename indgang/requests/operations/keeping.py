"""How soon an organisation answers, and how often it is asked about room."""

from uuid import UUID

from django.db import transaction

from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere
from indgang.offers.queries import kept_organisations
from indgang.requests.models import Pace


@transaction.atomic
def set_pace(*, organisation_id: UUID, answer_days: int, fresh_days: int, by: Actor) -> None:
    """From the next request on, and from today, for all offers of the organisation without their own.

    Raises NotThere if the organisation's offers are not the actor's to keep.
    """
    if organisation_id not in {one.id for one in kept_organisations()}:
        raise NotThere
    Pace.objects.update_or_create(
        organisation_id=organisation_id,
        defaults={"answer_days": answer_days, "fresh_days": fresh_days},
    )
