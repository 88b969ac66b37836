from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.operations import expire_seat_offers
from tests.factories.offers import make_session, seat, statuses
from tests.factories.people import make_colleague, make_guest, make_worker

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_nobody_but_the_worker_does_it() -> None:
    session = make_session()
    seat(session, make_guest().person_id, "offered", offered_until=clock.now() - HOUR)
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        assert expire_seat_offers(by=actor) == 0
    assert statuses(session) == ["offered"]


def test_a_winner_who_does_not_answer_does_not_block_the_seat() -> None:
    session = make_session()
    seat(session, make_guest().person_id, "offered", offered_until=clock.now() - HOUR)
    seat(session, make_guest("Ali").person_id, "waiting")
    with acting(make_worker().key) as actor:
        assert expire_seat_offers(by=actor) == 1
        assert expire_seat_offers(by=actor) == 0
    assert statuses(session) == ["cancelled", "offered"]


def test_no_offer_ends_before_its_time() -> None:
    session = make_session()
    seat(session, make_guest().person_id, "offered", offered_until=clock.now() + HOUR)
    # Not even for a worker whose clock runs ahead of the database's.
    with clock.shifted(2 * HOUR), acting(make_worker().key) as actor:
        assert expire_seat_offers(by=actor) == 0
    assert statuses(session) == ["offered"]
