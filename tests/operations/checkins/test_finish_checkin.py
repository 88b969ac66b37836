from datetime import date

import pytest

from indgang.access.door import acting
from indgang.checkins.models import Hand
from indgang.checkins.operations import finish_checkin
from indgang.kernel.refused import NotThere
from tests.database import as_owner
from tests.factories.checkins import answer_all, answered_who5, checkin, make_checkin
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db

BEFORE = date(2026, 4, 1)


def test_a_stranger_finishes_nothing() -> None:
    asked = make_checkin(make_guest())
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        finish_checkin(checkin_id=asked, by=actor)


def test_who_answered_nothing_skipped_it() -> None:
    karen = make_guest()
    asked = make_checkin(karen)
    with acting(karen.key) as actor:
        assert finish_checkin(checkin_id=asked, by=actor) is None
    assert checkin(asked).status == "skipped"


def test_a_first_low_answer_raises_no_hand() -> None:
    assert answered_who5(make_guest(), 0) is None


def test_a_small_fall_raises_no_hand_and_neither_does_a_rise() -> None:
    karen = make_guest()
    answered_who5(karen, 3, on=BEFORE)
    assert answered_who5(karen, 4) is None


def test_a_large_fall_raises_one_hand_for_an_offer_of_a_talk() -> None:
    karen = make_guest()
    answered_who5(karen, 4, on=BEFORE)
    hand = answered_who5(karen, 2)
    assert hand
    with as_owner():
        assert Hand.objects.get().reason == "drop"


def test_finishing_twice_is_finishing_once() -> None:
    karen = make_guest()
    answered_who5(karen, 4, on=BEFORE)
    asked = make_checkin(karen)
    assert answer_all(karen, asked, {"who5-1": 1})
    with acting(karen.key) as actor:
        assert finish_checkin(checkin_id=asked, by=actor) is None
    with as_owner():
        assert Hand.objects.count() == 1
