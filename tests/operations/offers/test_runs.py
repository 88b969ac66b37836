"""Courses with a start: one place in all of their times."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Booking, Presence, Run
from indgang.offers.operations import (
    cancel_session,
    change_run,
    leave_seat,
    mark_attendance,
    move_session,
    open_run,
    rest_offer,
    take_seat,
)
from indgang.offers.queries import coming_sessions, own_bookings, people_coming
from tests.database import as_owner
from tests.factories.offers import figures, make_offer
from tests.factories.people import Holder, allow, make_colleague, make_guest
from tests.factories.runs import fresh, make_provider, make_run, sheet, take, times_of

pytestmark = pytest.mark.django_db


def change(run: Run, **fields: object) -> Run:
    provider = make_provider()
    values = {"seats": 2, "register_by": run.register_by, "by_draw": run.by_draw, **fields}
    with acting(provider.key) as actor:
        return change_run(run_id=run.id, by=actor, **values)  # type: ignore[arg-type]


def test_a_stranger_makes_no_course() -> None:
    offer = make_offer()
    stranger = make_provider("En anden forening")
    with acting(stranger.key) as actor, pytest.raises(NotThere):
        open_run(offer_id=offer.id, sheet=sheet(), by=actor)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts": ()}, "en dag og en tid"),
        ({"seats": 0}, "hvor mange pladser"),
        ({"register_by": clock.today() + timedelta(days=30)}, "før første gang"),
        ({"register_by": clock.today() - timedelta(days=1)}, "før første gang"),
        ({"starts": sheet(in_days=0).starts}, "i morgen eller senere"),
    ],
)
def test_what_makes_no_sense_is_said(wrong: dict[str, object], said: str) -> None:
    offer, provider = make_offer(), make_provider()
    with acting(provider.key) as actor, pytest.raises(Refused, match=said):
        open_run(offer_id=offer.id, sheet=replace(sheet(), **wrong), by=actor)  # type: ignore[arg-type]


def test_one_place_is_a_place_in_all_the_times() -> None:
    karen, run = make_guest(), make_run()
    take(karen, run)
    assert [figures(time) for time in times_of(run)] == [(1, 0)] * 3
    assert coming_sessions(run.offer_id) == []
    with acting(karen.key):
        assert own_bookings(karen.person_id).count() == 1


def test_asking_at_any_of_its_times_is_asking_for_the_course() -> None:
    karen, run = make_guest(), make_run()
    with acting(karen.key) as actor:
        booking = take_seat(session_id=times_of(run)[2].id, person_id=karen.person_id, by=actor)
    assert booking.session_id == run.room_id
    assert booking.id == take(karen, run).id


def test_a_full_course_has_one_queue_and_a_place_that_is_given_up_goes_to_its_first() -> None:
    run = make_run(seats=1)
    karen, ali = make_guest(), make_guest("Ali")
    first, second = take(karen, run), take(ali, run)
    assert second.status == "waiting"
    with acting(karen.key) as actor:
        leave_seat(booking_id=first.id, by=actor)
    assert fresh(second).status == "offered"
    assert [figures(time) for time in times_of(run)] == [(1, 0)] * 3


def test_after_the_last_day_a_guest_is_asked_to_call_and_the_house_still_can() -> None:
    karen, run = make_guest(), make_run()
    late = clock.at(run.register_by + timedelta(days=1), 12)
    with clock.stopped(late), pytest.raises(Refused, match="Fristen"):
        take(karen, run)
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    with clock.stopped(late), acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        taken = take_seat(session_id=run.room_id, person_id=karen.person_id, by=actor)  # type: ignore[arg-type]
    assert taken.status == "seated"


def test_nobody_begins_in_the_middle() -> None:
    karen, run = make_guest(), make_run()
    after_the_first = times_of(run)[0].ends_at + timedelta(hours=1)
    with clock.stopped(after_the_first), acting(karen.key) as actor, pytest.raises(Refused):
        take_seat(session_id=times_of(run)[1].id, person_id=karen.person_id, by=actor)


def test_when_the_first_time_is_called_off_the_places_go_along_to_the_second() -> None:
    karen, run, provider = make_guest(), make_run(), make_provider()
    booking = take(karen, run)
    first, second, third = times_of(run)
    with acting(provider.key) as actor:
        cancel_session(session_id=first.id, why="ill", by=actor)
    assert fresh(booking).session_id == second.id
    run.refresh_from_db()
    assert run.room_id == second.id
    assert [figures(time) for time in (second, third)] == [(1, 0)] * 2
    assert [time.follows for time in times_of(run)] == [True, False, True]


def test_when_the_first_time_is_moved_behind_the_second_that_one_is_the_first() -> None:
    karen, run, provider = make_guest(), make_run(), make_provider()
    booking = take(karen, run)
    first, second, _third = times_of(run)
    with acting(provider.key) as actor:
        later = second.starts_at + timedelta(days=2)
        move_session(session_id=first.id, starts_at=later, minutes=60, by=actor)
    assert fresh(booking).session_id == second.id


def test_a_course_that_has_begun_keeps_its_places_where_they_are() -> None:
    karen, run, provider = make_guest(), make_run(), make_provider()
    booking = take(karen, run)
    first, second, third = times_of(run)
    with as_owner():
        span = first.starts_at - clock.now() + timedelta(hours=3)
        for time in (first, second, third):
            time.starts_at, time.ends_at = time.starts_at - span, time.ends_at - span
            time.save()
    with acting(provider.key) as actor:
        cancel_session(session_id=second.id, why="ill", by=actor)
    assert fresh(booking).session_id == first.id


def test_a_pause_calls_every_time_of_it_off() -> None:
    karen, run, provider = make_guest(), make_run(), make_provider()
    booking = take(karen, run)
    with acting(provider.key) as actor:
        assert rest_offer(offer_id=run.offer_id, ends=False, by=actor) == 3
    assert fresh(booking).status == "seated"
    assert all(time.cancelled_at for time in times_of(run))


def test_a_course_has_no_fewer_seats_than_are_taken() -> None:
    run = make_run()
    take(make_guest(), run)
    take(make_guest("Ali"), run)
    with pytest.raises(Refused, match="allerede 2"):
        change(run, seats=1)


def test_how_places_are_given_is_not_changed_under_those_who_came() -> None:
    run = make_run()
    take(make_guest(), run)
    with pytest.raises(Refused, match="laves om"):
        change(run, by_draw=True)


def test_a_last_day_after_the_start_is_no_last_day() -> None:
    run = make_run()
    with pytest.raises(Refused, match="før første gang"):
        change(run, register_by=times_of(run)[0].starts_at.date())


def test_another_organisation_changes_nothing() -> None:
    run, stranger = make_run(), make_provider("En anden forening")
    with acting(stranger.key) as actor, pytest.raises(NotThere):
        change_run(run_id=run.id, seats=9, register_by=run.register_by, by_draw=False, by=actor)


def test_more_seats_go_to_those_who_wait() -> None:
    run = make_run(seats=1)
    take(make_guest(), run)
    second = take(make_guest("Ali"), run)
    change(run, seats=2)
    assert fresh(second).status == "offered"
    assert [time.seats for time in times_of(run)] == [2, 2, 2]


def come(holder: Holder, booking: Booking, run: Run, number: int) -> None:
    session = times_of(run)[number]
    provider = make_provider()
    with acting(provider.key) as actor:
        later = {"session_id": session.id} if number else {}
        mark_attendance(booking_id=booking.id, came=True, by=actor, **later)


def test_who_came_is_noted_for_each_time_by_itself() -> None:
    karen, run = make_guest(), make_run()
    booking = take(karen, run)
    with as_owner():
        for time in times_of(run)[:2]:
            time.starts_at -= timedelta(days=40)
            time.ends_at -= timedelta(days=40)
            time.save()
    with pytest.raises(NotThere):
        come(karen, booking, run, 2)  # not begun
    come(karen, booking, run, 1)
    assert fresh(booking).status == "seated"
    come(karen, booking, run, 0)
    assert fresh(booking).status == "attended"
    with acting(make_provider().key):
        states = [people_coming(time.id)[0].status for time in times_of(run)]
    assert states == ["attended", "attended", "seated"]
    with as_owner():
        assert Presence.objects.count() == 1
