"""What is needed, who buys it, and what it cost."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.groups.models import Purchase
from indgang.groups.queries import chair_in
from indgang.groups.rules.cash import LARGEST_ORE
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused


@transaction.atomic
def want(*, group_id: UUID, what: str, by: Actor) -> Purchase:
    """Something is needed. Raises Refused for empty words, NotThere for all but members."""
    me, words = chair_in(group_id), " ".join(what.split())
    if not words:
        raise Refused(_("Skriv, hvad I mangler."))
    return Purchase.objects.create(
        group_id=group_id, what=words, wanted_by=me, wanted_at=clock.now()
    )


@transaction.atomic
def take_purchase(*, purchase_id: UUID, by: Actor) -> None:
    """The guest buys it. Raises Refused if another does, or has; NotThere for all but members."""
    purchase = _locked(purchase_id)
    me = chair_in(purchase.group_id)
    if purchase.bought_at is not None or purchase.buyer_id not in (None, me.id):
        raise Refused(_("Det er der en anden, der køber."))
    purchase.buyer = me
    purchase.save(update_fields=["buyer"])


@transaction.atomic
def leave_purchase(*, purchase_id: UUID, by: Actor) -> None:
    """The guest does not buy it after all. Raises NotThere unless he had said so."""
    purchase = _locked(purchase_id)
    me = chair_in(purchase.group_id)
    if purchase.buyer_id != me.id or purchase.bought_at is not None:
        raise NotThere
    purchase.buyer = None
    purchase.save(update_fields=["buyer"])


@transaction.atomic
def buy(*, purchase_id: UUID, cost_ore: int | None, by: Actor) -> None:
    """The guest has bought it. With what it cost, it waits for the treasurer to enter it.

    Raises Refused if another buys it or it is bought, and for an amount that cannot be; NotThere
    for all but members.
    """
    purchase = _locked(purchase_id)
    me = chair_in(purchase.group_id)
    if purchase.bought_at is not None or purchase.buyer_id not in (None, me.id):
        raise Refused(_("Det er der en anden, der køber."))
    if cost_ore is not None and not 0 < cost_ore <= LARGEST_ORE:
        raise Refused(_("Det beløb kan ikke passe."))
    purchase.buyer, purchase.bought_at, purchase.cost_ore = me, clock.now(), cost_ore
    purchase.save(update_fields=["buyer", "bought_at", "cost_ore"])


@transaction.atomic
def drop_purchase(*, purchase_id: UUID, by: Actor) -> None:
    """It is not needed. Raises Refused once it is bought, NotThere for all but members."""
    purchase = _locked(purchase_id)
    chair_in(purchase.group_id)
    if purchase.bought_at is not None:
        raise Refused(_("Det er købt."))
    purchase.delete()


def _locked(purchase_id: UUID) -> Purchase:
    purchase = Purchase.objects.select_for_update(no_key=True).filter(id=purchase_id).first()
    if purchase is None:
        raise NotThere
    return purchase
