"""One guest's plan, whole: what page, print, PDF and exports are all made of."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q

from indgang.kernel import clock
from indgang.offers.models import Booking
from indgang.offers.wording import text_of
from indgang.people.models import Colleague, Person
from indgang.plans.models import (
    Activity,
    Agreement,
    Appointment,
    ContactPerson,
    Course,
    CourseGuide,
    Exit,
    Goal,
    GoalRating,
    Hope,
    Return,
    Suggestion,
)
from indgang.plans.models.goals import GoalStatus

SHOWN_BACK = timedelta(days=7)  # how far back appointments and seats are shown; own choice
HELD = ("seated", "offered", "waiting")  # bookings that still point forward


@dataclass(frozen=True)
class Companion:
    """A colleague as the guest sees him, and whether he is here."""

    person_id: UUID
    name: str
    title: str = ""
    phone: str = ""
    away_until: date | None = None

    @property
    def is_away(self) -> bool:
        """Whether the other of the pair stands in for him today."""
        return self.away_until is not None and self.away_until >= clock.today()


@dataclass(frozen=True)
class Plan:
    """Everything that stands in one guest's plan, as far as the actor may read it.

    The four things that § 141 of the Danish act on social services asks of a plan are the goals
    (purpose), activities and agreements (effort), the course's days (expected duration) and its
    other matters.
    """

    person_id: UUID
    nickname: str
    language: str
    course: Course | None  # the one that runs, otherwise the latest
    courses: list[Course] = field(default_factory=list)
    guides: list[Companion] = field(default_factory=list)
    coordinator: Companion | None = None
    colleagues: dict[UUID, Companion] = field(default_factory=dict)
    hopes: list[Hope] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    contact_people: list[ContactPerson] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)

    @property
    def is_live(self) -> bool:
        """Whether a course runs."""
        return self.course is not None and self.course.is_live

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not (self.hopes or self.goals or self.activities or self.agreements)

    @property
    def open_goals(self) -> list[Goal]:
        """What the guest works towards now."""
        return [goal for goal in self.goals if goal.status == GoalStatus.OPEN]

    @property
    def closed_goals(self) -> list[Goal]:
        """What was reached or let go. It stays."""
        return [goal for goal in self.goals if goal.status != GoalStatus.OPEN]

    @property
    def closed_hopes(self) -> list[Hope]:
        """What came true or was let go. It stays."""
        return [hope for hope in self.hopes if hope.status != GoalStatus.OPEN]

    @property
    def reached(self) -> list[Hope | Goal]:
        """What there is to celebrate."""
        closed: list[Hope | Goal] = [*self.closed_goals, *self.closed_hopes]
        return [row for row in closed if row.status == GoalStatus.REACHED]

    @property
    def present_activities(self) -> list[Activity]:
        """What the guest does or is about to do."""
        return [activity for activity in self.activities if not activity.is_over]

    @property
    def past_activities(self) -> list[Activity]:
        """What was stopped or finished. It stays."""
        return [activity for activity in self.activities if activity.is_over]

    @property
    def open_agreements(self) -> list[Agreement]:
        """What somebody still has to do."""
        return [agreement for agreement in self.agreements if agreement.is_open]

    @property
    def past_agreements(self) -> list[Agreement]:
        """What was done or called off."""
        return [agreement for agreement in self.agreements if not agreement.is_open]

    @property
    def planned_exit(self) -> Exit | None:
        """How the guest wants to leave, if he has begun to think of it."""
        return next((found for found in self.exits if found.left_on is None), None)


def plan_of(person_id: UUID) -> Plan:
    """The whole plan of an opened person. At most 15 queries, whatever stands in it."""
    person = Person.objects.filter(id=person_id).first()
    courses = list(Course.objects.filter(person_id=person_id))
    course = next((c for c in courses if c.is_live), courses[0] if courses else None)
    guides = list(CourseGuide.objects.filter(person_id=person_id, until_on__isnull=True))
    suggestions = list(Suggestion.objects.filter(person_id=person_id, answer="open"))
    known = colleagues(
        {guide.guide_id for guide in guides}
        | {c.coordinator_id for c in courses if c.coordinator_id}
        | {suggestion.added_by for suggestion in suggestions}
    )
    since = clock.now() - SHOWN_BACK
    return Plan(
        person_id=person_id,
        nickname=person.nickname if person else "",
        language=person.language if person else "da",
        course=course,
        courses=courses,
        guides=[
            known[guide.guide_id]
            for guide in guides
            if course and guide.course_id == course.id and guide.guide_id in known
        ],
        coordinator=known.get(course.coordinator_id) if course and course.coordinator_id else None,
        colleagues=known,
        hopes=list(Hope.objects.filter(person_id=person_id)),
        goals=list(goals_with_ratings(person_id)),
        activities=list(
            Activity.objects.filter(person_id=person_id).select_related("offer__place")
        ),
        agreements=list(Agreement.objects.filter(person_id=person_id)),
        appointments=_appointments(person_id, since),
        bookings=_bookings(person_id, since),
        contact_people=list(ContactPerson.objects.filter(person_id=person_id)),
        suggestions=suggestions,
        exits=list(Exit.objects.filter(person_id=person_id)),
        returns=list(Return.objects.filter(person_id=person_id)),
    )


def goals_with_ratings(person_id: UUID) -> "list[Goal]":
    """Goals of an opened person, oldest first, each with its ratings by day. Two queries."""
    ratings = Prefetch("ratings", GoalRating.objects.filter(person_id=person_id))
    return list(Goal.objects.filter(person_id=person_id).prefetch_related(ratings))


def colleagues(person_ids: set[UUID]) -> dict[UUID, Companion]:
    """Person → the colleague as a guest sees him. One query."""
    return {
        found.person_id: Companion(
            found.person_id, found.shown_name, found.title, found.phone, found.away_until
        )
        for found in Colleague.objects.filter(person_id__in=person_ids)
    }


@dataclass(frozen=True)
class Coming:
    """Something with a time: an appointment or a seat, in the words of the plan."""

    starts_at: datetime
    ends_at: datetime | None
    what: str
    where: str = ""
    with_whom: str = ""
    is_seat: bool = False
    source_id: UUID | None = None
    status: str = ""


def coming_things(person_id: UUID) -> list[Coming]:
    """Appointments and seats of an opened person that are not over, soonest first. Two queries."""
    now = clock.now()
    found = [as_coming(a) for a in _appointments(person_id, now)]
    found += [seat_as_coming(b) for b in _bookings(person_id, now)]
    return sorted(found, key=lambda coming: coming.starts_at)


def as_coming(appointment: Appointment) -> Coming:
    """An appointment as something with a time."""
    return Coming(
        appointment.starts_at,
        appointment.ends_at,
        appointment.what,
        appointment.where,
        appointment.with_whom,
        source_id=appointment.id,
    )


def seat_as_coming(booking: Booking) -> Coming:
    """A seat as something with a time. Its session and offer must be fetched already."""
    session, offer = booking.session, booking.session.offer
    where = session.where_note or (offer.place.name if offer.place else offer.where_note)
    return Coming(
        session.starts_at,
        session.ends_at,
        text_of(offer, "title"),
        where,
        is_seat=True,
        source_id=booking.id,
        status=booking.status,
    )


def _appointments(person_id: UUID, since: datetime) -> list[Appointment]:
    not_over = Q(ends_at__gte=since) | Q(ends_at__isnull=True, starts_at__gte=since)
    return list(
        Appointment.objects.filter(not_over, person_id=person_id, cancelled_at__isnull=True)
    )


def _bookings(person_id: UUID, since: datetime) -> list[Booking]:
    held = Booking.objects.filter(
        person_id=person_id,
        status__in=HELD,
        session__ends_at__gte=since,
        session__cancelled_at__isnull=True,
    )
    return list(held.select_related("session__offer__place").order_by("session__starts_at"))
