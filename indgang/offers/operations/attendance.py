"""Who came."""

from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere


@transaction.atomic
def mark_attendance(*, booking_id: UUID, came: bool, by: Actor) -> None:
    """Note that somebody with a seat came, or did not. Can be changed afterwards.

    By a colleague of the house who has the guest's plan open to write, or by whoever provides the
    offer. Raises NotThere otherwise, before the session begins, and for a booking without a seat.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.mark_attendance(%s, %s, %s)", [booking_id, came, clock.now()]
        )
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotThere
