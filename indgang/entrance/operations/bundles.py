"""What the guest picks out while he talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.entrance.models import BundleItem, Conversation
from indgang.entrance.operations.conversations import going_on
from indgang.entrance.operations.parts import who
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.live import say_changed
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer, Session

LONGEST_WORDS = 200  # characters, as an activity in a plan
MOST_ITEMS = 12  # more is no bundle but a burden; own choice


@dataclass(frozen=True)
class Choice:
    """An offer, perhaps at a certain time; or a step of the guest's own, in his words."""

    offer_id: UUID | None = None
    session_id: UUID | None = None
    words: str = ""


@transaction.atomic
def compose_bundle(
    *, conversation_id: UUID, choices: Sequence[Choice], by: Actor
) -> list[BundleItem]:
    """The bundle is exactly these choices, in this order. No seat is taken before the start.

    Raises Refused for nothing said or too many choices, NotThere.
    """
    conversation = going_on(conversation_id=conversation_id, by=by)
    BundleItem.objects.filter(conversation=conversation).delete()
    return [_add(conversation, choice, by) for choice in choices]


@transaction.atomic
def add_to_bundle(*, conversation_id: UUID, choice: Choice, by: Actor) -> BundleItem:
    """One more choice. The same offer again changes its time. Raises as compose_bundle."""
    conversation = going_on(conversation_id=conversation_id, by=by)
    if choice.offer_id:
        BundleItem.objects.filter(conversation=conversation, offer_id=choice.offer_id).delete()
    return _add(conversation, choice, by)


@transaction.atomic
def take_from_bundle(*, conversation_id: UUID, item_id: UUID, by: Actor) -> None:
    """One choice less. Taking it twice does nothing. Raises NotThere, Refused as above."""
    conversation = going_on(conversation_id=conversation_id, by=by)
    BundleItem.objects.filter(conversation=conversation, id=item_id).delete()
    _tell(conversation)


def _add(conversation: Conversation, choice: Choice, by: Actor) -> BundleItem:
    if BundleItem.objects.filter(conversation=conversation).count() >= MOST_ITEMS:
        raise Refused(_("Det er rigeligt til en begyndelse. Tag noget andet ud først."))
    words, session_id = choice.words.replace("\x00", "").strip(), None
    if choice.offer_id:
        offer = Offer.objects.filter(id=choice.offer_id, status="published").first()
        if offer is None:
            raise Refused(_("Tilbuddet er her ikke mere."))
        if choice.session_id:
            sessions = Session.objects.filter(id=choice.session_id, offer=offer)
            session_id = sessions.values_list("id", flat=True).first()
        words = words or offer.title
    if not words or len(words) > LONGEST_WORDS:
        raise Refused(_("Skriv med få ord, hvad det er."))
    item = BundleItem.objects.create(
        conversation=conversation,
        person_id=conversation.person_id,
        offer_id=choice.offer_id,
        session_id=session_id,
        words=words,
        added_at=clock.now(),
        added_by=who(by),
    )
    _tell(conversation)
    return item


def _tell(conversation: Conversation) -> None:
    say_changed(f"guest:{conversation.person_id}:conversation", "bundle")
