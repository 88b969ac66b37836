"""First conversations, and what stands in them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from indgang.entrance.models import Conversation, SectionText
from indgang.people.queries import colleague_names


@dataclass(frozen=True)
class Section:
    """A section as it stands now."""

    name: str
    label: str
    text: str
    version: int
    saved_at: datetime | None
    saved_by_name: str


def sections_of(conversation_id: UUID) -> list[Section]:
    """Every section of an opened guest's conversation, in their order. Two queries."""
    latest = {
        row.section: row
        for row in SectionText.objects.filter(conversation_id=conversation_id)
        .order_by("section", "-version")
        .distinct("section")
    }
    names = colleague_names({row.saved_by for row in latest.values()})
    return [
        _section(name, str(label), latest.get(name), names) for name, label in SectionText.SECTIONS
    ]


def conversations_going_on(unit_id: UUID) -> QuerySet[Conversation]:
    """Conversations that have not ended, of guests whose card the actor may see, oldest first.
    One query."""
    return (
        Conversation.objects.filter(unit_id=unit_id, finished_at=None)
        .select_related("person")
        .order_by("started_at", "id")
    )


def conversations_of(person_id: UUID) -> QuerySet[Conversation]:
    """First conversations of an opened guest, newest first. One query."""
    return Conversation.objects.filter(person_id=person_id).order_by("-started_at", "id")


def _section(name: str, label: str, row: SectionText | None, names: dict[UUID, str]) -> Section:
    if row is None:
        return Section(name, label, "", 0, None, "")
    return Section(name, label, row.text, row.version, row.saved_at, names.get(row.saved_by, ""))
