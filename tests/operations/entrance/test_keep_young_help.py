from datetime import timedelta

import pytest
from django.db import ProgrammingError

from indgang.access.door import acting
from indgang.entrance.operations import YoungWords, keep_young_help
from indgang.entrance.queries import young_help
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.HOST, Role.GUIDE, Role.LEADER])
def test_only_an_administrator_writes_it(role: Role) -> None:
    with acting(make_colleague(role).key) as actor, pytest.raises(ProgrammingError):
        keep_young_help(words=YoungWords(checked_on=clock.today()), by=actor)


def test_nobody_has_checked_it_tomorrow() -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor, pytest.raises(Refused):
        keep_young_help(words=YoungWords(checked_on=tomorrow), by=actor)


def test_there_is_one_and_the_latest_stands() -> None:
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        for name in ("Familiehuset", "  Børn og unge  "):
            keep_young_help(words=YoungWords(who_to_call=name, checked_on=clock.today()), by=actor)
    with acting(make_colleague(Role.HOST, name="Bodil").key):
        kept = young_help()
    assert kept
    assert kept.who_to_call == "Børn og unge"
