"""What happens in a course that other contexts may act on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from indgang.kernel.facts import Fact


@dataclass(frozen=True)
class CourseStarted(Fact):
    """A guest and the house began a course."""

    course_id: UUID
    person_id: UUID
    on: date


@dataclass(frozen=True)
class CourseEnded(Fact):
    """A guest left, for now or for good."""

    course_id: UUID
    person_id: UUID
    on: date


@dataclass(frozen=True)
class CourseResumed(Fact):
    """A guest came back to the course he had left."""

    course_id: UUID
    person_id: UUID
    on: date


@dataclass(frozen=True)
class CourseLost(Fact):
    """The house ended a course because nobody can reach the guest, or because he is dead."""

    course_id: UUID
    person_id: UUID
    on: date
