"""Finding a guest again at the desk. It leaves a line in the guest's log, so it is an operation."""

from uuid import UUID

from django.db import connection, transaction

from indgang.kernel.actor import Actor
from indgang.people.models import Person


@transaction.atomic
def find_guests(*, words: str, by: Actor) -> list[Person]:
    """Up to eight guests whose nickname holds the words, the exact name first.

    Only those whose card the actor may see. Empty for fewer than two letters and for those who
    meet no guests.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.find_guests(%s)", [words])
        ids: list[UUID] = [row[0] for row in cursor.fetchall()]
    found = {person.id: person for person in Person.objects.filter(id__in=ids)}
    return [found[person_id] for person_id in ids if person_id in found]


@transaction.atomic
def find_by_card(*, code: str, by: Actor) -> Person | None:
    """Whose key card this is, if the actor may see that guest's card; otherwise None."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.find_card(%s)", [code])
        row = cursor.fetchone()
    return Person.objects.filter(id=row[0]).first() if row and row[0] else None
