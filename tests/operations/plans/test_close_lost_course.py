from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.operations import open_person
from indgang.checkins.models import CheckIn
from indgang.config import wiring
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Booking
from indgang.offers.operations import expire_seat_offers
from indgang.plans.models import Course, Goal
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import close_lost_course, come_back, leave_course, plan_exit
from indgang.post.messages import MessageKey
from indgang.post.models import Letter, Silence
from indgang.post.operations import queue_message
from tests.database import as_owner
from tests.factories.offers import make_session, seat
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_key,
    make_person,
    make_unit,
    make_worker,
)
from tests.factories.plans import fill_plan, make_course, make_guide_of

pytestmark = pytest.mark.django_db
LATER = timedelta(days=31)


@pytest.fixture(autouse=True)
def facts_are_wired() -> None:
    wiring.connect()


@pytest.fixture
def karen() -> Holder:
    """A guest of whom nobody has heard since she began, a month ago."""
    with clock.shifted(-LATER):
        karen = make_guest()
        make_course(karen)
    return karen


def close(guest: Holder, by: Holder, how: HowEnded = HowEnded.QUIET) -> None:
    with acting(by.key) as actor:
        close_lost_course(person_id=guest.person_id, how=how, by=actor)


def course_of(guest: Holder) -> Course:
    with acting(guest.key):
        return Course.objects.get()


def test_nobody_ends_the_course_of_a_guest_whose_card_he_may_not_see(karen: Holder) -> None:
    with pytest.raises(NotThere):
        close(karen, make_colleague(Role.GUIDE))
    assert course_of(karen).is_live


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.HOST, Role.GUIDE, Role.COORDINATOR, Role.OUTREACH})
)
def test_only_who_meets_guests_ends_it(karen: Holder, role: Role) -> None:
    somebody = make_colleague(role, name="Bo")
    allow(karen, to=somebody, kinds=["card", "plan"], may_write=True)
    with pytest.raises(NotThere):
        close(karen, somebody)
    assert course_of(karen).is_live


def test_no_key_card_ends_anything_and_nobody_is_lost_to_himself(karen: Holder) -> None:
    mette = make_colleague()
    allow(karen, to=mette)
    with pytest.raises(NotThere):
        close(karen, Holder(mette.person_id, make_key(mette.person_id, "card")))
    with pytest.raises(NotThere):
        close(karen, karen)


def test_who_was_heard_of_lately_is_not_lost(karen: Holder) -> None:
    mette = make_colleague()
    allow(karen, to=mette)
    with acting(karen.key):
        fill_plan(karen)  # a goal was rated today
    with pytest.raises(Refused, match="kontakt"):
        close(karen, mette)
    with pytest.raises(Refused):
        close(karen, mette, HowEnded.DONE)
    assert course_of(karen).is_live


def test_the_house_ends_it_without_reading_it_and_the_guest_is_told(karen: Holder) -> None:
    mette = make_colleague(Role.HOST)
    allow(karen, unit_id=mette.unit_id)
    with acting(karen.key) as actor:
        plan_exit(course_id=course_of(karen).id, farewell="Kaffe", by=actor)
    close(karen, mette)
    with acting(karen.key):
        ended = Course.objects.get()
        assert (ended.ended_on, ended.ended_by) == (clock.today(), mette.person_id)
        assert ended.ended_how == HowEnded.QUIET
        assert not CheckIn.objects.filter(status="waiting").exists()
        seen = Lookup.objects.get(purpose="lukke forløb")
        assert (seen.actor_id, seen.kinds) == (mette.person_id, ["card"])
    with as_owner():
        assert Letter.objects.get().message == MessageKey.NOT_HEARD_OF
        assert not Silence.objects.exists()


def test_who_goes_along_ends_it_also_when_the_leave_to_see_the_guest_is_over() -> None:
    mette = make_colleague()
    with clock.shifted(-LATER):
        karen = make_guest()
        make_course(karen, guide_ids=(mette.person_id,))
    close(karen, mette)
    assert not course_of(karen).is_live


def test_to_somebody_who_is_dead_nothing_is_sent() -> None:
    mette, karen = make_colleague(), make_guest()
    make_course(karen, guide_ids=(mette.person_id,))
    with acting(mette.key) as actor:
        queue_message(person_id=karen.person_id, message=MessageKey.NEWS, values={}, by=actor)
    close(karen, mette, HowEnded.DIED)
    with as_owner():
        assert [letter.status for letter in Letter.objects.all()] == ["cancelled"]
        assert Silence.objects.filter(person_id=karen.person_id).exists()
        assert not CheckIn.objects.filter(status="waiting").exists()


@pytest.mark.parametrize("how", [HowEnded.DIED, HowEnded.QUIET])
def test_only_a_seat_of_somebody_who_is_dead_is_free_for_the_next(how: HowEnded) -> None:
    mette, worker = make_colleague(), make_worker()
    with clock.shifted(-LATER):
        karen = make_guest()
        make_course(karen, guide_ids=(mette.person_id,))
    session = make_session(starts_at=clock.now() + timedelta(days=5), seats=1)
    held = seat(session, karen.person_id)
    waits = seat(session, make_person("Bo"), "waiting")
    close(karen, mette, how)
    with acting(worker.key) as actor:
        expire_seat_offers(by=actor)
    with as_owner():
        now = dict(Booking.objects.values_list("id", "status"))
    is_free = how is HowEnded.DIED
    assert now[held.id] == ("cancelled" if is_free else "seated")
    assert now[waits.id] == ("offered" if is_free else "waiting")


def test_the_same_when_a_guide_ends_it_from_the_plan() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    course = make_course(karen)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="plan", by=actor)
        leave_course(course_id=course.id, how=HowEnded.DIED, by=actor)
    with as_owner():
        assert Course.objects.get().ended_how == HowEnded.DIED
        assert not Letter.objects.exists()


def test_who_was_lost_comes_back_and_hears_from_the_house_again(karen: Holder) -> None:
    mette = make_colleague()
    allow(karen, to=mette)
    with clock.shifted(-LATER):
        fill_plan(karen)
    close(karen, mette, HowEnded.DIED)
    with acting(karen.key) as actor:
        back = come_back(person_id=karen.person_id, open_old=True, by=actor)
        assert back.is_live
        assert Goal.objects.filter(status="open").exists()
        assert CheckIn.objects.filter(status="waiting").exists()
    with as_owner():
        assert not Silence.objects.exists()


def test_a_silence_that_was_the_guests_own_wish_stays(karen: Holder) -> None:
    mette = make_colleague()
    allow(karen, to=mette)
    with as_owner():
        Silence.objects.create(person_id=karen.person_id, since=clock.now() - timedelta(days=3))
    close(karen, mette, HowEnded.DIED)
    with acting(karen.key) as actor:
        come_back(person_id=karen.person_id, open_old=True, by=actor)
    with as_owner():
        assert Silence.objects.exists()


def test_another_guest_ends_nothing(karen: Holder) -> None:
    bo = Holder(make_person("Bo"), "")
    make_unit()
    with pytest.raises(NotThere):
        close(karen, Holder(bo.person_id, make_key(bo.person_id, "session")))
