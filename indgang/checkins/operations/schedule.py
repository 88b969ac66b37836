"""When a guest is asked: laid out with the course, moved with his exit and return."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from indgang.checkins.models import CheckIn
from indgang.checkins.operations.invite import forget_invitation
from indgang.checkins.queries import active_moments, may_answer
from indgang.checkins.rules.instruments import instrument
from indgang.checkins.rules.schedule import CLOSES_AFTER, Due, schedule
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere

CONVERSATION, OWN = "conversation", "own"
CONVERSATION_SET = ("siv5",)
OWN_SET = ("need_of_help", "who5")


@transaction.atomic
def schedule_checkins(*, person_id: UUID, course_id: UUID, started_on: date, by: Actor) -> int:
    """Lay out the check-ins of a course, as this municipality asks. Returns how many.

    Laying them out again moves those that wait and leaves those that were answered. Raises NotThere
    unless the actor may write the person's plan or check-ins.
    """
    weeks = [moment.number for moment in active_moments() if moment.after == "start"]
    dues = schedule(started_on, weeks=weeks)
    return _lay_out(person_id, course_id, dues)


@transaction.atomic
def schedule_follow_up(*, person_id: UUID, course_id: UUID, exited_on: date, by: Actor) -> int:
    """After the exit: what was still to be asked falls away, and the follow-up is laid out.

    Returns how many will be asked. Raises NotThere as ``schedule_checkins`` does.
    """
    _drop(person_id, course_id, "week%", exited_on, by)
    months = [moment.number for moment in active_moments() if moment.after == "exit"]
    dues = [
        due
        for number in months
        for due in schedule(exited_on, exited_on=exited_on, weeks=(), months_after_exit=number)
    ]
    return _lay_out(person_id, course_id, dues)


@transaction.atomic
def reschedule_checkins(*, person_id: UUID, course_id: UUID, resumed_on: date, by: Actor) -> int:
    """After a return: no follow-up, and what fell away at the exit is counted from the return.

    Returns how many will be asked. Raises NotThere as ``schedule_checkins`` does.
    """
    _drop(person_id, course_id, "after%", date.min, by)
    weeks = [moment.number for moment in active_moments() if moment.after == "start"]
    dues = [due for due in schedule(resumed_on, weeks=weeks) if due.due_on > resumed_on]
    return _lay_out(person_id, course_id, dues)


@transaction.atomic
def forget_checkins(*, course_id: UUID, by: Actor) -> int:
    """The actor has ended a course that was lost: nothing more of it is asked. Returns how many.

    Nothing falls away of a course that runs, or that somebody else ended.
    """
    with connection.cursor() as cursor:
        cursor.execute("select indgang.drop_checkins_of_lost(%s, %s)", [course_id, clock.now()])
        dropped = [row[0] for row in cursor.fetchall()]
    for checkin_id in dropped:
        forget_invitation(checkin_id, by)
    return len(dropped)


@transaction.atomic
def ask_about_conversation(*, person_id: UUID, conversation_id: UUID, by: Actor) -> int:
    """Put five short questions about a conversation to the guest; once for each conversation.

    Raises NotThere as ``schedule_checkins`` does.
    """
    today = clock.today()
    due = Due(CONVERSATION, today, today, today + CLOSES_AFTER)
    return _lay_out(person_id, conversation_id, [due])


@transaction.atomic
def ask_oneself(*, person_id: UUID, by: Actor) -> UUID:
    """A check-in the guest wanted himself, or wanted with a guide. The one of today if it waits.

    Raises NotThere unless the actor may write the person's check-ins.
    """
    today = clock.today()
    waiting = CheckIn.objects.filter(
        person_id=person_id, moment=OWN, status="waiting", due_on=today
    ).first()
    if waiting:
        return waiting.id
    if not may_answer(person_id):
        raise NotThere
    made = CheckIn.objects.create(
        person_id=person_id,
        moment=OWN,
        instruments=_versions(OWN_SET),
        due_on=today,
        opens_on=today,
        closes_on=today + timedelta(days=1),
    )
    return made.id


def _lay_out(person_id: UUID, about: UUID, dues: Iterable[Due]) -> int:
    sets = {moment.key: tuple(moment.instruments) for moment in active_moments()}
    sets[CONVERSATION] = CONVERSATION_SET
    moments = [
        {
            "moment": due.key,
            "due_on": due.due_on.isoformat(),
            "opens_on": due.opens_on.isoformat(),
            "closes_on": due.closes_on.isoformat(),
            "instruments": _versions(sets[due.key]),
        }
        for due in dues
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.lay_out_checkins(%s, %s, %s::jsonb)",
            [person_id, about, json.dumps(moments)],
        )
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise NotThere
    return int(row[0])


def _drop(person_id: UUID, course_id: UUID, moments: str, after: date, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.drop_checkins(%s, %s, %s, %s, %s)",
            [person_id, course_id, moments, after, clock.now()],
        )
        dropped = [row[0] for row in cursor.fetchall()]
    for checkin_id in dropped:
        forget_invitation(checkin_id, by)


def _versions(ids: Iterable[str]) -> list[str]:
    """The newest version of each, pinned: a new one does not change a check-in under way."""
    return [f"{found.id}-{found.version}" for found in map(instrument, ids)]
