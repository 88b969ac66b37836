"""Who came."""

from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere


@transaction.atomic
def mark_attendance(
    *, booking_id: UUID, came: bool, by: Actor, session_id: UUID | None = None
) -> None:
    """Note that somebody with a seat came, or did not. Can be changed afterwards.

    ``session_id`` says to which of a course's later times; without it, it is the first.
    By a colleague of the house who has the guest's plan open to write, or by whoever provides the
    offer. Raises NotThere otherwise, before the session begins, and for a booking without a seat.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        if session_id is None:
            cursor.execute("select indgang.mark_attendance(%s, %s, %s)", [booking_id, came, now])
        else:
            cursor.execute(
                "select indgang.mark_presence(%s, %s, %s, %s)", [booking_id, session_id, came, now]
            )
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotThere
