from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import add_appointment, leave_course, note_contact
from indgang.plans.queries import course_cards, guests_of, next_things, quiet_guests
from indgang.plans.rules import Quiet
from tests.factories.offers import make_session, seat
from tests.factories.people import Holder, allow, make_colleague, make_guest
from tests.factories.plans import make_course

pytestmark = pytest.mark.django_db


def appointment_of(guest: Holder, hours: float) -> None:
    with acting(guest.key) as actor:
        add_appointment(
            person_id=guest.person_id,
            what="Gåtur",
            starts_at=clock.now() + timedelta(hours=hours),
            by=actor,
        )


def test_nobody_learns_anything_of_a_guest_whose_card_he_may_not_see() -> None:
    karen, bo = make_guest(), make_colleague(Role.HOST, name="Bo")
    appointment_of(karen, 2)
    with clock.shifted(timedelta(days=-40)):
        make_course(karen)
    with acting(bo.key):
        assert next_things([karen.person_id]) == {}
        assert course_cards() == {}
        assert quiet_guests() == []


def test_the_next_thing_is_the_soonest_of_appointment_and_seat() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette)
    appointment_of(karen, 30)
    appointment_of(karen, -30)
    booked = make_session(starts_at=clock.now() + timedelta(hours=5))
    seat(booked, karen.person_id)
    with acting(mette.key):
        found = next_things([karen.person_id])[karen.person_id]
        assert found.is_seat
        assert found.starts_at == booked.starts_at


def test_where_each_journey_stands() -> None:
    karen, nova, mette = make_guest(), make_guest("Nova"), make_colleague()
    allow(karen, to=mette)
    allow(nova, to=mette)
    course = make_course(karen, guide_ids=(mette.person_id,))
    ended = make_course(nova, guide_ids=(mette.person_id,))
    with acting(nova.key) as actor:
        leave_course(course_id=ended.id, how=HowEnded.DONE, by=actor)
    with acting(mette.key):
        cards = course_cards()
        assert cards[karen.person_id].guide_ids == (mette.person_id,)
        assert cards[nova.person_id].ended_on == clock.today()
        assert [card.course_id for card in guests_of(mette.person_id)] == [course.id]


@pytest.mark.parametrize(("days", "how_long"), [(13, None), (14, Quiet.A_WHILE), (30, Quiet.LONG)])
def test_somebody_is_missed_after_14_days_and_more_after_30(
    days: int, how_long: Quiet | None
) -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette)
    # By the calendar: a day is not always 24 hours.
    with clock.stopped(clock.at(clock.today() - timedelta(days=days), 12)):
        make_course(karen)
    with acting(mette.key):
        assert [quiet.how_long for quiet in quiet_guests()] == ([how_long] if how_long else [])


def test_nobody_is_missed_who_has_not_begun_or_has_left() -> None:
    karen, nova, mette = make_guest(), make_guest("Nova"), make_colleague()
    for guest in (karen, nova):
        allow(guest, to=mette)
    with clock.shifted(timedelta(days=-40)):
        course = make_course(nova)
        with acting(nova.key) as actor:
            leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
    with acting(mette.key):
        assert quiet_guests() == []


def test_a_word_with_the_house_counts_and_a_coming_appointment_does_not() -> None:
    karen, nova, mette = make_guest(), make_guest("Nova"), make_colleague()
    for guest in (karen, nova):
        allow(guest, to=mette)
        with clock.shifted(timedelta(days=-20)):
            make_course(guest)
    with acting(karen.key) as actor:
        note_contact(person_id=karen.person_id, how="call", by=actor)
    appointment_of(nova, 48)
    with acting(mette.key):
        assert [quiet.person_id for quiet in quiet_guests()] == [nova.person_id]


def test_only_who_meets_guests_is_told_who_is_missed() -> None:
    karen, leader = make_guest(), make_colleague(Role.LEADER, name="Lis")
    allow(karen, to=leader)
    with clock.shifted(timedelta(days=-40)):
        make_course(karen)
    for holder in (leader, karen):
        with acting(holder.key):
            assert quiet_guests() == []
