"""What is on its way, what did not get through, and how somebody wants to hear."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from indgang.kernel import clock
from indgang.people.models import ContactPoint, Municipality, Person
from indgang.post.models import Letter, Silence
from indgang.post.rules import Address, Way, way_to


def people_with_due_post(*, most: int = 500) -> list[UUID]:
    """Whoever has a message to be sent by now, longest waiting first. For the worker. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.post_due(%s, %s)", [clock.now(), most])
        return [row[0] for row in cursor.fetchall()]


def letters_in_hand(letter_ids: Collection[UUID]) -> list[Letter]:
    """The messages of an opened person, oldest first. One query."""
    return list(Letter.objects.filter(id__in=letter_ids).order_by("queued_at", "id"))


def secret_of(letter_id: UUID) -> str:
    """The code or the address that a letter in the worker's hand tells, and no table of the post's.

    Empty for any other letter, for anybody else, and when the time for it is over. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute("select indgang.secret_of_letter(%s)", [letter_id])
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] else ""


def letters_to(person_id: UUID, *, most: int = 20) -> QuerySet[Letter]:
    """What was sent to an opened person, latest first. One query."""
    return Letter.objects.filter(person_id=person_id, status="sent").order_by("-sent_at")[:most]


def contact_points_of(person_id: UUID) -> list[ContactPoint]:
    """Every way to reach an opened person, the preferred first. One query."""
    points = ContactPoint.objects.filter(person_id=person_id)
    return list(points.order_by("-is_preferred", "channel", "value"))


def wants_silence(person_id: UUID) -> bool:
    """Whether an opened person wants no messages. One query."""
    return Silence.objects.filter(person_id=person_id).exists()


def way_to_reach(person_id: UUID, *, carried: Collection[str]) -> Way:
    """How to reach an opened person by the channels that are set up. Two queries."""
    if wants_silence(person_id):
        return Way(silent=True)
    points = contact_points_of(person_id)
    return way_to([Address(p.channel, p.value, p.is_preferred) for p in points], carried=carried)


def language_of(person_id: UUID) -> str:
    """The language an opened person reads. One query."""
    found = Person.objects.filter(id=person_id).values_list("language", flat=True).first()
    return found or "da"


def telephone() -> str:
    """The house's number. One query."""
    return Municipality.objects.values_list("phone", flat=True).first() or ""


@dataclass(frozen=True)
class FailedLetter:
    """A message that did not get through: never what it said or where it should have gone."""

    id: UUID
    person_id: UUID
    channel: str
    status: str
    attempts: int
    last_error: str
    queued_at: datetime
    next_try_at: datetime
    nickname: str | None  # only where the actor may see the person's card


def failed_letters(*, most: int = 100) -> list[FailedLetter]:
    """What did not get through, latest first. Empty for who does not work here. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.failed_letters(%s)", [most])
        rows = cursor.fetchall()
    names = dict(
        Person.objects.filter(id__in={row[1] for row in rows}).values_list("id", "nickname")
    )
    return [FailedLetter(*(*row, names.get(row[1]))) for row in rows]
