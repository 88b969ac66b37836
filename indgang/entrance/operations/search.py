"""Finding a guest again at the desk. It leaves a line in the guest's log, so it is an operation."""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from indgang.access.door import acting
from indgang.access.operations import give_permission
from indgang.entrance.operations.bringing import KNOWN_DAYS, unit_at_the_door
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
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


@transaction.atomic
def let_house_know(*, code: str, unit_id: UUID, by: Actor) -> UUID:
    """A guest lays her key card on the desk and says yes: the house may see and keep her card.

    So may the unit of a colleague who works elsewhere and brings her. It is she who gives it, by
    the key she holds, so this opens nothing without her. Returns who she is. Raises NotThere for a
    code that opens nothing, Refused for a unit that is not the actor's and no house.
    """
    units = {unit_id, unit_at_the_door(unit_id, by=by)}
    with acting(code) as guest:
        if guest.person_id is None or guest.key_kind != "card":
            raise NotThere
        for seeing in sorted(units):
            give_permission(
                person_id=guest.person_id,
                kinds=[Kind.CARD],
                to_unit_id=seeing,
                may_write=True,
                why=gettext_noop("Du viste dit nøglekort i huset og sagde ja."),
                valid_until=clock.now() + timedelta(days=KNOWN_DAYS),
                by=guest,
            )
        return guest.person_id
