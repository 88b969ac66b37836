from datetime import timedelta
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.checkins.queries import next_checkin_on, waiting_checkins
from indgang.kernel import clock
from tests.factories.checkins import NOON, TODAY, make_checkin
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_what_is_open_waits_and_what_comes_has_a_day() -> None:
    karen, later = make_guest(), TODAY + timedelta(days=9)
    now = make_checkin(karen, due_on=TODAY)
    make_checkin(karen, due_on=later, about=uuid4())
    with clock.stopped(NOON), acting(karen.key):
        assert [checkin.id for checkin in waiting_checkins(karen.person_id)] == [now]
        assert next_checkin_on(karen.person_id) == later
