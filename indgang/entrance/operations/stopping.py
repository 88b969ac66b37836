"""A conversation that ends without a course."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.access.operations import open_person, withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.entrance.facts import ConversationFinished
from indgang.entrance.models import Conversation
from indgang.entrance.operations.conversations import PURPOSE, forget_single_strokes
from indgang.entrance.operations.parts import who
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused

OUTCOMES = tuple(name for name, _words in Conversation.OUTCOMES if name != Conversation.COURSE)


@transaction.atomic
def stop_conversation(
    *, conversation_id: UUID, outcome: str, by: Actor, shown_where: str = ""
) -> Conversation:
    """The conversation ends here, without a course, and what came of it.

    Nothing is lost: the guest's words and what he picked out stay, and are his alone, because what
    the guides could read while they talked ends with it. Any colleague who may write the guest's
    card can end it, so that none stays open for a guide who is away. Sent twice it is ended once.
    Raises NotThere; Refused if a course began, or if the guest was shown on to nowhere.
    """
    conversation = _opened(conversation_id, by)
    shown_where = shown_where.strip()
    if outcome not in OUTCOMES:
        raise NotThere
    if outcome == "shown_on" and not shown_where:
        raise Refused(_("Skriv, hvor gæsten blev vist hen."))
    if conversation.outcome == Conversation.COURSE:
        raise Refused(_("Samtalen er slut, og der er et forløb i gang."))
    if conversation.finished_at is not None:
        return conversation
    forget_single_strokes(conversation)
    conversation.finished_at, conversation.finished_by = clock.now(), who(by)
    conversation.outcome, conversation.shown_where = outcome, shown_where
    conversation.save(update_fields=["finished_at", "finished_by", "outcome", "shown_where"])
    publish(ConversationFinished(conversation.id, conversation.person_id))
    say_changed(f"house:{conversation.unit_id}", "conversations")
    say_changed(f"guest:{conversation.person_id}:conversation", "finished")
    in_force = permissions_in_force(conversation.person_id)
    for permission_id in in_force.filter(id__in=conversation.permission_ids).values_list(
        "id", flat=True
    ):
        withdraw_permission(permission_id=permission_id, by=by)
    return conversation


def _opened(conversation_id: UUID, by: Actor) -> Conversation:
    """The conversation with its guest opened, locked; only who may write the card can lock it."""
    seen = Conversation.objects.filter(id=conversation_id).first()
    if seen is None:
        raise NotThere
    open_person(person_id=seen.person_id, purpose=PURPOSE, by=by)
    locked = Conversation.objects.select_for_update().filter(id=conversation_id).first()
    if locked is None:
        raise NotThere
    return locked
