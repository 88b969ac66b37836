from datetime import date
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.checkins.models import CheckIn, Schedule
from indgang.checkins.operations import schedule_checkins
from indgang.checkins.rules.schedule import USUAL_MONTHS_AFTER_EXIT, USUAL_WEEKS, usual_set
from indgang.kernel.refused import NotThere
from tests.factories.checkins import answered_who5, make_checkin
from tests.factories.people import allow, make_colleague, make_guest

pytestmark = pytest.mark.django_db

START = date(2026, 6, 1)


def test_a_stranger_lays_nothing_out() -> None:
    karen, bo = make_guest(), make_colleague(name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        schedule_checkins(
            person_id=karen.person_id, course_id=uuid4(), started_on=START, by=actor
        )  # fmt: skip


def test_whoever_may_write_the_plan_lays_them_out_and_does_not_see_them() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        number = schedule_checkins(
            person_id=karen.person_id, course_id=uuid4(), started_on=START, by=actor
        )
        assert number == 5
        assert not CheckIn.objects.exists()
    with acting(karen.key):
        found = CheckIn.objects.all()
        assert [one.moment for one in found] == ["week0", "week2", "week6", "week13", "week20"]
        assert found[1].due_on == date(2026, 6, 15)
        assert found[0].instruments == ["need_of_help-1", "who5-1", "tils-1", "goals-1"]


def test_laying_out_again_moves_those_that_wait_and_no_others() -> None:
    karen, course = make_guest(), uuid4()
    week0 = make_checkin(karen, moment="week0", about=course)
    with acting(karen.key) as actor:
        CheckIn.objects.filter(id=week0).update(status="answered", ended_at="2026-06-01T10:00Z")
        for day in (START, date(2026, 6, 2)):
            schedule_checkins(
                person_id=karen.person_id, course_id=course, started_on=day, by=actor
            )  # fmt: skip
        days = dict(CheckIn.objects.values_list("moment", "due_on"))
    assert len(days) == 5
    assert days["week0"] == date(2026, 6, 4)
    assert days["week2"] == date(2026, 6, 16)


def test_the_tables_moments_are_the_usual_ones() -> None:
    assert answered_who5(make_guest(), 3) is None
    rows = {row.key: row for row in Schedule.objects.all()}
    weeks = [f"week{week}" for week in USUAL_WEEKS]
    assert set(rows) == {*weeks, f"after{USUAL_MONTHS_AFTER_EXIT}"}
    for key, row in rows.items():
        assert tuple(row.instruments) == usual_set(key)
        assert key.endswith(str(row.number))
