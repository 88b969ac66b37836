import pytest

from indgang.access.door import acting
from indgang.checkins.operations import open_checkin
from indgang.kernel.refused import NotThere
from tests.factories.checkins import make_checkin
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_opens_nothing() -> None:
    asked = make_checkin(make_guest())
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        open_checkin(checkin_id=asked, by=actor)


def test_the_first_opening_is_noted_and_no_later_one() -> None:
    karen = make_guest()
    asked = make_checkin(karen)
    with acting(karen.key) as actor:
        first = open_checkin(checkin_id=asked, by=actor)
        again = open_checkin(checkin_id=asked, by=actor)
    assert first.opened_at == again.opened_at
    assert first.together_with is None
