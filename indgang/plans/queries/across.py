"""What a colleague may know of many guests at once: never what stands in a plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from indgang.kernel import clock
from indgang.plans.rules import QUIET_DAYS, Quiet, quiet


@dataclass(frozen=True)
class NextThing:
    """The next time a guest meets somebody, or has a seat in an offer."""

    starts_at: datetime
    is_seat: bool


@dataclass(frozen=True)
class CourseCard:
    """Where a guest's journey stands."""

    person_id: UUID
    course_id: UUID
    started_on: date
    review_on: date
    ended_on: date | None
    guide_ids: tuple[UUID, ...]
    coordinator_id: UUID | None


@dataclass(frozen=True)
class CourseToClose:
    """A running course that the actor may end without reading it, and the last day of contact."""

    course_id: UUID
    last_on: date

    @property
    def is_quiet(self) -> bool:
        """Whether it has been so long that the guest may be taken for lost."""
        return quiet(self.last_on, clock.today()) is Quiet.LONG


@dataclass(frozen=True)
class QuietGuest:
    """A guest in a course whom nobody has been in touch with for a while."""

    person_id: UUID
    last_on: date
    how_long: Quiet

    @property
    def days(self) -> int:
        """How many days it has been."""
        return (clock.today() - self.last_on).days

    @property
    def is_long(self) -> bool:
        """Whether it is time to say it firmly."""
        return self.how_long is Quiet.LONG


def next_things(person_ids: Collection[UUID]) -> dict[UUID, NextThing]:
    """Person → the next thing, for those whose card the actor may read. One query."""
    rows = _rows("select * from indgang.next_things(%s, %s)", [list(person_ids), clock.now()])
    return {person: NextThing(starts_at, is_seat) for person, starts_at, is_seat in rows}


def course_cards(person_ids: Collection[UUID] | None = None) -> dict[UUID, CourseCard]:
    """Person → where the journey stands, for those whose card the actor may read. One query."""
    wanted = None if person_ids is None else list(person_ids)
    rows = _rows("select * from indgang.course_cards(%s)", [wanted])
    return {row[0]: _card(*row) for row in rows}


def guests_of(colleague_id: UUID) -> list[CourseCard]:
    """Courses that run and that the colleague goes along with, oldest first. One query."""
    return [_card(*row) for row in _rows("select * from indgang.guests_of(%s)", [colleague_id])]


def guests_without_guide() -> list[CourseCard]:
    """Courses that run and whose guides are all away today or have left, oldest first. One query.

    For everyone in the house who may see the card: any of them can act.
    """
    rows = _rows("select * from indgang.guests_without_guide(%s)", [clock.today()])
    return [_card(*row) for row in rows]


def quiet_guests() -> list[QuietGuest]:
    """Guests in a course without contact for 14 days or more, longest first. One query.

    Empty for anybody who does not meet guests in the house.
    """
    today = clock.today()
    since = today - timedelta(days=QUIET_DAYS)
    rows = _rows("select * from indgang.quiet_guests(%s, %s)", [today, since])
    return [
        QuietGuest(person, last_on, how_long)
        for person, last_on in rows
        if (how_long := quiet(last_on, today))
    ]


def guests_who_let_in(most: int = 100) -> list[tuple[UUID, str]]:
    """Id and nickname of those whose plan or goals the actor may open, by name. One query."""
    return [
        (person_id, nickname)
        for person_id, nickname in _rows(
            "select p.id, p.nickname from people_person p"
            " where p.id in (select indgang.let_me_in(%s)) order by lower(p.nickname), p.id",
            [most],
        )
    ]


def course_to_close(person_id: UUID) -> CourseToClose | None:
    """The guest's running course, if the actor may end it without reading it. One query."""
    rows = _rows("select * from indgang.course_to_close(%s, %s)", [person_id, clock.today()])
    return CourseToClose(*rows[0]) if rows else None


def _card(  # noqa: PLR0913 – a row as it comes
    person: UUID,
    course: UUID,
    started: date,
    review: date,
    ended: date | None,
    guides: list[UUID],
    coordinator: UUID | None,
) -> CourseCard:
    return CourseCard(person, course, started, review, ended, tuple(guides), coordinator)


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
