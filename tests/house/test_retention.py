"""What is forgotten at night, and what is not."""

from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.access.models import Key, Knock
from indgang.access.operations import note_knock
from indgang.config.retention import forget_old
from indgang.entrance.models import Draft as DoorDraft
from indgang.entrance.operations import keep_draft
from indgang.kernel import clock
from indgang.kernel.actor import NOBODY
from indgang.plans.models import Draft
from indgang.plans.operations import keep_draft as keep_own_draft
from tests.database import as_owner
from tests.factories.people import Holder, make_guest, make_key, make_worker

pytestmark = pytest.mark.django_db


def forgotten(by: Holder) -> int:
    with acting(by.key) as actor:
        return forget_old(by=actor)


def test_nobody_but_the_worker_forgets_anything() -> None:
    karen = make_guest()
    make_key(karen.person_id, "session", expires_at=clock.now() - timedelta(days=31))
    assert forgotten(karen) == 0


def test_drafts_and_knocks_whose_time_is_over_are_gone_and_others_are_not() -> None:
    karen, worker = make_guest(), make_worker()
    for days in (31, 29):
        with clock.shifted(timedelta(days=-days)), acting(karen.key) as actor:
            keep_own_draft(place=f"haab-{days}", text="En kat", by=actor)
    keep_draft(raw_key="x" * 30, words="Hjælp", version=0, by=NOBODY)
    note_knock(door="henvend", address_hash=b"x", by=NOBODY)
    assert forgotten(worker) == 1
    with as_owner():
        assert list(Draft.objects.values_list("place", flat=True)) == ["haab-29"]
        assert DoorDraft.objects.count() == Knock.objects.count() == 1
    with clock.shifted(timedelta(hours=3)):
        assert forgotten(worker) == 2


def test_dead_sessions_and_links_are_gone_and_a_card_that_was_taken_back_is_remembered() -> None:
    karen, worker = make_guest(), make_worker()
    dead = clock.now() - timedelta(days=31)
    for kind in ("session", "link"):
        make_key(karen.person_id, kind, expires_at=dead, kinds=["checkins"])
    lives_on = make_key(karen.person_id, "session", expires_at=clock.now() + timedelta(days=9))
    with as_owner():
        card = Key.objects.get(person_id=karen.person_id, kind="card")
        Key.objects.filter(hash=card.hash).update(revoked_at=dead)
    assert forgotten(worker) == 2
    with as_owner():
        assert Key.objects.filter(person_id=karen.person_id, kind="card").exists()
    with acting(lives_on) as actor:
        assert actor.is_known
