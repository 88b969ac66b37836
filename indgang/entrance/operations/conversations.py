"""The first conversation: beginning, and writing together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.operations import give_permission, open_person
from indgang.entrance.models import Arrival, Conversation, SectionText
from indgang.entrance.operations.arrivals import settle_arrival
from indgang.entrance.operations.parts import who
from indgang.entrance.queries import is_readable_talk
from indgang.entrance.rules import merged
from indgang.kernel import clock
from indgang.kernel.actor import HOUSE, Actor
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.queries import colleagues_at_work, house_unit
from indgang.plans.operations import note_contact

PURPOSE = gettext_noop("samtale")
WRITING_DAYS = 7  # days the guides may write before the guest has said more; own choice
LONGEST_SECTION = 20_000  # characters; some eight pages
SECTIONS = tuple(name for name, _label in SectionText.SECTIONS)


@dataclass(frozen=True)
class SavedSection:
    """What the section says now, which may be more than what was sent.

    Where it is not saved, the text is what it would be put together, and ``current`` is what
    stands there with this version.
    """

    section: str
    text: str
    version: int
    current: str = ""
    is_saved: bool = True
    was_merged: bool = False
    keeps_both: bool = False


@transaction.atomic
def start_conversation(
    *, person_id: UUID, guide_ids: Collection[UUID], by: Actor, arrival_id: UUID | None = None
) -> Conversation:
    """The guest sits down with one or two guides, who may write down his words for a week.

    The arrival, if there is one, has its outcome. A conversation that is going on is returned as it
    is. Raises NotThere for a guest the actor may not see; Refused without a guide, with more than
    two, or with somebody who does not work in the house today.
    """
    open_person(person_id=person_id, purpose=PURPOSE, by=by)
    if earlier := Conversation.objects.filter(person_id=person_id, finished_at=None).first():
        return earlier
    guides = _guides(guide_ids)
    arrival = (
        Arrival.objects.filter(id=arrival_id, person_id=person_id).first() if arrival_id else None
    )
    if arrival is not None and arrival.settled_at is None:
        settle_arrival(arrival_id=arrival.id, outcome="conversation", by=by)
    permission_ids = [
        give_permission(
            person_id=person_id,
            kinds=[Kind.CARD, Kind.STORY],
            to_person_id=guide_id,
            may_write=True,
            why=gettext_noop("Så jeg kan skrive ned, mens vi taler sammen."),
            valid_until=clock.now() + timedelta(days=WRITING_DAYS),
            by=by,
        )
        for guide_id in guides
    ]
    conversation = Conversation.objects.create(
        person_id=person_id,
        unit_id=arrival.unit_id if arrival else _house_id(),
        arrival=arrival,
        guide_ids=guides,
        permission_ids=permission_ids,
        started_at=clock.now(),
        started_by=who(by),
    )
    note_contact(person_id=person_id, how="meeting", by=by)
    say_changed(f"house:{conversation.unit_id}", "conversations")
    return conversation


@transaction.atomic
def save_section(
    *,
    conversation_id: UUID,
    section: str,
    text: str,
    version: int,
    by: Actor,
    put_together: bool = True,
) -> SavedSection:
    """Save what stands in a section, written on top of the version the writer had before him.

    What somebody else has written meanwhile is put together with it. Where the two cannot be put
    together both texts stay, one after the other. Without ``put_together`` nothing is saved then:
    a page that is still being written in first shows the writer both. Raises NotThere; Refused for
    a section that does not exist, a text that is too long, or a conversation that has ended.
    """
    if section not in SECTIONS or len(text) > LONGEST_SECTION:
        raise Refused(_("Teksten er for lang. Del den op."))
    conversation = going_on(conversation_id=conversation_id, by=by)
    versions = SectionText.objects.filter(conversation_id=conversation_id, section=section)
    latest = versions.order_by("-version").first()
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if latest is None:
        result = SavedSection(section, text, 1)
    elif latest.text == text:
        return SavedSection(section, text, latest.version, current=text)
    elif latest.version == version:
        result = SavedSection(section, text, version + 1)
    else:
        seen = versions.filter(version=version).values_list("text", flat=True).first() or ""
        both = merged(seen, text, latest.text)
        result = SavedSection(
            section,
            both.text,
            latest.version + put_together,
            current=latest.text,
            is_saved=put_together,
            was_merged=True,
            keeps_both=both.conflict,
        )
    if result.is_saved:
        _keep(conversation, result, by)
    return result


@transaction.atomic
def going_on(*, conversation_id: UUID, by: Actor) -> Conversation:
    """A conversation that has not ended, opened and locked: one change at a time.

    Raises NotThere without the guest's story, Refused if it has ended.
    """
    conversation = open_conversation(conversation_id=conversation_id, by=by)
    if conversation.finished_at is not None:
        raise Refused(_("Samtalen er slut. Skriv videre i planen."))
    locked = Conversation.objects.select_for_update().filter(id=conversation_id).first()
    if locked is None:
        raise NotThere
    return locked


@transaction.atomic
def open_conversation(*, conversation_id: UUID, by: Actor) -> Conversation:
    """The conversation with its guest opened. Raises NotThere for a talk one may not read."""
    conversation = Conversation.objects.filter(id=conversation_id).first()
    if conversation is None:
        raise NotThere
    open_person(person_id=conversation.person_id, purpose=PURPOSE, by=by)
    if not is_readable_talk(conversation.id):
        raise NotThere
    return conversation


def forget_single_strokes(conversation: Conversation) -> None:
    """Of each stretch that one guide wrote, its last version stays: who wrote what, not how fast."""
    rows = list(
        SectionText.objects.filter(conversation=conversation)
        .order_by("section", "version")
        .values_list("id", "section", "saved_by")
    )
    ended = {one[0] for one, following in pairwise(rows) if one[1:] == following[1:]}
    SectionText.objects.filter(id__in=ended).delete()


def _keep(conversation: Conversation, saved: SavedSection, by: Actor) -> None:
    SectionText.objects.create(
        conversation=conversation,
        person_id=conversation.person_id,
        section=saved.section,
        version=saved.version,
        text=saved.text,
        saved_at=clock.now(),
        saved_by=who(by),
    )
    say_changed(f"guest:{conversation.person_id}:conversation", saved.section)


def _guides(guide_ids: Collection[UUID]) -> list[UUID]:
    wanted = set(guide_ids)
    here = set(
        colleagues_at_work(*HOUSE).filter(person_id__in=wanted).values_list("person_id", flat=True)
    )
    if not wanted or len(wanted) > 2 or here != wanted:
        raise Refused(_("Vælg en eller to, som er her i dag."))
    return sorted(wanted)


def _house_id() -> UUID:
    house = house_unit()
    if house is None:
        raise NotThere
    return house.id
