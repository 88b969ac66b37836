"""How one wants to hear from the house."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import Refused
from indgang.people.models import ContactPoint
from indgang.post.models import Silence
from indgang.post.rules import CARRIED, NO_CHANNEL, looks_like


@transaction.atomic
def choose_channel(*, person_id: UUID, channel: str, value: str = "", by: Actor) -> None:
    """Hear from the house by e-mail, by SMS, by a call, or (``none``) not at all.

    An address that is not known yet is kept; without one, the latest known for that channel is
    used. Raises Refused if there is none, or if it cannot be right.
    """
    if channel == NO_CHANNEL:
        Silence.objects.get_or_create(person_id=person_id, defaults={"since": clock.now()})
        return
    Silence.objects.filter(person_id=person_id).delete()
    points = ContactPoint.objects.filter(person_id=person_id)
    chosen = _chosen_point(person_id, channel, value.strip())
    # One at a time is preferred: the old one first, or the database says no.
    points.filter(is_preferred=True).exclude(id=chosen.id).update(is_preferred=False)
    points.filter(id=chosen.id).update(is_preferred=True)


def _chosen_point(person_id: UUID, channel: str, value: str) -> ContactPoint:
    points = ContactPoint.objects.filter(person_id=person_id, channel=channel)
    if not value:
        known = points.order_by("-is_preferred", "value").first()
        if known is None:
            raise Refused(_("Skriv, hvor vi kan nå dig."), code=channel)
        return known
    if channel in CARRIED and not looks_like(channel, value):
        raise Refused(
            _("Det ligner ikke en e-mail.") if channel == "email"
            else _("Det ligner ikke et mobilnummer."),
            code=channel,
        )  # fmt: skip
    return points.get_or_create(value=value, defaults={"person_id": person_id, "channel": channel})[
        0
    ]
