"""Where many want a course: wishes, one draw for all, and each is told why."""

from datetime import timedelta

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Booking, Draw, DrawnRun, Run
from indgang.offers.operations import give_places, leave_seat, prefer_wish, say_urgency
from indgang.offers.rules.giving_places import NeedClass
from tests.database import as_owner
from tests.factories.offers import figures, make_offer
from tests.factories.people import allow, make_colleague, make_guest
from tests.factories.runs import draw, fresh, lots, make_run, make_urgency, take, times_of

pytestmark = pytest.mark.django_db


def test_nobody_but_the_worker_gives_places() -> None:
    run, karen = make_run(by_draw=True), make_guest()
    take(karen, run)
    with clock.stopped(clock.now() + timedelta(days=8)), acting(karen.key) as actor:
        assert give_places(by=actor) is None
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*), indgang.keep_draw(array[%s], 'x', now(), '{}', '{}', '{}')"
                " from indgang.wishes_for(array[%s], 'x', now())",
                [run.id, run.id],
            )
            assert cursor.fetchone() == (0, None)


def test_until_the_draw_it_is_a_wish_and_takes_no_seat() -> None:
    run = make_run(by_draw=True, seats=1)
    wishes = [take(make_guest(name), run) for name in ("Karen", "Ali")]
    assert [one.status for one in wishes] == ["wished", "wished"]
    run.refresh_from_db()
    assert (run.wished, figures(times_of(run)[0])) == (2, (0, 0))
    assert not times_of(run)[0].has_room


def test_a_wish_can_be_taken_back() -> None:
    karen, run = make_guest(), make_run(by_draw=True)
    booking = take(karen, run)
    with acting(karen.key) as actor:
        leave_seat(booking_id=booking.id, by=actor)
    run.refresh_from_db()
    assert run.wished == 0
    assert lots(draw(run)) == []


def test_nothing_is_given_before_the_last_day_is_over() -> None:
    run = make_run(by_draw=True)
    take(make_guest(), run)
    run.register_by = clock.today() - timedelta(days=1)
    assert draw(run) is None


def test_with_room_for_all_everybody_has_a_place() -> None:
    run = make_run(by_draw=True, seats=2)
    wishes = [take(make_guest(name), run) for name in ("Karen", "Ali")]
    kept = lots(draw(run))
    assert [fresh(one).status for one in wishes] == ["seated", "seated"]
    assert {lot.why for lot in kept} == {"room"}
    assert [figures(time) for time in times_of(run)] == [(2, 0)] * 3


def test_urgency_comes_first_and_then_the_weeks() -> None:
    run = make_run(by_draw=True, seats=2)
    urgent, patient, new = (make_guest(name) for name in ("Karen", "Ali", "Mia"))
    bookings = [take(holder, run) for holder in (new, patient, urgent)]
    make_urgency(urgent, NeedClass.NOW)
    with as_owner():
        old = clock.now() - timedelta(weeks=5)
        Booking.objects.filter(id=bookings[1].id).update(made_at=old)
    kept = lots(draw(run))
    assert [fresh(one).status for one in bookings] == ["waiting", "seated", "seated"]
    found = {lot.person_id: (lot.need_class, lot.weeks, lot.outcome, lot.why) for lot in kept}
    assert found[urgent.person_id][:1] + found[urgent.person_id][2:] == (0, "seated", "urgency")
    assert found[patient.person_id][2:] == ("seated", "weeks")
    assert found[new.person_id][2:] == ("waiting", "weeks")
    assert found[patient.person_id][1] - found[new.person_id][1] == 5


def test_who_gets_none_waits_from_the_day_he_asked() -> None:
    run = make_run(by_draw=True, seats=1)
    bookings = [take(make_guest(name), run) for name in ("Karen", "Ali")]
    draw(run)
    waiting = next(one for one in map(fresh, bookings) if one.status == "waiting")
    assert waiting.queued_at == waiting.made_at
    assert figures(times_of(run)[0]) == (1, 1)


