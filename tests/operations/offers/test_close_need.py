import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.operations import close_need
from indgang.offers.queries import needs_to_choose
from tests.factories.offers import make_need
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_a_provider_closes_no_need_and_nobody_one_that_is_not_there() -> None:
    make_need()
    for role, code in ((Role.PROVIDER, "debt"), (Role.ADMINISTRATOR, "none")):
        with acting(make_colleague(role, name=role).key) as actor, pytest.raises(NotThere):
            close_need(code=code, is_closed=True, by=actor)
    assert needs_to_choose() == [("debt", "Gæld")]


def test_a_closed_need_is_not_chosen_until_it_is_opened_again() -> None:
    make_need()
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        close_need(code="debt", is_closed=True, by=actor)
        assert needs_to_choose() == []
        close_need(code="debt", is_closed=False, by=actor)
    assert needs_to_choose() == [("debt", "Gæld")]
