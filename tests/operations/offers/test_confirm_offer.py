from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.operations import confirm_offer
from tests.factories.offers import make_offer, make_session
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.HOST, Role.PROVIDER])
def test_who_does_not_keep_it_cannot_confirm_it(role: Role) -> None:
    offer = make_offer()
    with acting(make_colleague(role, name="Bo").key) as actor, pytest.raises(NotThere):
        confirm_offer(offer_id=offer.id, by=actor)


def test_there_must_be_such_an_offer() -> None:
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor, pytest.raises(NotThere):
        confirm_offer(offer_id=uuid4(), by=actor)


def test_the_figures_of_its_sessions_are_as_new() -> None:
    offer, admin = make_offer(), make_colleague(Role.ADMINISTRATOR)
    session = make_session(offer)
    with acting(admin.key) as actor:
        confirm_offer(offer_id=offer.id, by=actor)
    offer.refresh_from_db()
    session.refresh_from_db()
    assert offer.checked_by == admin.person_id
    assert (clock.now() - session.counted_at).total_seconds() < 60
