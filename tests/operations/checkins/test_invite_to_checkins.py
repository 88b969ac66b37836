from datetime import timedelta
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


def _invite(holder: Holder) -> int:
    with clock.stopped(NOON), acting(holder.key) as actor:
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
