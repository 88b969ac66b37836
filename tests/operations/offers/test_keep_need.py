import pytest
from django.db import DatabaseError

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.offers.models import Need
from indgang.offers.operations import keep_need
from indgang.offers.operations.catalogue import NeedSheet
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db

DEBT = NeedSheet(code="debt", title="Gæld", words=("rykker", "inkasso"))


def test_a_guide_keeps_no_needs() -> None:
    with acting(make_colleague(Role.GUIDE).key) as actor, pytest.raises(DatabaseError):
        keep_need(need=DEBT, by=actor)


def test_a_need_is_kept_and_changed() -> None:
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        keep_need(need=DEBT, by=actor)
        keep_need(need=NeedSheet(code="debt", title="Gæld og lån"), by=actor)
    assert Need.objects.get().title == "Gæld og lån"
