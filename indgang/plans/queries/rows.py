"""One thing in a plan, found for a page."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from indgang.access.queries import own_keys
from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.kernel.refused import NotThere
from indgang.people.models import Colleague, Person
from indgang.plans.models import (
    Activity,
    Agreement,
    Appointment,
    CalendarFeed,
    ContactPerson,
    Course,
    CourseGuide,
    Draft,
    Exit,
    Goal,
    GoalRating,
    Hope,
    Suggestion,
)
from indgang.plans.models.goals import GoalStatus
from indgang.plans.rules import FEED_LABEL

About = Suggestion.About

MODELS: dict[str, type[Any]] = {
    About.HOPE: Hope,
    About.GOAL: Goal,
    About.ACTIVITY: Activity,
    About.AGREEMENT: Agreement,
    About.APPOINTMENT: Appointment,
    About.CONTACT_PERSON: ContactPerson,
}


def row_of(about: str, *, person_id: UUID, row_id: UUID) -> Any:
    """The hope, goal, activity, … of that id in an opened person's plan. One query.

    Raises NotThere if it is somebody else's or there is none.
    """
    found = MODELS[about].objects.filter(id=row_id, person_id=person_id).first()
    if found is None:
        raise NotThere
    return found


def ratings_of(goal: Goal) -> list[GoalRating]:
    """Where the guest has said that he stands with a goal, oldest first. One query."""
    return list(GoalRating.objects.filter(goal=goal, person_id=goal.person_id))


def open_suggestions(person_id: UUID) -> list[Suggestion]:
    """What others suggest to an opened person and he has not answered, oldest first. One query."""
    return _unanswered(person_id)


@prepared
def _unanswered(person_id: UUID) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(person_id=person_id, answer=Suggestion.Answer.OPEN)


def latest_course(person_id: UUID) -> Course | None:
    """The course that runs, otherwise the one that ended last. One query."""
    courses = courses_of(person_id)
    return next((c for c in courses if c.is_live), courses[0] if courses else None)


@prepared
def courses_of(person_id: UUID) -> QuerySet[Course]:
    """Every course of an opened person, the latest first. One query."""
    return Course.objects.filter(person_id=person_id)


def guide_ids_of(course: Course) -> list[UUID]:
    """Who goes with the guest now, in the order they came. One query."""
    going = CourseGuide.objects.filter(course=course, until_on__isnull=True)
    return list(going.values_list("guide_id", flat=True))


def draft_at(place: str, *, person_id: UUID) -> str:
    """What the actor was in the middle of writing at a place; "" for nothing. One query."""
    texts = Draft.objects.filter(person_id=person_id, place=place).values_list("text", flat=True)
    return texts.first() or ""


def feed_of(person_id: UUID) -> CalendarFeed | None:
    """An opened person's wish to have his appointments in his own calendar. One query."""
    return CalendarFeed.objects.filter(person_id=person_id).first()


def feed_ends_on() -> date | None:
    """The last day the actor's own link to a calendar works; None if none does. One query.

    The key itself is asked, whatever the wish says: a new key card ends every link.
    """
    ends = [key.expires_at for key in own_keys() if key.kind == "link" and key.label == FEED_LABEL]
    return clock.local(ends[-1]).date() if ends and ends[-1] else None


def choosable_colleagues() -> list[Colleague]:
    """Everybody the asking guest can choose to hold the threads, by name. One query.

    Those who meet guests today, and his own guides while they work here.
    """
    choosable = RawSQL("select indgang.may_hold_threads()", [])
    return list(Colleague.objects.filter(person_id__in=choosable).order_by("shown_name"))


def rows_of(wanted: set[tuple[str, UUID]], *, person_id: UUID) -> dict[UUID, Any]:
    """Id → what it is, of an opened person. One query for each kind of thing that is asked for."""
    found: dict[UUID, Any] = {}
    for about, model in MODELS.items():
        ids = [row_id for kind, row_id in wanted if kind == about]
        if ids:
            rows = model.objects.filter(id__in=ids, person_id=person_id)
            found |= {row.id: row for row in rows}
    return found


def language_of(person_id: UUID) -> str:
    """The language an opened person wants to be met in; Danish if unknown. One query."""
    languages = Person.objects.filter(id=person_id).values_list("language", flat=True)
    return languages.first() or "da"


def nickname_on_card(person_id: UUID) -> str:
    """What a guest is called, if the actor may see the card; "" otherwise. One query."""
    nicknames = Person.objects.filter(id=person_id).values_list("nickname", flat=True)
    return nicknames.first() or ""


def planned_exit_of(course: Course) -> Exit | None:
    """How the guest wants to leave this time, if he has begun to think of it. One query."""
    return Exit.objects.filter(course=course, left_on__isnull=True).first()


def open_hopes_and_goals(person_id: UUID) -> list[Hope | Goal]:
    """What an opened person hopes for and works towards now, hopes first, oldest first. Two queries."""
    hopes = Hope.objects.filter(person_id=person_id, status=GoalStatus.OPEN)
    goals = Goal.objects.filter(person_id=person_id, status=GoalStatus.OPEN)
    return [*hopes, *goals]
