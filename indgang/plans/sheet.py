"""The plan laid out for one sheet of paper: the same for print and for PDF.

Its parts answer the four things that § 141 of the Danish act on social services asks of a plan:
purpose, effort, expected duration and other matters.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.words import day_in_words, joined, time_in_words
from indgang.plans.models import Activity, Agreement, Goal, Hope
from indgang.plans.models.goals import GoalStatus
from indgang.plans.queries import Coming, Plan, as_coming, seat_as_coming, stay_as_coming
from indgang.plans.rules import follow_ups
from indgang.plans.wording import (
    EVERY,
    capital,
    language,
    meet_words,
    moment_words,
    where_it_stands,
)


@dataclass(frozen=True)
class Line:
    """One thing on the sheet, and a quieter line about it."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the sheet with its heading."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Sheet:
    """The whole sheet. Parts with nothing in them are left out."""

    title: str
    made: str
    parts: list[Part] = field(default_factory=list)


def sheet_of(plan: Plan) -> Sheet:
    """The plan as a sheet, in the language of the moment. No query."""
    parts = [
        Part(_("Det håber jeg på"), [_hope(h) for h in plan.hopes if h.status == GoalStatus.OPEN]),
        Part(_("Det vil jeg nå"), [_goal(goal) for goal in plan.open_goals]),
        Part(_("Det gør jeg"), [_activity(a) for a in plan.present_activities]),
        Part(_("Det har vi aftalt"), [_agreement(a) for a in plan.agreements]),
        Part(_("Det næste"), _coming(plan)),
        Part(_("Så længe følges vi"), _duration(plan)),
        Part(_("Mennesker omkring mig"), _people(plan)),
        Part(_("Andet, der er vigtigt"), _other(plan)),
        Part(_("Når jeg går videre"), _exit(plan)),
        Part(_("Det, jeg har nået eller lagt fra mig"), _past(plan)),
    ]
    name = plan.nickname
    return Sheet(
        title=_("Plan for %(name)s") % {"name": name} if name else _("Min plan"),
        made=_("Skrevet ud den %(day)s") % {"day": _day(clock.today())},
        parts=[part for part in parts if part.lines],
    )


def _day(day: object) -> str:
    return day_in_words(day, language(), year=True)  # type: ignore[arg-type]  # a date or nothing


def _hope(hope: Hope) -> Line:
    return Line(hope.words)


def _goal(goal: Goal) -> Line:
    stands = where_it_stands(goal)
    return Line(goal.words, _("Nu: %(level)s") % {"level": stands} if stands else "")


def _activity(activity: Activity) -> Line:
    note = [when_words(activity), activity.place, str(activity.get_status_display())]
    return Line(activity.words, ", ".join(capital(part) if not i else part
                                          for i, part in enumerate(p for p in note if p)))  # fmt: skip


def when_words(activity: Activity) -> str:
    """ "mandage og onsdage kl. 10", as far as it has days and a time."""
    days = joined([str(EVERY[day]) for day in activity.weekdays], language())
    if activity.at_time is None:
        return days
    at = _("kl. %(time)s") % {"time": time_in_words(activity.at_time, language())}
    return f"{days} {at}".strip()


def _agreement(agreement: Agreement) -> Line:
    note = [agreement.who]
    if agreement.due_on:
        note.append(_("senest %(day)s") % {"day": _day(agreement.due_on)})
    if agreement.done_at:
        note.append(_("gjort"))
    if agreement.called_off_at:
        note.append(_("aflyst"))
    return Line(agreement.what, ", ".join(note))


def _coming(plan: Plan) -> list[Line]:
    now = clock.now()
    things: list[Coming] = [as_coming(a) for a in plan.appointments]
    things += [seat_as_coming(b) for b in plan.bookings if b.status == "seated"]
    things += [stay_as_coming(s) for s in plan.stays if s.state != "held"]
    ahead = sorted(
        (t for t in things if t.starts_at >= now or t.is_stay), key=lambda t: t.starts_at
    )
    return [
        Line(
            f"{capital(thing.nights or moment_words(thing.starts_at))}: {thing.what}",
            meet_words(thing),
        )
        for thing in ahead
    ]


def _duration(plan: Plan) -> list[Line]:
    course = plan.course
    if course is None:
        return []
    lines = [Line(_("Vi begyndte den %(day)s.") % {"day": _day(course.started_on)})]
    lines += [Line(_("Tilbage igen den %(day)s.") % {"day": _day(day)}) for day in plan.returns]
    if course.ended_on:
        gone = _("Gik videre den %(day)s. Vejen tilbage er altid åben.")
        return [*lines, Line(gone % {"day": _day(course.ended_on)})]
    ahead = [day for day in follow_ups(course.started_on) if day > clock.today()]
    if ahead:
        days = joined([day_in_words(day, language()) for day in ahead], language())
        lines.append(Line(_("Vi taler om, hvordan det går: %(days)s.") % {"days": days}))
    lines.append(Line(_("Vi ser tilbage sammen den %(day)s.") % {"day": _day(course.review_on)}))
    return lines


def _people(plan: Plan) -> list[Line]:
    threads = plan.coordinator.person_id if plan.coordinator else None
    colleagues = [*plan.guides]
    if plan.coordinator and plan.coordinator not in colleagues:
        colleagues.append(plan.coordinator)
    lines = [
        Line(
            c.name,
            ", ".join(
                part
                for part in (
                    c.title,
                    _("samler trådene") if c.person_id == threads else "",
                    c.phone,
                )
                if part
            ),
        )
        for c in colleagues
    ]
    return lines + [
        Line(somebody.name, ", ".join(p for p in (somebody.relation, somebody.phone) if p))
        for somebody in plan.contact_people
    ]


def _other(plan: Plan) -> list[Line]:
    return [Line(plan.course.other_matters)] if plan.course and plan.course.other_matters else []


def _exit(plan: Plan) -> list[Line]:
    planned = plan.planned_exit
    if planned is None:
        return []
    asked = (
        (_("Bagefter"), planned.what_next),
        (_("Omkring mig"), planned.around_me),
        (_("Farvel"), planned.farewell),
    )
    day = planned.planned_on
    lines = [Line(_("Dagen er den %(day)s.") % {"day": _day(day)})] if day else []
    return [*lines, *(Line(f"{heading}: {words}") for heading, words in asked if words)]


def _past(plan: Plan) -> list[Line]:
    closed: list[Hope | Goal] = [h for h in plan.hopes if h.status != GoalStatus.OPEN]
    closed += plan.closed_goals
    lines = [
        Line(
            row.words,
            ". ".join(
                part
                for part in (
                    f"{capital(str(row.get_status_display()))} {_day(row.closed_on)}",
                    getattr(row, "closing_words", ""),
                )
                if part
            ),
        )
        for row in closed
    ]
    return lines + [
        Line(
            a.words,
            ". ".join(p for p in (capital(str(a.get_status_display())), a.why_ended) if p),
        )
        for a in plan.past_activities
    ]
