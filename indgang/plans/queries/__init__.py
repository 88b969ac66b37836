"""Plans as they are read."""

from indgang.plans.queries.across import (
    CourseCard,
    NextThing,
    QuietGuest,
    course_cards,
    guests_of,
    next_things,
    quiet_guests,
)
from indgang.plans.queries.plan import (
    Coming,
    Companion,
    Plan,
    as_coming,
    colleagues,
    coming_things,
    goals_with_ratings,
    plan_of,
    seat_as_coming,
)
from indgang.plans.queries.rights import readable_kinds, writable_kinds

__all__ = [
    "Coming",
    "Companion",
    "CourseCard",
    "NextThing",
    "Plan",
    "QuietGuest",
    "as_coming",
    "colleagues",
    "coming_things",
    "course_cards",
    "goals_with_ratings",
    "guests_of",
    "next_things",
    "plan_of",
    "quiet_guests",
    "readable_kinds",
    "seat_as_coming",
    "writable_kinds",
]
