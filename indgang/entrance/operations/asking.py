"""What the guest says yes to: at the end of the first conversation, and when he is asked again."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.models import Permission
from indgang.access.operations import give_permission, open_person, withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.entrance.models import Conversation
from indgang.entrance.rules import reads_until
from indgang.kernel import clock
from indgang.kernel.actor import HOUSE, Actor
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.queries import colleagues_at_work
from indgang.plans.queries import course_cards

ASKING = gettext_noop("spørge igen")


def let_follow(
    *, person_id: UUID, guide_id: UUID, kinds: Collection[Kind], last_day: date, by: Actor
) -> UUID:
    """The guest has said yes to these kinds for one guide, who may read and write them until then."""
    return give_permission(
        person_id=person_id,
        kinds=kinds,
        to_person_id=guide_id,
        may_write=True,
        why=gettext_noop("Så vi kan følges ad."),
        valid_until=max(clock.at(last_day), clock.now() + timedelta(days=1)),
        by=by,
    )


@transaction.atomic
def ask_again(*, person_id: UUID, guide_id: UUID, kinds: Collection[Kind], by: Actor) -> UUID:
    """The guest is asked once more, and this is what he says yes to for one colleague of the house.

    It holds as what he says at the end of a conversation: until four weeks after the day to look
    back. What that colleague was allowed before, and is allowed again now, ends with it, so that
    the guest reads one line; what he may besides stays. Raises NotThere for a guest the actor may
    not see; Refused for no yes at all, for somebody who does not work in the house today, and where
    the actor may only read the card.
    """
    open_person(person_id=person_id, purpose=ASKING, by=by)
    if not kinds:
        raise Refused(
            _("Sæt kryds ved det, gæsten siger ja til. Siger gæsten nej, så lad det være.")
        )
    if not colleagues_at_work(*HOUSE).filter(person_id=guide_id).exists():
        raise Refused(_("Vælg en, som er her i dag."))
    earlier = list(_earlier(person_id, guide_id))
    card = course_cards([person_id]).get(person_id)
    review_on = card.review_on if card and card.ended_on is None else None
    last_day = reads_until(clock.today(), review_on=review_on)
    permission_id = let_follow(
        person_id=person_id, guide_id=guide_id, kinds=kinds, last_day=last_day, by=by
    )
    said = {str(Kind.CARD), *map(str, kinds)}
    for permission in earlier:
        if set(permission.kinds) <= said:
            withdraw_permission(permission_id=permission.id, by=by)
    say_changed(f"guest:{person_id}", "permissions")
    return permission_id


@transaction.atomic
def note_no(*, person_id: UUID, permission_id: UUID, by: Actor) -> None:
    """The guest says stop to one of his permissions while somebody sits with him. It ends at once.

    Raises NotThere for a permission that is not this guest's, or is none of his own saying.
    """
    open_person(person_id=person_id, purpose=ASKING, by=by)
    own = permissions_in_force(person_id).filter(id=permission_id, basis="guest")
    if not own.exists():
        raise NotThere
    withdraw_permission(permission_id=permission_id, by=by)
    say_changed(f"guest:{person_id}", "permissions")


def _earlier(person_id: UUID, guide_id: UUID) -> Collection[Permission]:
    """What the guest has let this colleague do, but for the leave to write along in a talk."""
    talks = Conversation.objects.filter(person_id=person_id, finished_at=None)
    in_talks = {one for ids in talks.values_list("permission_ids", flat=True) for one in ids}
    mine = permissions_in_force(person_id).filter(to_person_id=guide_id, basis="guest")
    return [permission for permission in mine if permission.id not in in_talks]
