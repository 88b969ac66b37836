from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from indgang.access.door import acting
from indgang.entrance.models import DoorEvent
from indgang.entrance.operations import measure_step
from indgang.kernel.actor import Role
from indgang.kernel.clock import COPENHAGEN
from tests.factories.people import Holder, make_colleague, make_guest, make_municipality, make_unit

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=COPENHAGEN)


def measured(step: str, waited: timedelta, *, by: Holder | None = None) -> DoorEvent:
    make_municipality()
    mette = by or make_colleague(Role.HOST)
    with acting(mette.key) as actor:
        return measure_step(
            step=step,
            unit_id=make_unit().id,
            began_at=FRIDAY,
            ended_at=FRIDAY + waited,
            by=actor,
        )


def test_a_guest_notes_nothing() -> None:
    with pytest.raises(ProgrammingError):
        measured("welcome", timedelta(), by=make_guest())


def test_what_is_noted_is_never_changed() -> None:
    measured("welcome", timedelta(minutes=4))
    with (
        acting(make_colleague(name="Bo").key),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        DoorEvent.objects.update(in_time=True)
    with acting(make_colleague(name="Ib").key), connection.cursor() as cursor:
        cursor.execute("select count(*) from entrance_doorevent")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(("minutes", "kept"), [(0, True), (5, True), (6, False)])
def test_a_welcome_is_promised_within_five_minutes(minutes: int, kept: bool) -> None:
    event = measured("welcome", timedelta(minutes=minutes))
    assert (event.waited_seconds, event.in_time) == (minutes * 60, kept)


def test_an_answer_on_monday_is_in_time_for_what_came_on_friday() -> None:
    event = measured("contact", timedelta(days=3))
    assert (event.waited_seconds, event.in_time) == (7 * 3600, True)


@pytest.mark.parametrize(("hours", "kept"), [(8, True), (10, False)])
def test_the_first_activity_is_promised_the_same_day(hours: int, kept: bool) -> None:
    assert measured("activity", timedelta(hours=hours)).in_time is kept
