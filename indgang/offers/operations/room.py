"""Saying whether there is room."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.access.operations import keep_links_pace
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Offer, Room


@transaction.atomic
def say_room(*, offer_id: UUID, says: str, back_on: date | None = None, by: Actor) -> None:
    """It stands on the offer from now on that there is room, that it is full, or from when again.

    By those who stand for the offer, signed in or by their link. Raises Refused for a day that is
    not to come or a link that changes too much in an hour; NotThere for anything else that is said
    and for an offer that is not the actor's.
    """
    if says not in dict(Room.SAYS):
        raise NotThere
    if says == "away" and (back_on is None or back_on <= clock.today()):
        raise Refused(_("Vælg den dag, I er tilbage. Den skal ligge efter i dag."))
    keep_links_pace(by=by)
    values: list[Any] = [offer_id, says, back_on if says == "away" else None, clock.now()]
    with connection.cursor() as cursor:
        cursor.execute("select indgang.say_room(%s, %s, %s, %s)", values)
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotThere


@transaction.atomic
def ask_of_room(*, offer_id: UUID, every_days: int | None, by: Actor) -> None:
    """Those who stand for the offer are asked so often whether the figure holds.

    None: as often as their organisation is. Raises NotThere if the offer is not the actor's to keep.
    """
    if not Offer.objects.select_for_update().filter(id=offer_id).exists():
        raise NotThere
    Room.objects.update_or_create(offer_id=offer_id, defaults={"fresh_days": every_days})
