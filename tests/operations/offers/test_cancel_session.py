from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionCancelled
from indgang.offers.operations import cancel_session, take_seat
from tests.factories.offers import make_session, told
from tests.factories.people import make_colleague, make_guest

pytestmark = pytest.mark.django_db


def test_a_host_cancels_nothing() -> None:
    session = make_session()
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(NotThere):
        cancel_session(session_id=session.id, by=actor)


def test_what_has_begun_is_not_cancelled() -> None:
    session = make_session(starts_at=clock.now() - timedelta(minutes=5))
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor, pytest.raises(NotThere):
        cancel_session(session_id=session.id, by=actor)


def test_it_is_told_once_and_takes_no_more_seats() -> None:
    session, karen, admin = make_session(), make_guest(), make_colleague(Role.ADMINISTRATOR)
    with told(SessionCancelled) as facts, acting(admin.key) as actor:
        cancel_session(session_id=session.id, by=actor)
        cancel_session(session_id=session.id, by=actor)
    assert facts == [SessionCancelled(session.id)]
    with acting(karen.key) as actor, pytest.raises(Refused, match="aflyst"):
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
