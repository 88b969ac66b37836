"""What the guest is told of his plan, through the outbox: once, and not when it is over."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.plans.models import Suggestion
from indgang.plans.rules import (
    FEED_ENDS_DAYS,
    STILL_HERE_WEEKS,
    Remind,
    agreement_reminded_now,
    reminded_now,
)
from indgang.post.messages import MessageKey
from indgang.post.operations import cancel_messages, queue_message

PLAN, SUGGESTIONS, BACK = "/min/plan", "/min/forslag", "/min/tilbage"
CALENDAR = "/min/kalender"
MOST_AT_ONCE = 500
NEWS_DAYS = 14  # days after which a suggestion is no news any more; own choice
SENTENCES = {
    Remind.TOMORROW: MessageKey.APPOINTMENT_TOMORROW,
    Remind.TODAY: MessageKey.APPOINTMENT,
}


@transaction.atomic
def remind(*, by: Actor) -> int:
    """Remind of appointments and agreements: on the day before, or the same morning. Returns how many.

    Each is reminded of once, and a moved appointment once more. For the worker; nobody else finds
    any.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "select thing, person, starts_at, due_on, added_at"
            " from indgang.things_to_remember(%s, %s, %s)",
            [now, clock.today(), MOST_AT_ONCE],
        )
        rows = cursor.fetchall()
    reminded = 0
    for thing, person_id, starts_at, due_on, added_at in rows:
        added_on = clock.local(added_at).date()
        if starts_at is None:
            told = agreement_reminded_now(due_on, added_on=added_on, now=now)
            message, values = MessageKey.AGREEMENT_DUE, {"day": due_on.isoformat()}
            over_at = clock.at(due_on + timedelta(days=1))
        else:
            remember = reminded_now(starts_at, added_on=added_on, now=now)
            told = remember is not None
            message = SENTENCES[remember or Remind.TODAY]
            values, over_at = _when(starts_at), starts_at
        if told:
            queue_message(
                person_id=person_id,
                message=message,
                values=values,
                link_path=PLAN,
                about=thing,
                not_after=over_at,
                urgent=message is MessageKey.APPOINTMENT,
                by=by,
            )
            reminded += 1
    return reminded


@transaction.atomic
def tell_of_feeds_that_end(*, by: Actor) -> int:
    """Tell guests that the link to their calendar is about to end. Returns how many were told.

    Each link is told of once, two weeks before. For the worker; nobody else finds any.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, last_on from indgang.feeds_that_end(%s, %s)",
            [clock.today() + timedelta(days=FEED_ENDS_DAYS), MOST_AT_ONCE],
        )
        ending = cursor.fetchall()
    for person_id, last_on in ending:
        queue_message(
            person_id=person_id,
            message=MessageKey.CALENDAR_ENDS,
            values={"day": last_on.isoformat()},
            link_path=CALENDAR,
            about=person_id,
            not_after=clock.at(last_on + timedelta(days=1)),
            by=by,
        )
    return len(ending)


def forget_end_of_feed(person_id: UUID, by: Actor) -> None:
    """There is a new link, or none is wanted: nobody needs to hear of the old one."""
    cancel_messages(about=person_id, message=MessageKey.CALENDAR_ENDS, by=by)


def forget_reminder(thing_id: UUID, by: Actor) -> None:
    """It was moved, done or called off: what waits to be said of it is not said."""
    cancel_messages(about=thing_id, by=by)


def tell_of_suggestion(person_id: UUID, by: Actor) -> None:
    """There is something to say yes or no to; one line, however many there are."""
    if by.person_id != person_id:
        queue_message(
            person_id=person_id,
            message=MessageKey.SUGGESTION,
            values={},
            link_path=SUGGESTIONS,
            about=person_id,
            not_after=clock.now() + timedelta(days=NEWS_DAYS),
            by=by,
        )


def forget_suggestions(person_id: UUID, by: Actor) -> None:
    """When the last one has its answer, nobody needs to hear of any."""
    if not Suggestion.objects.filter(person_id=person_id, answer=Suggestion.Answer.OPEN).exists():
        cancel_messages(about=person_id, message=MessageKey.SUGGESTION, by=by)


def tell_that_the_door_is_open(course_id: UUID, person_id: UUID, by: Actor) -> None:
    """One word some weeks after the exit, and no more of them."""
    then = clock.now() + timedelta(weeks=STILL_HERE_WEEKS)
    queue_message(
        person_id=person_id,
        message=MessageKey.STILL_HERE,
        values={},
        link_path=BACK,
        about=course_id,
        not_before=then,
        not_after=then + timedelta(weeks=STILL_HERE_WEEKS),
        by=by,
    )


def tell_that_it_was_closed(course_id: UUID, person_id: UUID, by: Actor) -> None:
    """The same word, at once: the house has ended a course because it has not heard of the guest."""
    now = clock.now()
    queue_message(
        person_id=person_id,
        message=MessageKey.NOT_HEARD_OF,
        values={},
        link_path=BACK,
        about=course_id,
        not_after=now + timedelta(weeks=STILL_HERE_WEEKS),
        by=by,
    )


def _when(instant: datetime) -> dict[str, str]:
    there = clock.local(instant)
    return {"day": there.date().isoformat(), "time": f"{there:%H:%M}"}
