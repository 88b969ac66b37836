"""The course's own facts lay the check-ins out, move them and let them fall away."""

from datetime import date
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.checkins.models import CheckIn
from indgang.checkins.operations import schedule_follow_up
from indgang.kernel.facts import publish
from indgang.kernel.refused import NotThere
from indgang.plans.facts import CourseEnded, CourseStarted
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def _days(status: str = "waiting") -> dict[str, date]:
    return dict(CheckIn.objects.filter(status=status).values_list("moment", "due_on"))


def test_a_stranger_moves_nothing() -> None:
    karen, bo = make_guest(), make_colleague(name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        schedule_follow_up(
            person_id=karen.person_id,
            course_id=uuid4(),
            exited_on=date(2026, 6, 1),
            by=actor,
        )


def test_after_the_exit_there_is_one_follow_up_half_a_year_later() -> None:
    karen, course = make_guest(), uuid4()
    with acting(karen.key):
        publish(CourseStarted(course, karen.person_id, date(2026, 6, 1)))
        assert len(_days()) == 5
        publish(CourseEnded(course, karen.person_id, date(2026, 7, 15)))
        assert _days() == {
            "week0": date(2026, 6, 1),
            "week2": date(2026, 6, 15),
            "week6": date(2026, 7, 13),
            "after6": date(2027, 1, 15),
        }
        assert set(_days("dropped")) == {"week13", "week20"}
