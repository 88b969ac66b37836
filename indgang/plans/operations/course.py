"""Beginning a course and choosing who goes with the guest."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Colleague
from indgang.plans.facts import CourseStarted
from indgang.plans.models import (
    Activity,
    Agreement,
    Appointment,
    Course,
    CourseGuide,
    Goal,
    Hope,
)
from indgang.plans.operations.parts import (
    by_now,
    live_course,
    must_write,
    tell_page,
    theirs,
    told_if_any,
    who,
)
from indgang.plans.queries import choosable_colleagues, writable_kinds
from indgang.plans.rules import review_on

MOST_GUIDES = 2  # guides at a time: a pair, so that one can stand in for the other


@transaction.atomic
def start_course(*, person_id: UUID, guide_ids: Collection[UUID], by: Actor) -> Course:
    """Begin a course today, with up to two guides and a day to look back in 20 weeks.

    What the guest has already put in his plan becomes part of it. Raises Refused if a course is
    running or a guide is not a colleague, NotThere if the actor may not write the plan.
    """
    must_write(person_id, Kind.PLAN)
    on = clock.today()
    course = _begun(person_id, on, by)
    _set_guides(course, guide_ids, by)
    _take_up_loose_ends(course)
    note_contact(person_id=person_id, how="meeting" if by.is_staff else "page", by=by)
    publish(CourseStarted(course_id=course.id, person_id=person_id, on=on))
    tell_page(person_id)
    return course


@transaction.atomic
def change_guides(*, course_id: UUID, guide_ids: Collection[UUID], by: Actor) -> None:
    """From today these colleagues go with the guest. Those who did before stay in the story.

    Raises Refused if one is not a colleague or there are more than two, NotThere.
    """
    course = theirs(Course, course_id)
    must_write(course.person_id, Kind.PLAN)
    _set_guides(course, guide_ids, by)
    if course.coordinator_id and course.coordinator_id not in set(guide_ids):
        # He may be somebody else than a guide, but not a guide who has gone.
        gone = CourseGuide.objects.filter(course=course, guide_id=course.coordinator_id)
        if gone.exists():
            course.coordinator = None
            course.save(update_fields=["coordinator"])
    tell_page(course.person_id)


@transaction.atomic
def choose_coordinator(*, course_id: UUID, colleague_id: UUID | None, by: Actor) -> None:
    """The guest chooses who holds the threads, or that nobody does.

    Raises Refused if it is not the guest himself who chooses, or not a colleague he can choose.
    """
    course = theirs(Course, course_id)
    must_write(course.person_id, Kind.PLAN)
    if who(by) != course.person_id:
        raise Refused(_("Gæsten vælger selv sin koordinator."), code="guest_chooses")
    if colleague_id and colleague_id not in {c.person_id for c in choosable_colleagues()}:
        raise Refused(_("Vælg en af dem, der møder gæster."), code="not_to_choose")
    course.coordinator_id = colleague_id
    course.save(update_fields=["coordinator"])
    tell_page(course.person_id)


@transaction.atomic
def note_other_matters(*, course_id: UUID, words: str, by: Actor) -> None:
    """Write what else is important to know. Empty words take it away again.

    Raises Refused if it is too long, NotThere.
    """
    course = theirs(Course, course_id)
    must_write(course.person_id, Kind.PLAN)
    course.other_matters = told_if_any(words)
    course.save(update_fields=["other_matters"])
    tell_page(course.person_id)


@transaction.atomic
def move_review(*, course_id: UUID, to: date, by: Actor) -> None:
    """Look back on another day than after 20 weeks. Raises Refused for a day before the start."""
    course = theirs(Course, course_id)
    must_write(course.person_id, Kind.PLAN)
    if to <= course.started_on:
        raise Refused(_("Dagen skal ligge efter den dag, planen begyndte."), code="too_early")
    course.review_on = to
    course.save(update_fields=["review_on"])
    tell_page(course.person_id)


@transaction.atomic
def note_contact(*, person_id: UUID, how: str, by: Actor) -> None:
    """Note that the house and the guest were in touch today: meeting, call, message or page.

    Twice the same way on one day is one note. The guest himself notes it, or who may write the plan,
    or who works in the house and may see the card. Raises NotThere for everybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.note_contact(%s, %s, %s, %s)",
            [person_id, clock.today(), how, clock.now()],
        )
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotThere


def _begun(person_id: UUID, on: date, by: Actor) -> Course:
    running = Refused(_("Der er allerede en plan i gang."), code="running")
    if live_course(person_id):
        raise running
    try:
        with transaction.atomic():
            return Course.objects.create(
                person_id=person_id, started_on=on, review_on=review_on(on), **by_now(by)
            )
    except IntegrityError:
        # Somebody else began one at the same moment: the constraint lets only one through.
        raise running from None


def _set_guides(course: Course, guide_ids: Collection[UUID], by: Actor) -> None:
    wanted = set(guide_ids)
    if len(wanted) > MOST_GUIDES:
        raise Refused(_("Der kan højst være to guider ad gangen."), code="too_many")
    _must_be_colleagues(wanted)
    now = CourseGuide.objects.filter(course=course, until_on__isnull=True)
    now.exclude(guide_id__in=wanted).update(until_on=clock.today())
    there = set(now.values_list("guide_id", flat=True))
    for guide_id in sorted(wanted - there):
        CourseGuide.objects.create(
            person_id=course.person_id,
            course=course,
            guide_id=guide_id,
            from_on=clock.today(),
            **by_now(by),
        )


def _must_be_colleagues(person_ids: Collection[UUID]) -> None:
    if Colleague.objects.filter(person_id__in=person_ids).count() != len(set(person_ids)):
        raise Refused(_("Det er ikke en af vores kolleger."), code="no_colleague")


def _take_up_loose_ends(course: Course) -> None:
    """What stood in the plan before there was a course belongs to it from now on."""
    allowed = writable_kinds(course.person_id)
    models = (Activity, Agreement, Appointment)
    for model in (*models, Goal, Hope) if Kind.GOALS in allowed else models:
        model.objects.filter(person_id=course.person_id, course=None).update(course=course)
