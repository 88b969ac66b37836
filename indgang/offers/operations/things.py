"""What is lent by the night, in the hands of those who stand for it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Offer, Thing
from indgang.offers.queries.stays import taken_nights
from indgang.offers.rules.nights import FURTHEST, Nights

MOST_THINGS = 60  # of one offer; more is a hotel
LONGEST_STAY = 180  # nights


@dataclass(frozen=True)
class ThingSheet:
    """What is lent, who fits in it, and for how long at a time; and when it cannot be."""

    name: str
    room_for: str = ""
    most_nights: int = 7
    out: Nights | None = None


@transaction.atomic
def keep_thing(*, offer_id: UUID, thing_id: UUID | None, sheet: ThingSheet, by: Actor) -> Thing:
    """The thing as the sheet says, new or changed.

    Raises Refused for a name that the offer has already, and for nights out of use on which
    somebody is to sleep there; NotThere if the offer or the thing is not the actor's to keep.
    """
    offer = Offer.objects.select_for_update().filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    things = list(Thing.objects.select_for_update().filter(offer=offer).order_by("id"))
    thing = next((one for one in things if one.id == thing_id), None)
    if thing_id is not None and thing is None:
        raise NotThere
    if any(one.name == sheet.name and one.id != thing_id for one in things):
        raise Refused(_("Der er allerede noget, der hedder det."), code="name")
    if thing is None and len(things) >= MOST_THINGS:
        raise Refused(_("Der er allerede mange. Luk en af dem først."), code="many")
    thing = thing or Thing(offer=offer)
    if sheet.out is not None and thing_id is not None:
        _refuse_while_taken(thing, sheet.out)
    thing.name, thing.room_for, thing.most_nights = sheet.name, sheet.room_for, sheet.most_nights
    thing.out_from = sheet.out.first if sheet.out else None
    thing.out_until = sheet.out.until if sheet.out else None
    thing.save()
    return thing


@transaction.atomic
def close_thing(*, thing_id: UUID, is_closed: bool, by: Actor) -> None:
    """From today it is not lent any more, or is again. What has been stays.

    Raises Refused while nights in it are held or agreed; NotThere if it is not the actor's to close.
    """
    thing = Thing.objects.select_for_update().filter(id=thing_id).first()
    if thing is None:
        raise NotThere
    if is_closed:
        today = clock.today()
        _refuse_while_taken(thing, Nights(today, today + timedelta(days=2 * FURTHEST)))
    thing.closed_on = clock.today() if is_closed else None
    thing.save(update_fields=["closed_on"])


def _refuse_while_taken(thing: Thing, out: Nights) -> None:
    spans = taken_nights([thing.id], since=out.first, until=out.until, or_out=False)[thing.id]
    if any(out.meets(span) for span in spans):
        raise Refused(_("Nogen skal sove der nogle af de nætter. Flyt dem først."), code="somebody")
