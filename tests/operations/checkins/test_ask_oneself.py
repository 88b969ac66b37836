import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.checkins.operations import ask_oneself
from indgang.kernel.refused import NotThere
from tests.factories.checkins import checkin
from tests.factories.people import allow, make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_who_may_only_read_does_not_ask() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["checkins"])
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        with pytest.raises(NotThere):
            ask_oneself(person_id=karen.person_id, by=actor)


def test_one_a_day_is_enough() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        asked = ask_oneself(person_id=karen.person_id, by=actor)
        assert ask_oneself(person_id=karen.person_id, by=actor) == asked
    assert checkin(asked).instruments == ["need_of_help-1", "who5-1"]
