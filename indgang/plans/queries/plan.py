"""One guest's plan, whole: what page, print, PDF and exports are all made of."""

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from indgang.kernel import clock
from indgang.kernel.prepared import prepared, put_beside
from indgang.offers.models import Booking, Session, Stay
from indgang.offers.nights_shown import nights_in_words, span_of
from indgang.offers.queries import own_stays
from indgang.offers.rules.nights import StayState
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
from indgang.plans.queries.rows import open_suggestions

SHOWN_BACK = timedelta(days=7)  # how far back appointments and seats are shown; own choice
# Of a seat, its time and its offer: what a plan says of them, and not the offer's long texts.
SHOWN_OF_SEAT = (
    "person_id", "status", "session__starts_at", "session__ends_at", "session__where_note",
    "session__offer__title", "session__offer__title_en", "session__offer__where_note",
    "session__offer__place__name", "session__run_id",
)  # fmt: skip
BED_AT, BED_UNTIL = 15, 11  # o'clock, where a calendar wants one; own choice
HELD = ("seated", "offered", "waiting", "wished")  # bookings that still point forward
HAD = ("seated", "attended", "missed")  # places that hold for the rest of a course


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
    course: Course | None  # the one that runs, otherwise the latest
    nickname: str = ""
    language: str = "da"
    courses: list[Course] = field(default_factory=list)
    guides: list[Companion] = field(default_factory=list)
    coordinator: Companion | None = None
    hopes: list[Hope] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    contact_people: list[ContactPerson] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    returns: list[date] = field(default_factory=list)  # days the guest came back to this course

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
    """The whole plan of an opened person. At most 14 queries, whatever stands in it."""
    person = _cards.first(person_id)
    return replace(
        plan_on_page(person_id),
        nickname=person.nickname if person else "",
        language=person.language if person else "da",
        suggestions=open_suggestions(person_id),
        exits=_exits(person_id),
    )


@prepared
def _cards(person_id: UUID) -> QuerySet[Person]:
    return Person.objects.only("nickname", "language").filter(id=person_id)


@prepared
def _exits(person_id: UUID) -> QuerySet[Exit]:
    return Exit.objects.filter(person_id=person_id)


def plan_on_page(person_id: UUID) -> Plan:
    """What the page of the plan shows of it: no name, exit or suggestions. At most 11 queries."""
    courses = _courses(person_id)
    course = next((c for c in courses if c.is_live), courses[0] if courses else None)
    guides, coordinator = _companions(course)
    since = clock.now() - SHOWN_BACK
    return Plan(
        person_id=person_id,
        course=course,
        courses=courses,
        guides=guides,
        coordinator=coordinator,
        hopes=_hopes(person_id),
        goals=goals_with_ratings(person_id),
        activities=_activities(person_id),
        agreements=_agreements(person_id),
        appointments=_appointments(person_id, since),
        bookings=_seats(person_id, since),
        stays=own_stays(person_id),
        contact_people=_contact_people(person_id),
        returns=getattr(course, "days_back", []),
    )


@prepared
def _courses(person_id: UUID) -> QuerySet[Course]:
    days_back = Return.objects.filter(course=OuterRef("pk")).order_by("back_on").values("back_on")
    courses = Course.objects.filter(person_id=person_id)
    return courses.annotate(days_back=ArraySubquery(days_back))


@prepared
def _hopes(person_id: UUID) -> QuerySet[Hope]:
    return Hope.objects.filter(person_id=person_id)


@prepared
def _activities(person_id: UUID) -> QuerySet[Activity]:
    return Activity.objects.filter(person_id=person_id)


@prepared
def _agreements(person_id: UUID) -> QuerySet[Agreement]:
    return Agreement.objects.filter(person_id=person_id)


@prepared
def _contact_people(person_id: UUID) -> QuerySet[ContactPerson]:
    return ContactPerson.objects.filter(person_id=person_id)


def goals_with_ratings(person_id: UUID) -> "list[Goal]":
    """Goals of an opened person, oldest first, each with its ratings by day. Two queries."""
    goals = _goals(person_id)
    put_beside(goals, "ratings", _ratings(person_id) if goals else [], by="goal_id")
    return goals


@prepared
def _goals(person_id: UUID) -> QuerySet[Goal]:
    return Goal.objects.filter(person_id=person_id)


@prepared
def _ratings(person_id: UUID) -> QuerySet[GoalRating]:
    return GoalRating.objects.filter(person_id=person_id)


def colleagues(person_ids: set[UUID]) -> dict[UUID, Companion]:
    """Person → the colleague as a guest sees him. One query."""
    found = Colleague.objects.filter(person_id__in=person_ids)
    return {colleague.person_id: _companion(colleague) for colleague in found}


