"""Ending a course whose guest nobody can reach any more: without reading it, and never for good."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.facts import CourseLost
from indgang.plans.models.course import HowEnded
from indgang.plans.operations.parts import tell_page
from indgang.plans.operations.reminding import tell_that_it_was_closed
from indgang.plans.queries import course_to_close
from indgang.plans.rules import FORGOTTEN_DAYS, LONG_QUIET_DAYS

MOST_AT_ONCE = 200


@transaction.atomic
def close_lost_course(*, person_id: UUID, how: HowEnded, by: Actor) -> None:
    """End the course of a guest who cannot be reached, or is dead. Nothing of it is read.

    For those who meet guests and may see the card, and for who goes along with the guest. Nothing
    more is asked of him; a guest who is only quiet gets one message that the door is open, to
    somebody who is dead nothing is sent at all. The guest sees when and by whom it was done, and
    everything stays for him to come back to. Raises Refused if somebody was in touch with a quiet
    guest within 30 days, or for another reason than these two; NotThere.
    """
    ending = course_to_close(person_id)
    if ending is None:
        raise NotThere
    today = clock.today()
    since = today - timedelta(days=LONG_QUIET_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.close_lost_course(%s, %s, %s, %s, %s)",
            [person_id, how, today, since, clock.now()],
        )
        row = cursor.fetchone()
    if not row or row[0] is None:
        raise Refused(
            _("I har været i kontakt for nylig. Prøv at nå gæsten lidt endnu."), code="not_lost"
        )
    if how is HowEnded.QUIET:
        tell_that_it_was_closed(row[0], person_id, by)
    _publish(row[0], person_id, today)


@transaction.atomic
def close_forgotten_courses(*, by: Actor) -> int:
    """End the courses of guests nobody has heard of for a year. Returns how many.

    Each is told once that the door is open. For the worker; nobody else finds any.
    """
    today = clock.today()
    since = today - timedelta(days=FORGOTTEN_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select course, person from indgang.close_forgotten_courses(%s, %s, %s)",
            [today, since, MOST_AT_ONCE],
        )
        closed = cursor.fetchall()
    for course_id, person_id in closed:
        tell_that_it_was_closed(course_id, person_id, by)
        _publish(course_id, person_id, today)
    return len(closed)


def end_silence_of_the_house(person_id: UUID) -> None:
    """Who was taken for dead and came back hears from the house again."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.hear_of_the_house(%s)", [person_id])


def _publish(course_id: UUID, person_id: UUID, on: date) -> None:
    publish(CourseLost(course_id=course_id, person_id=person_id, on=on))
    tell_page(person_id)
