import pytest

from indgang.access.door import acting
from indgang.checkins.models import Schedule
from indgang.checkins.operations import change_moment
from indgang.checkins.queries import active_moments
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_a_guide_does_not_decide_when_to_ask() -> None:
    with acting(make_colleague(Role.GUIDE).key) as actor, pytest.raises(NotThere):
        change_moment(key="week6", instrument_ids=["who5"], is_active=True, by=actor)


@pytest.mark.parametrize("wrong", [[], ["phq9"]])
def test_instruments_are_those_there_are(wrong: list[str]) -> None:
    admin = make_colleague(Role.ADMINISTRATOR)
    with acting(admin.key) as actor, pytest.raises(Refused, match="mindst"):
        change_moment(key="week6", instrument_ids=wrong, is_active=True, by=actor)


def test_an_administrator_decides_when_to_ask_and_what() -> None:
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        change_moment(key="week6", instrument_ids=["who5"], is_active=True, by=actor)
        change_moment(key="week13", instrument_ids=["who5"], is_active=False, by=actor)
        assert Schedule.objects.get(key="week6").instruments == ["who5"]
        assert "week13" not in {moment.key for moment in active_moments()}