def _companions(course: Course | None) -> tuple[list[Companion], Companion | None]:
    """Who goes with the guest in a course, in the order they came, and who holds it together."""
    if course is None:
        return [], None
    # Nobody holds it together: then nobody has the guest's own number either.
    found = _going_along(course.id, course.person_id, course.coordinator_id or course.person_id)
    guides = [_companion(one) for one in found if getattr(one, "since", None)]
    holding = (one for one in found if one.person_id == course.coordinator_id)
    return guides, next(map(_companion, holding), None)


@prepared
def _going_along(course_id: UUID, person_id: UUID, coordinator_id: UUID) -> QuerySet[Colleague]:
    going = CourseGuide.objects.filter(
        course_id=course_id, person_id=person_id, until_on__isnull=True
    )
    since = going.filter(guide_id=OuterRef("person_id")).values("added_at")[:1]
    return (
        Colleague.objects.filter(
            Q(person_id__in=going.values("guide_id")) | Q(person_id=coordinator_id)
        )
        .annotate(since=Subquery(since))
        .order_by("since", "shown_name")
    )


def _companion(colleague: Colleague) -> Companion:
    return Companion(
        colleague.person_id,
        colleague.shown_name,
        colleague.title,
        colleague.phone,
        colleague.away_until,
    )


@dataclass(frozen=True)
class Coming:
    """Something with a time: an appointment or a seat, in the words of the plan."""

    starts_at: datetime
    ends_at: datetime | None
    what: str
    where: str = ""
    with_whom: str = ""
    is_seat: bool = False
    is_stay: bool = False
    nights: str = ""  # said in place of a time of day
    source_id: UUID | None = None
    status: str = ""
    time_id: UUID | None = None  # of a place in a course: which of its times


def coming_things(person_id: UUID) -> list[Coming]:
    """Appointments, seats and nights of an opened person that are not over, soonest first.

    Three queries, and one more when there is a place in a course.
    """
    now = clock.now()
    found = [as_coming(a) for a in _appointments(person_id, now)]
    found += [seat_as_coming(b) for b in _seats(person_id, now)]
    found += [stay_as_coming(s) for s in own_stays(person_id)]
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
        time_id=session.id if session.run_id else None,
    )


def stay_as_coming(stay: Stay) -> Coming:
    """Nights as something with a time. Its thing and offer must be fetched already."""
    offer = stay.thing.offer
    return Coming(
        clock.at(stay.first_night, BED_AT),
        clock.at(stay.leaves_on, BED_UNTIL),
        f"{text_of(offer, 'title')}, {stay.thing.name}",
        offer.place.name if offer.place else offer.where_note,
        is_stay=True,
        nights=nights_in_words(span_of(stay)),
        source_id=stay.id,
        status="held" if stay.state == StayState.HELD else "seated",
    )


@prepared
def _appointments(person_id: UUID, since: datetime) -> QuerySet[Appointment]:
    not_over = Q(ends_at__gte=since) | Q(ends_at__isnull=True, starts_at__gte=since)
    return Appointment.objects.filter(not_over, person_id=person_id, cancelled_at__isnull=True)


def _seats(person_id: UUID, since: datetime) -> list[Booking]:
    """Seats of an opened person since then, in order; a place in a course once for each time."""
    seats = _bookings(person_id, since)
    courses = {s.session.run_id for s in seats if s.session.run_id and s.status in HAD}
    if not courses:
        return seats
    times: dict[UUID, list[Session]] = {run_id: [] for run_id in courses}
    for time in _times_of_courses(list(courses), since):
        times[time.run_id].append(time)  # type: ignore[index]  # these have one
    found = [s for s in seats if s.session.run_id not in courses or s.status not in HAD]
    for seat in seats:
        if seat.session.run_id in courses and seat.status in HAD:
            found += [_at_time(seat, time) for time in times[seat.session.run_id]]
    return sorted(found, key=lambda seat: seat.session.starts_at)


def _at_time(seat: Booking, time: Session) -> Booking:
    """The same place, at another time of its course."""
    one = copy(seat)
    time.offer = seat.session.offer
    one.session, one.status = time, "seated"
    return one


@prepared
def _times_of_courses(run_ids: list[UUID], since: datetime) -> QuerySet[Session]:
    return Session.objects.filter(
        run_id__any_of=run_ids, ends_at__gte=since, cancelled_at__isnull=True
    ).order_by("starts_at")


@prepared
def _bookings(person_id: UUID, since: datetime) -> QuerySet[Booking]:
    held = Booking.objects.filter(
        Q(status__in=HELD, session__ends_at__gte=since, session__cancelled_at__isnull=True)
        | Q(status__in=HAD, session__run__ends_at__gte=since),
        person_id=person_id,
    )
    shown = held.select_related("session__offer__place").order_by("session__starts_at")
    return shown.only(*SHOWN_OF_SEAT)
