import pytest
from django.db import ProgrammingError

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.offers.models import Need
from indgang.offers.operations import lay_down_needs
from tests.factories.offers import make_need
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_a_provider_lays_down_nothing() -> None:
    with acting(make_colleague(Role.PROVIDER).key) as actor, pytest.raises(ProgrammingError):
        lay_down_needs(by=actor)


def test_the_list_is_there_with_the_words_people_use_and_only_once() -> None:
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        assert lay_down_needs(by=actor) >= 15
        assert lay_down_needs(by=actor) == 0
    assert all(need.title_en and need.words for need in Need.objects.all())


def test_what_the_municipality_has_changed_is_left_alone() -> None:
    make_need("debt", "Penge, man skylder")
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        lay_down_needs(by=actor)
    assert Need.objects.get(code="debt").title == "Penge, man skylder"
