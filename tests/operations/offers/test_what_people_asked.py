"""What people asked of queues, and the known faults of other systems: one test for each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import wording
from indgang.offers.models import Booking, Session
from indgang.offers.operations import (
    accept_seat,
    ask_for_earlier,
    decline_offer,
    expire_seat_offers,
    leave_seat,
    take_seat,
)
from tests.database import as_owner
from tests.factories.offers import figures, make_offer, make_session, seat, statuses
from tests.factories.people import Holder, make_guest, make_worker
from tests.factories.runs import fresh


def take(holder: Holder, session: Session) -> Booking:
    with acting(holder.key) as actor:
        return take_seat(session_id=session.id, person_id=holder.person_id, by=actor)


def leave(holder: Holder, booking: Booking) -> None:
    with acting(holder.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)


def pass_on() -> int:
    """What the worker does every few minutes."""
    with acting(make_worker().key) as actor:
        return expire_seat_offers(by=actor)


def letters() -> list[str]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select message from post_letter where status = 'queued' order by queued_at")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_a_cancelled_winner_does_not_block_the_place() -> None:
    karen, ali, mia, session = make_guest(), make_guest("Ali"), make_guest("Mia"), make_session()
    had, first, second = (take(holder, session) for holder in (karen, ali, mia))
    leave(karen, had)
    assert fresh(first).status == "offered"
    leave(ali, first)
    assert [fresh(one).status for one in (first, second)] == ["cancelled", "offered"]


@pytest.mark.django_db
def test_who_has_waited_longest_is_served_first_and_the_newest_last() -> None:
    holders = [make_guest(name) for name in ("Karen", "Ali", "Mia", "Nour")]
    session = make_session()
    bookings = [take(holder, session) for holder in holders]
    for holder, booking in zip(holders[:3], bookings[:3], strict=True):
        leave(holder, booking)
    assert [fresh(one).status for one in bookings] == ["cancelled"] * 3 + ["offered"]


@pytest.mark.django_db
def test_where_there_is_room_and_somebody_waits_he_hears_of_it() -> None:
    """However the room came about: here the figures were made larger behind everybody's back."""
    ali, session = make_guest("Ali"), make_session(seats=1)
    take(make_guest(), session)
    waiting = take(ali, session)
    with as_owner():
        Session.objects.filter(id=session.id).update(seats=2)
    assert pass_on() == 1
    assert fresh(waiting).status == "offered"
    assert "seat_offered" in letters()


@pytest.mark.django_db
def test_no_place_is_offered_after_the_start() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    session = make_session(starts_at=clock.now() + timedelta(hours=1))
    had, waiting = take(karen, session), take(ali, session)
    with as_owner():
        Session.objects.filter(id=session.id).update(starts_at=clock.now() - timedelta(minutes=1))
    leave(karen, had)
    assert pass_on() == 0
    assert fresh(waiting).status == "waiting"
    assert "seat_offered" not in letters()


@pytest.mark.django_db
def test_one_can_leave_the_list() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), make_session()
    take(karen, session)
    waiting = take(ali, session)
    with acting(karen.key), pytest.raises(NotThere):
        leave(karen, waiting)
    leave(ali, waiting)
    assert fresh(waiting).status == "cancelled"
    assert figures(session) == (1, 0)


def test_the_last_place_is_not_given_twice_at_confirmation(committed: None) -> None:
    """Two are offered the last place by a mistake of the hand: only one yes can be kept."""
    session, people = make_session(seats=1), [make_guest(f"Gæst {n}") for n in range(6)]
    bookings = [seat(session, one.person_id, "waiting") for one in people]
    with acting(people[0].key) as actor:
        take_seat(session_id=session.id, person_id=people[0].person_id, by=actor)
    ready = Barrier(len(people))

    def press(at: int) -> str:
        connection.ensure_connection()
        ready.wait()
        try:
            with acting(people[at].key) as actor:
                return accept_seat(booking_id=bookings[at].id, by=actor).status
        except Refused:
            return "refused"
        finally:
            connection.close()

    make_session(session.offer)  # another time of the same offer changes nothing
    with acting(make_worker().key) as actor:
        expire_seat_offers(by=actor)
    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        answers = sorted(pool.map(press, range(len(people))))
    assert answers == ["refused"] * 5 + ["seated"]
    assert figures(session) == (1, 5)


@pytest.mark.django_db
def test_a_winner_who_does_not_answer_does_not_hold_the_place() -> None:
    karen, ali, mia, session = make_guest(), make_guest("Ali"), make_guest("Mia"), make_session()
    had, silent, next_one = (take(holder, session) for holder in (karen, ali, mia))
    leave(karen, had)
    with as_owner():
        past = clock.now() - timedelta(minutes=1)
        Booking.objects.filter(id=silent.id).update(offered_until=past)
    assert pass_on() == 1
    assert [fresh(one).status for one in (silent, next_one)] == ["cancelled", "offered"]
    with acting(ali.key) as actor, pytest.raises(Refused):
        accept_seat(booking_id=silent.id, by=actor)


