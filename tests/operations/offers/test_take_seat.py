from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Booking
from indgang.offers.operations import take_seat
from tests.factories.offers import figures, make_offer, make_session, seat, statuses
from tests.factories.people import Holder, allow, make_colleague, make_guest


def take(holder: Holder, session_id: object) -> Booking:
    with acting(holder.key) as actor:
        return take_seat(session_id=session_id, person_id=holder.person_id, by=actor)


@pytest.mark.django_db
def test_what_has_begun_takes_no_more() -> None:
    karen, session = make_guest(), make_session(starts_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="begyndt"):
        take(karen, session.id)


@pytest.mark.django_db
def test_one_can_drop_in_while_it_lasts() -> None:
    karen = make_guest()
    session = make_session(seats=None, starts_at=clock.now() - timedelta(minutes=1))
    assert take(karen, session.id).status == "seated"


@pytest.mark.django_db
def test_a_seat_that_needs_a_decision_is_not_taken() -> None:
    karen, session = make_guest(), make_session(make_offer(access="decision"))
    with pytest.raises(Refused, match="et ja fra kommunen"):
        take(karen, session.id)


@pytest.mark.django_db
def test_nobody_takes_a_seat_for_a_person_he_has_not_opened() -> None:
    karen, bo, session = make_guest(), make_colleague(Role.HOST, name="Bo"), make_session()
    with acting(bo.key) as actor, pytest.raises(NotThere):
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)


@pytest.mark.django_db
def test_a_guide_takes_the_seat_that_is_open_after_a_talk() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    session = make_session(make_offer(access="mixed"))
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    with pytest.raises(Refused, match="taler vi sammen"):
        take(karen, session.id)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        booking = take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    assert booking.status == "seated"


@pytest.mark.django_db
def test_full_means_a_place_in_the_queue() -> None:
    session = make_session(seats=1)
    assert take(make_guest(), session.id).status == "seated"
    assert take(make_guest("Ali"), session.id).status == "waiting"
    assert figures(session) == (1, 1)


@pytest.mark.django_db
def test_nobody_passes_those_who_wait() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), make_session(seats=1)
    seat(session, karen.person_id, "waiting")
    assert take(ali, session.id).status == "waiting"
    assert statuses(session) == ["offered", "waiting"]


@pytest.mark.django_db
def test_taking_the_same_seat_twice_is_taking_it_once() -> None:
    karen, session = make_guest(), make_session(seats=5)
    assert take(karen, session.id).id == take(karen, session.id).id
    assert figures(session) == (1, 0)


def test_the_last_seat_is_given_once(committed: None) -> None:
    """Sixteen people press the button at the same moment."""
    session, people = make_session(seats=1), [make_guest(f"Gæst {n}") for n in range(16)]
    ready = Barrier(len(people))

    def press(holder: Holder) -> str:
        connection.ensure_connection()
        ready.wait()
        try:
            return take(holder, session.id).status
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        answers = sorted(pool.map(press, people))
    assert answers == ["seated"] + ["waiting"] * 15
    assert figures(session) == (1, 15)
