"""Who has written, who has answered, and what is only begun."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from indgang.entrance.models import Inquiry
from indgang.entrance.rules import is_answer_late
from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.people.models import Colleague, ContactPoint, Municipality
from indgang.people.queries import colleague_names, settings_of_the_house

ABOUT = {
    "self": gettext_lazy("om sig selv"),
    "relative": gettext_lazy("fra en pårørende eller ven"),
    "professional": gettext_lazy("fra en fagperson"),
}


@dataclass(frozen=True)
class OpenInquiry:
    """An inquiry without an outcome, as it stands in the list: nothing of what was written."""

    id: UUID
    person_id: UUID
    nickname: str
    voice: str
    voice_words: str
    sent_at: datetime
    taken_by: UUID | None
    taken_by_name: str
    is_late: bool


def open_inquiries(unit_id: UUID, *, house: Municipality | None = None) -> list[OpenInquiry]:
    """Inquiries without an outcome: first those no one has taken, oldest first.

    One query, and one more where the settings of the house are not handed over.
    """
    rows = _without_outcome(unit_id)
    house = house or settings_of_the_house()
    now = clock.now()
    found = [
        OpenInquiry(
            id=row.id,
            person_id=row.person_id,
            nickname=row.person.nickname,
            voice=row.voice,
            voice_words=str(ABOUT[row.voice]),
            sent_at=row.sent_at,
            taken_by=row.taken_by,
            taken_by_name=str(getattr(row, "taker", "") or ""),
            is_late=row.taken_by is None
            and is_answer_late(
                row.sent_at,
                now,
                within_hours=house.answer_within_hours if house else 24,
                opening_hours=house.opening_hours if house else {},
            ),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.taken_by is not None)


def own_inquiries(person_id: UUID) -> QuerySet[Inquiry]:
    """What the actor himself has written to the house, newest first, with messages. Two queries."""
    return (
        Inquiry.objects.filter(person_id=person_id)
        .select_related("unit")
        .prefetch_related("messages")
        .order_by("-sent_at", "id")
    )


def inquiry_with_messages(inquiry_id: UUID) -> Inquiry | None:
    """An inquiry of an opened person with what has been written, oldest first. Two queries."""
    return (
        Inquiry.objects.filter(id=inquiry_id)
        .select_related("person", "unit")
        .prefetch_related("messages")
        .first()
    )


def drafted_words(raw_key: str) -> tuple[str, int]:
    """What was begun under this key less than two hours ago, and its version. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select words, version from indgang.kept_draft(%s)", [raw_key])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else ("", 0)


@prepared
def _without_outcome(unit_id: UUID) -> QuerySet[Inquiry]:
    taker = Colleague.objects.filter(person_id=OuterRef("taken_by")).values("shown_name")
    return (
        Inquiry.objects.filter(unit_id=unit_id, closed_at=None)
        .select_related("person")
        .annotate(taker=Subquery(taker))
        .order_by("sent_at", "id")
    )


@prepared
def contacts_of(person_id: UUID) -> QuerySet[ContactPoint]:
    """How an opened person wants to be reached, the preferred way first. One query."""
    return ContactPoint.objects.filter(person_id=person_id).order_by("-is_preferred", "channel")


def names_in(inquiry: Inquiry) -> dict[UUID, str]:
    """Colleagues who have had to do with the inquiry, by id. One query."""
    answered = {m.written_by for m in inquiry.messages.all() if m.from_house}
    others = {inquiry.taken_by, inquiry.met_by, inquiry.closed_by} - {None}
    return colleague_names(answered | {one for one in others if one})
