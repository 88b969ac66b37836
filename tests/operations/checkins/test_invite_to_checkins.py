from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.checkins.operations import invite_to_checkins
from indgang.kernel import clock
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.checkins import NOON, TODAY, make_checkin
from tests.factories.people import Holder, make_guest, make_worker

pytestmark = pytest.mark.django_db


def _invite(holder: Holder, *, at: datetime = NOON) -> int:
    with clock.stopped(at), acting(holder.key) as actor:
        return invite_to_checkins(by=actor)


def test_nobody_but_the_worker_finds_anybody_to_invite() -> None:
    karen = make_guest()
    make_checkin(karen, moment="week6")
    assert _invite(karen) == 0


def test_what_is_due_is_invited_to_once() -> None:
    karen, worker = make_guest(), make_worker()
    asked = make_checkin(karen, moment="week6")
    assert _invite(worker) == 1
    assert _invite(worker) == 0
    with as_owner():
        sent = Letter.objects.get()
    assert (sent.about, sent.link_path, sent.link_kinds) == (
        asked,
        "/min/tjek",
        ["checkins", "goals"],
    )


def test_what_is_not_due_or_needs_no_letter_waits() -> None:
    karen, worker = make_guest(), make_worker()
    make_checkin(karen, moment="week6", due_on=TODAY + timedelta(days=1))
    make_checkin(karen, moment="week0", about=uuid4())  # asked in the house, on the day it begins
    make_checkin(karen, moment="own", about=uuid4())
    assert _invite(worker) == 0


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 6, 6), date(2026, 6, 7)])
def test_nobody_is_asked_on_a_holiday_or_a_weekend_and_nobody_is_forgotten(day: date) -> None:
    karen, worker = make_guest(), make_worker()
    make_checkin(karen, moment="week6", due_on=TODAY)
    assert _invite(worker, at=clock.at(day, 9)) == 0
    assert _invite(worker, at=clock.at(date(2026, 6, 8), 9)) == 1


@pytest.mark.parametrize(
    ("hour", "leaves_on"), [(0, TODAY), (9, TODAY), (10, date(2026, 6, 8)), (16, date(2026, 6, 8))]
)
def test_what_is_too_late_for_the_days_messages_leaves_with_the_next_working_days(
    hour: int, leaves_on: date
) -> None:
    karen, worker = make_guest(), make_worker()
    make_checkin(karen, moment="week6")
    assert _invite(worker, at=clock.at(TODAY, hour)) == 1
    with as_owner():
        assert Letter.objects.get().next_try_at == clock.at(leaves_on, 10)
