import pytest
from pytest_django import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.checkins.operations import ask_to_talk
from indgang.checkins.queries import raised_hands
from indgang.kernel import clock
from indgang.kernel.actor import Role
from tests.factories.checkins import NOON
from tests.factories.people import make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_hands_stand_by_how_long_they_have_been_up(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_unit()
    host = make_colleague(Role.HOST)
    for hours, name in ((0, "Ali"), (-2, "Karen"), (-1, "")):
        guest = make_guest(name)
        with clock.stopped(NOON.replace(hour=12 + hours)), acting(guest.key) as actor:
            ask_to_talk(person_id=guest.person_id, words="", by=actor)
    with acting(host.key), django_assert_num_queries(2):
        assert [hand.nickname for hand in raised_hands()] == ["Karen", "", "Ali"]
