"""Invitations: one for each check-in, on the day it is due."""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.workdays import is_working_day, working_day
from indgang.post.messages import MessageKey
from indgang.post.operations import cancel_messages, queue_message
from indgang.post.rules import DIGEST_HOUR

PAGE = "/min/tjek"
KINDS = ("checkins", "goals")  # the link asks about own goals, too
MOST_AT_ONCE = 500


@transaction.atomic
def invite_to_checkins(*, by: Actor) -> int:
    """Leave an invitation for every check-in that is due and not yet opened. Returns how many.

    Each is invited to once, on a working day and with that day's messages; what has been missed,
    or is too late for them, waits for the next one. An invitation that has not left when the
    check-in closes is dropped. For the worker; nobody else finds any.
    """
    now, today = clock.now(), clock.today()
    if not is_working_day(today):
        return 0
    is_late = clock.local(now).hour >= DIGEST_HOUR
    not_before = clock.at(working_day(today + timedelta(days=1))) if is_late else now
    with connection.cursor() as cursor:
        cursor.execute(
            "select checkin, person, closes from indgang.invite_checkins(%s, %s, %s)",
            [today, now, MOST_AT_ONCE],
        )
        due = cursor.fetchall()
    for checkin_id, person_id, closes_on in due:
        queue_message(
            person_id=person_id,
            message=MessageKey.CHECKIN_DUE,
            values={},
            link_path=PAGE,
            link_kinds=KINDS,
            about=checkin_id,
            not_before=not_before,
            not_after=clock.at(closes_on + timedelta(days=1)),
            by=by,
        )
    return len(due)


def forget_invitation(checkin_id: UUID, by: Actor) -> None:
    """A check-in no longer waits: what was to be sent is not, and its link ends within the hour."""
    cancel_messages(about=checkin_id, by=by)
    with connection.cursor() as cursor:
        cursor.execute("select indgang.end_checkin_links(%s)", [checkin_id])
