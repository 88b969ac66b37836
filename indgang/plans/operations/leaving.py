"""The exit, planned like a celebration, and the way back, which is always open."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.privacy import Kind
from indgang.plans.facts import CourseEnded, CourseResumed
from indgang.plans.models import Course, Exit, Return
from indgang.plans.models.course import HowEnded
from indgang.plans.operations.along import take_along
from indgang.plans.operations.course import change_guides, note_contact, start_course
from indgang.plans.operations.lost import close_lost_course, end_silence_of_the_house
from indgang.plans.operations.parts import (
    by_now,
    live_course,
    must_write,
    tell_page,
    theirs,
    told_if_any,
    who,
)
from indgang.plans.operations.reminding import tell_that_the_door_is_open
from indgang.plans.rules import review_on
from indgang.post.operations import cancel_messages


@transaction.atomic
def plan_exit(
    *,
    course_id: UUID,
    planned_on: date | None = None,
    what_next: str = "",
    around_me: str = "",
    farewell: str = "",
    by: Actor,
) -> Exit:
    """Plan how to leave, or plan it anew: the day, what happens next, who is around, the goodbye.

    Any of it may be left open, and planning ends nothing. Raises Refused for too many words, NotThere.
    """
    course = theirs(Course, course_id)
    must_write(course.person_id, Kind.PLAN)
    words = {
        "planned_on": planned_on,
        "what_next": told_if_any(what_next),
        "around_me": told_if_any(around_me),
        "farewell": told_if_any(farewell),
    }
    planned, _new = Exit.objects.update_or_create(
        course=course,
        left_on=None,
        defaults=words,
        create_defaults=words | {"person_id": course.person_id} | by_now(by),
    )
    tell_page(course.person_id)
    return planned


@transaction.atomic
def leave_course(*, course_id: UUID, how: HowEnded, by: Actor) -> None:
    """End the course today. Everything in it stays, and the guest can always come back.

    Leaving twice is leaving once. The course of somebody who is dead is ended as
    ``close_lost_course`` does it, so that nothing more is sent. Raises NotThere.
    """
    course = theirs(Course, course_id)
    must_write(course.person_id, Kind.PLAN)
    if not course.is_live:
        return
    if how is HowEnded.DIED:
        close_lost_course(person_id=course.person_id, how=how, by=by)
        return
    on = clock.today()
    course.ended_on, course.ended_by, course.ended_how = on, who(by), how
    course.save(update_fields=["ended_on", "ended_by", "ended_how"])
    Exit.objects.filter(course=course, left_on=None).update(left_on=on, left_by=who(by))
    tell_that_the_door_is_open(course.id, course.person_id, by)
    publish(CourseEnded(course_id=course.id, person_id=course.person_id, on=on))
    tell_page(course.person_id)


@transaction.atomic
def come_back(
    *,
    person_id: UUID,
    open_old: bool,
    keep: Collection[UUID] | None = None,
    guide_ids: Collection[UUID] = (),
    by: Actor,
) -> Course:
    """Come back, once or many times: to the plan as it was, or to a new page of it.

    Nothing is started over: hopes, goals and people are where they were. On a new page whatever is
    under way goes along, and of the open hopes and goals those in ``keep``, or all of them if None;
    the others are laid aside and stay in the story. Guides, if there are any, go with the guest from
    today. Who is here already stays in the course that runs, as it is. Raises Refused for guides
    who are no colleagues, NotThere.
    """
    must_write(person_id, Kind.PLAN)
    here = live_course(person_id)
    if here:
        return here
    last = (
        Course.objects.select_for_update().filter(person_id=person_id).order_by("-ended_on").first()
    )
    if last is None:
        return start_course(person_id=person_id, guide_ids=guide_ids, by=by)
    cancel_messages(about=last.id, by=by)
    if last.was_lost:
        end_silence_of_the_house(person_id)
    if not open_old:
        new = start_course(person_id=person_id, guide_ids=guide_ids, by=by)
        take_along(new, keep, by)
        return new
    _resume(last, by)
    if guide_ids:
        change_guides(course_id=last.id, guide_ids=guide_ids, by=by)
        last.refresh_from_db()
    return last


def _resume(course: Course, by: Actor) -> None:
    on = clock.today()
    Return.objects.create(
        person_id=course.person_id,
        course=course,
        left_on=course.ended_on or on,
        had_ended_how=course.ended_how,
        back_on=on,
        **by_now(by),
    )
    course.ended_on, course.ended_by, course.ended_how = None, None, ""
    course.review_on = max(course.review_on, review_on(on))
    course.save(update_fields=["ended_on", "ended_by", "ended_how", "review_on"])
    note_contact(person_id=course.person_id, how="meeting" if by.is_staff else "page", by=by)
    publish(CourseResumed(course_id=course.id, person_id=course.person_id, on=on))
    tell_page(course.person_id)
