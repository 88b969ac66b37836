import pytest
from django.db import ProgrammingError

from indgang.access.door import acting
from indgang.kernel.actor import NOBODY, Role
from indgang.offers.models import Unmet
from indgang.offers.operations import count_unmet
from indgang.offers.queries import unmet_needs
from tests.factories.offers import make_need
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_what_is_no_need_is_counted_as_not_understood_and_its_words_are_not_kept() -> None:
    count_unmet(need="Karen Jensen, Storgade 5", by=NOBODY)
    assert unmet_needs() == [("", 1)]


def test_each_need_has_one_number_a_day() -> None:
    make_need("debt", "Gæld")
    for _each in range(3):
        count_unmet(need="debt", by=NOBODY)
    count_unmet(need="", by=NOBODY)
    assert unmet_needs() == [("Gæld", 3), ("", 1)]
    assert Unmet.objects.count() == 2


def test_no_page_writes_the_numbers_itself() -> None:
    denied = pytest.raises(ProgrammingError, match="permission denied")
    with acting(make_colleague(Role.ADMINISTRATOR).key), denied:
        Unmet.objects.create(day="2026-01-01", number=5)