def test_who_gets_his_first_wish_leaves_the_second_to_others() -> None:
    offer = make_offer()
    monday, friday = (make_run(offer, by_draw=True, seats=1, in_days=days) for days in (10, 10))
    karen, ali = make_guest(), make_guest("Ali")
    mine = [take(karen, monday), take(karen, friday)]
    theirs = take(ali, friday)
    draw(monday)
    assert [fresh(one).status for one in mine] == ["seated", "cancelled"]
    assert fresh(theirs).status == "seated"


def test_what_one_wants_most_is_ones_own_to_say() -> None:
    monday, friday = (make_run(by_draw=True) for _ in range(2))
    karen, ali = make_guest(), make_guest("Ali")
    mine = [take(karen, monday), take(karen, friday)]
    with acting(ali.key) as actor, pytest.raises(NotThere):
        prefer_wish(booking_id=mine[1].id, by=actor)
    with acting(karen.key) as actor:
        prefer_wish(booking_id=mine[1].id, by=actor)
    assert [fresh(one).rank for one in mine] == [2, 1]
    draw(monday)
    with acting(karen.key) as actor, pytest.raises(Refused, match="allerede givet"):
        prefer_wish(booking_id=mine[1].id, by=actor)


def test_a_guest_does_not_say_his_own_urgency() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(NotThere):
        say_urgency(person_id=karen.person_id, level=NeedClass.NOW, by=actor)


def test_a_colleague_says_it_only_of_a_guest_who_lets_him_write() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    with acting(mette.key) as actor, pytest.raises(NotThere):
        say_urgency(person_id=karen.person_id, level=NeedClass.NOW, by=actor)
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    run = make_run(by_draw=True, seats=1)
    take(make_guest("Ali"), run)
    booking = take(karen, run)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        say_urgency(person_id=karen.person_id, level=NeedClass.SOON, by=actor)
        say_urgency(person_id=karen.person_id, level=NeedClass.NOW, by=actor)
    draw(run)
    assert fresh(booking).status == "seated"


def test_the_draw_is_kept_so_that_it_can_be_done_again() -> None:
    run = make_run(by_draw=True, seats=1)
    for name in ("Karen", "Ali"):
        take(make_guest(name), run)
    draw_id = draw(run)
    assert draw_id
    with as_owner():
        kept = DrawnRun.objects.get(draw_id=draw_id)
        seed = Draw.objects.get(id=draw_id).seed
    assert (kept.run_id, kept.seats, kept.wishes, len(seed)) == (run.id, 1, 2, 32)
    assert draw(run) is None  # once only


def test_afterwards_what_is_left_is_taken_as_it_comes() -> None:
    run = make_run(by_draw=True, seats=1)
    draw(run)
    run.refresh_from_db()
    assert run.drawn_at
    assert times_of(run)[0].has_room


def test_everybody_is_told_once_and_not_by_the_message_how_it_went() -> None:
    first, second = (make_run(by_draw=True, seats=1) for _ in range(2))
    karen = make_guest()
    take(karen, first)
    take(karen, second)
    draw(first)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute('select message, "values" from post_letter')
        assert cursor.fetchall() == [("places_given", "{}")]


def test_a_course_that_was_called_off_gives_no_places() -> None:
    run = make_run(by_draw=True, seats=1)
    booking = take(make_guest(), run)
    with as_owner():
        run.times.update(cancelled_at=clock.now(), cancelled_by=run.made_by)
    draw(run)
    assert fresh(booking).status == "waiting"


def test_many_wishes_over_many_courses_never_fill_one_too_much() -> None:
    runs = [make_run(by_draw=True, seats=seats) for seats in (1, 2, 3)]
    guests = [make_guest(f"Gæst {number}") for number in range(9)]
    for number, guest in enumerate(guests):
        for run in runs[number % 3 :] + runs[: number % 3]:
            take(guest, run)
    draw(runs[0])
    assert sorted(Run.objects.values_list("room__taken", flat=True)) == [1, 2, 3]
    with as_owner():
        seated = [one.person_id for one in Booking.objects.filter(status="seated")]
    assert len(seated) == len(set(seated)) == 6