@pytest.mark.django_db
def test_places_left_are_shown() -> None:
    session = make_session(seats=3)
    take(make_guest(), session)
    session.refresh_from_db()
    assert wording.room_in_words(session) == "2 pladser tilbage"


# ---- Tell me of an earlier time ----------------------------------------------------------------


def two_times() -> tuple[Session, Session]:
    """One in three days and one in ten, of the same offer, with one place each."""
    offer = make_offer()
    return make_session(offer), make_session(offer, starts_at=clock.now() + timedelta(days=10))


def ask(holder: Holder, booking: Booking, *, wants: bool = True) -> bool:
    with acting(holder.key) as actor:
        return ask_for_earlier(booking_id=booking.id, wants=wants, by=actor)


@pytest.mark.django_db
def test_tell_me_of_an_earlier_time() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    soon, later = two_times()
    had, mine = take(ali, soon), take(karen, later)
    assert ask(karen, mine) is False
    leave(ali, had)
    with as_owner():
        offered = Booking.objects.get(instead_of=mine)
    assert (offered.session_id, offered.status) == (soon.id, "offered")
    assert "seat_offered" in letters()
    assert fresh(mine).status == "seated"  # kept until he says yes
    with acting(karen.key) as actor:
        accept_seat(booking_id=offered.id, by=actor)
    assert (fresh(offered).status, fresh(mine).status) == ("seated", "cancelled")
    assert (figures(soon), figures(later)) == ((1, 0), (0, 0))


@pytest.mark.django_db
def test_an_earlier_time_that_is_free_already_is_offered_at_once() -> None:
    karen = make_guest()
    soon, later = two_times()
    mine = take(karen, later)
    assert ask(karen, mine) is True
    assert statuses(soon) == ["offered"]


@pytest.mark.django_db
def test_a_new_time_that_is_earlier_is_found_by_the_worker() -> None:
    karen, offer = make_guest(), make_offer()
    mine = take(karen, make_session(offer, starts_at=clock.now() + timedelta(days=10)))
    ask(karen, mine)
    soon = make_session(offer)
    assert pass_on() == 1
    assert statuses(soon) == ["offered"]
    assert pass_on() == 0


@pytest.mark.django_db
def test_those_who_wait_for_it_come_before_those_who_have_a_later_one() -> None:
    karen, ali, mia = make_guest(), make_guest("Ali"), make_guest("Mia")
    soon, later = two_times()
    had, waiting, mine = take(ali, soon), take(mia, soon), take(karen, later)
    ask(karen, mine)
    leave(ali, had)
    assert fresh(waiting).status == "offered"
    assert statuses(soon) == ["cancelled", "offered"]


@pytest.mark.django_db
def test_who_asked_first_is_offered_it_first_and_a_no_sends_it_on() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    offer = make_offer()
    later = make_session(offer, seats=2, starts_at=clock.now() + timedelta(days=10))
    first, second = take(ali, later), take(karen, later)
    ask(ali, first)
    ask(karen, second)
    soon = make_session(offer)
    pass_on()
    with as_owner():
        offered = Booking.objects.get(session=soon, status="offered")
    assert offered.person_id == ali.person_id
    with acting(ali.key) as actor:
        decline_offer(booking_id=offered.id, by=actor)
    with as_owner():
        assert Booking.objects.get(session=soon, status="offered").person_id == karen.person_id
    assert fresh(first).status == "seated"
    assert statuses(soon) == ["cancelled", "offered"]


@pytest.mark.django_db
def test_one_can_stop_asking_for_an_earlier_time() -> None:
    karen, offer = make_guest(), make_offer()
    mine = take(karen, make_session(offer, starts_at=clock.now() + timedelta(days=10)))
    ask(karen, mine)
    ask(karen, mine, wants=False)
    soon = make_session(offer)
    assert pass_on() == 0
    assert statuses(soon) == []


@pytest.mark.django_db
def test_only_who_has_a_time_can_want_an_earlier_one() -> None:
    karen, ali = make_guest(), make_guest("Ali")
    mine = take(karen, make_session())
    with pytest.raises(NotThere):
        ask(ali, mine)
    leave(karen, mine)
    with pytest.raises(Refused, match="kan man ikke"):
        ask(karen, mine)


@pytest.mark.django_db
def test_one_has_at_most_one_earlier_time_held_for_him() -> None:
    karen, offer = make_guest(), make_offer()
    mine = take(karen, make_session(offer, starts_at=clock.now() + timedelta(days=10)))
    times = [make_session(offer, starts_at=clock.now() + timedelta(days=n)) for n in (3, 4)]
    ask(karen, mine)
    pass_on()
    assert [statuses(time) for time in times] == [["offered"], []]
