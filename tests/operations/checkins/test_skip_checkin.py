import pytest

from indgang.access.door import acting
from indgang.checkins.operations import skip_checkin
from indgang.kernel.refused import NotThere
from indgang.post.messages import MessageKey
from tests.factories.checkins import answered_who5, checkin, make_checkin
from tests.factories.people import make_guest
from tests.factories.post import letter, queue

pytestmark = pytest.mark.django_db


def test_a_stranger_skips_nothing() -> None:
    asked = make_checkin(make_guest())
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        skip_checkin(checkin_id=asked, by=actor)


def test_letting_it_be_takes_the_invitation_back() -> None:
    karen = make_guest()
    asked = make_checkin(karen)
    invitation = queue(karen, MessageKey.CHECKIN_DUE, about=asked)
    with acting(karen.key) as actor:
        skip_checkin(checkin_id=asked, by=actor)
        skip_checkin(checkin_id=asked, by=actor)
    assert checkin(asked).status == "skipped"
    assert letter(invitation).status == "cancelled"


def test_what_is_answered_stays_answered() -> None:
    karen = make_guest()
    answered_who5(karen, 3)
    with acting(karen.key) as actor:
        asked = make_checkin(karen)
        skip_checkin(checkin_id=asked, by=actor)
    assert checkin(asked).ended_at
