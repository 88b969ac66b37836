"""What people asked of systems like this: one test a point, named after it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.config import wiring
from indgang.entrance.operations import save_section, start_conversation, stop_conversation
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.models import Booking, Session
from indgang.offers.operations import (
    accept_seat,
    cancel_session,
    expire_seat_offers,
    leave_seat,
    mark_attendance,
    take_seat,
)
from indgang.people.models import Colleague, CrisisNumber
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import (
    add_contact_person,
    add_hope,
    change_guides,
    come_back,
    finish_agreement,
    leave_course,
    remind,
)
from indgang.plans.queries import plan_of, quiet_guests
from indgang.post.models import Letter
from indgang.post.operations import choose_channel
from indgang.post.queries import way_to_reach
from indgang.post.rules import DIGEST_HOUR
from tests.database import as_owner
from tests.factories.entrance import make_conversation, make_inquiry
from tests.factories.offers import make_offer, make_session
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
    make_worker,
)
from tests.factories.plans import fill_plan, make_course, make_guide_of, with_plan_of
from tests.factories.post import make_contact
from tests.pages.words import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    make_municipality()
    make_unit()
    wiring.connect()


def page(holder: Holder | None, address: str) -> str:
    client = Client()
    if holder:
        client.cookies["indgang_key"] = holder.key
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return shown(answer.content.decode())


def takes(guest: Holder, session: Session) -> Booking:
    with acting(guest.key) as actor:
        return take_seat(session_id=session.id, person_id=guest.person_id, by=actor)


def status(booking: Booking) -> str:
    with as_owner():
        return str(Booking.objects.get(id=booking.id).status)


def letters(guest: Holder) -> list[str]:
    with as_owner():
        waiting = Letter.objects.filter(person_id=guest.person_id, status="queued")
        return sorted(waiting.values_list("message", flat=True))


def test_01_the_whole_plan_on_one_sheet_with_what_failed() -> None:
    karen = make_guest()
    fill_plan(karen)
    sheet = page(karen, "/min/plan/print")
    for words in ("Jeg vil ud af huset hver dag", "Jeg vil stoppe med at ryge", "Gå en tur ved søen",
                  "Synge i kor", "Ringe til banken"):  # fmt: skip
        assert words in sheet


def test_02_a_seat_given_up_goes_to_who_waited_longest_and_no_winner_blocks_it() -> None:
    karen, ali, nova, bo = (make_guest(name) for name in ("Karen", "Ali", "Nova", "Bo"))
    session = make_session(seats=1)
    seats = {guest.person_id: takes(guest, session) for guest in (karen, ali, nova, bo)}
    with acting(bo.key) as actor:  # whoever waits can leave the list
        leave_seat(booking_id=seats[bo.person_id].id, by=actor)
    with acting(karen.key) as actor:
        leave_seat(booking_id=seats[karen.person_id].id, by=actor)
    assert status(seats[ali.person_id]) == "offered"
    with as_owner():  # the day to answer goes by
        gone = clock.now() - timedelta(minutes=1)
        Booking.objects.filter(status="offered").update(offered_until=gone)
    with acting(make_worker().key) as actor:
        expire_seat_offers(by=actor)
    assert [status(seats[guest.person_id]) for guest in (ali, nova)] == ["cancelled", "offered"]
    soon = make_session(seats=1, starts_at=clock.now() + timedelta(minutes=9))
    first, second = takes(karen, soon), takes(ali, soon)
    with acting(karen.key) as actor:
        leave_seat(booking_id=first.id, by=actor)
    assert status(second) == "waiting"  # too late to offer it to anybody


def test_03_the_last_seat_is_never_given_twice_also_at_confirm() -> None:
    """Two at the very same moment are in operations/offers. To be told of an earlier time is later."""
    karen, ali, nova = make_guest(), make_guest("Ali"), make_guest("Nova")
    session = make_session(seats=1)
    first, second = takes(karen, session), takes(ali, session)
    with acting(karen.key) as actor:
        leave_seat(booking_id=first.id, by=actor)
    third = takes(nova, session)
    with acting(nova.key) as actor, pytest.raises(Refused):
        accept_seat(booking_id=third.id, by=actor)
    with acting(ali.key) as actor:
        accept_seat(booking_id=second.id, by=actor)
    assert [status(booking) for booking in (second, third)] == ["seated", "waiting"]
    free = make_session(make_offer("Gåture"), seats=2)
    assert "2 pladser tilbage" in page(None, f"/tilbud/{free.offer.slug}")


def test_04_participants_never_see_each_other_s_names_nor_the_public_those_who_work_here() -> None:
    karen, sigurd = make_guest(), make_guest("Sigurdlil")
    make_colleague(name="Mettelil")
    session = make_session(make_offer("Gåture"), seats=5)
    booking, _other = takes(karen, session), takes(sigurd, session)
    slug = session.offer.slug
    for address in ("/min", "/min/plan", f"/tilbud/plads/{booking.id}", f"/tilbud/{slug}"):
        assert "Sigurdlil" not in page(karen, address)
    for address in ("/", "/tilbud", f"/tilbud/{slug}", "/henvend"):
        assert "Mettelil" not in page(None, address)
    with acting(karen.key):
        assert list(Booking.objects.values_list("person_id", flat=True)) == [karen.person_id]


def test_05_who_said_no_is_told_apart_and_the_person_hears_it_himself() -> None:
    """Why a provider said no comes with the requests to providers, in a later issue."""
    unit = make_unit("provider", "Smedjen")
    offer = make_offer("Gåture", provider=unit.organisation)
    provider = make_colleague(Role.PROVIDER, unit=unit, name="Pia")
    karen, ali = make_guest(), make_guest("Ali")
    session = make_session(offer, seats=5)
    hers, his = takes(karen, session), takes(ali, session)
    with acting(ali.key) as actor:
        leave_seat(booking_id=his.id, by=actor)
    with acting(provider.key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
    assert (status(hers), status(his)) == ("seated", "cancelled")
    assert letters(karen) == ["seat_cancelled"]
    assert letters(ali) == []
    assert "aflyst" in page(karen, f"/tilbud/plads/{hers.id}")
    closed = make_session(make_offer("Kor", status="closed"))
    with acting(karen.key) as actor, pytest.raises(Refused, match="lukket"):
        take_seat(session_id=closed.id, person_id=karen.person_id, by=actor)


def test_06_what_has_no_answer_comes_back_to_somebody() -> None:
    """Requests to providers are a later issue; an inquiry and an offered seat are the same promise."""
    bodil = make_colleague(Role.HOST, name="Bodil")
    with clock.shifted(timedelta(days=-8)):
        make_inquiry(nickname="Ib")
    listed = page(bodil, "/huset")
    assert "Ib" in listed
    assert "Svaret er sent på den" in listed


def test_07_nobody_is_ever_added_to_a_persons_circle_and_the_page_says_who_sees_it() -> None:
    karen, mette = make_guest(), make_colleague()
    course = make_course(karen)
    with acting(karen.key) as actor:
        add_contact_person(
            person_id=karen.person_id, name="Min læge", is_professional=True, by=actor
        )
        change_guides(course_id=course.id, guide_ids=[mette.person_id], by=actor)
    with as_owner():
        assert not Permission.objects.filter(person_id=karen.person_id).exists()
    assert "Det her kan kun du se." in page(karen, "/min/plan")
    make_guide_of(karen, name="Ali")
    assert "Det her kan du og Ali se." in page(karen, "/min/plan")


def test_08_a_former_helpers_notes_are_the_persons_to_show() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        save_section(conversation_id=talk.id, section="hard", text="Sagt før", version=0, by=actor)
        stop_conversation(conversation_id=talk.id, outcome="thinking", by=actor)
    with acting(ali.key) as actor:
        anew = start_conversation(
            person_id=talk.person_id, guide_ids=[ali.person_id], by=actor
        )  # fmt: skip
    for address in (f"/huset/samtale/{anew.id}", f"/huset/gaest/{talk.person_id}"):
        assert "Sagt før" not in page(ali, address)
    client = Client()
    client.cookies["indgang_key"] = ali.key
    assert client.get(f"/huset/samtale/{talk.id}").status_code == 404


def test_09_coming_back_is_always_possible_and_starts_nothing_over() -> None:
    karen = make_guest()
    fill_plan(karen)
    course_id: UUID = make_course(karen).id
    for _time in range(3):
        with acting(karen.key) as actor:
            leave_course(course_id=course_id, how=HowEnded.DONE, by=actor)
            assert come_back(person_id=karen.person_id, open_old=True, by=actor).id == course_id
    with acting(karen.key):
        plan = plan_of(karen.person_id)
        assert [hope.words for hope in plan.hopes] == ["At jeg igen glæder mig til en dag"]
    assert len(plan.returns) == 3


def test_10_nobody_is_missed_before_he_has_begun_and_somebody_is_after_14_and_30_days() -> None:
    bodil, karen, nova = make_colleague(Role.HOST), make_guest(), make_guest("Nova")
    for guest in (karen, nova):
        allow(guest, unit_id=bodil.unit_id)
    with clock.shifted(timedelta(days=-31)):
        make_course(karen)
    with acting(bodil.key):
        assert [(one.person_id, one.is_long) for one in quiet_guests()] == [(karen.person_id, True)]
    with clock.shifted(timedelta(days=-14)), acting(bodil.key):
        assert [one.is_long for one in quiet_guests()] == [False]
    with clock.shifted(timedelta(days=-20)), acting(bodil.key):
        assert quiet_guests() == []


@pytest.mark.parametrize(
    "address", ["/henvend/mig", "/henvend/en-anden", "/min/plan/haab/nyt", "/min/tal-med-nogen"]
)
def test_11_where_a_guest_writes_it_says_that_it_is_not_for_emergencies(address: str) -> None:
    words = page(make_guest(), address)
    assert "112" in words or "00 00 00 01" in words


def test_12_a_colleague_can_act_for_one_who_is_away() -> None:
    """The pair, the house's page and what an absent colleague has taken: portal/test_absence."""
    mette, bodil, karen = make_colleague(), make_colleague(Role.HOST, name="Bodil"), make_guest()
    allow(karen, unit_id=bodil.unit_id)
    make_course(karen, guide_ids=(mette.person_id,))
    with as_owner():
        Colleague.objects.filter(person_id=mette.person_id).update(away_until=clock.today())
    assert "Karen" in page(bodil, "/huset").split("Guiden er væk")[1]


def test_13_what_is_done_does_not_notify_and_the_day_has_one_message_by_the_chosen_way() -> None:
    karen, worker = make_guest(), make_worker()
    make_contact(karen.person_id)
    monday = clock.at(clock.today() + timedelta(days=7))
    with clock.stopped(monday + timedelta(hours=12)):
        fill_plan(karen)  # with an agreement of Mette's, who does not work here, three days on
    with clock.stopped(monday + timedelta(days=2, hours=9)), acting(worker.key) as actor:
        remind(by=actor)
    assert letters(karen) == ["agreement_due"]
    with as_owner():
        assert {clock.local(one.next_try_at).hour for one in Letter.objects.all()} == {DIGEST_HOUR}
    with acting(karen.key) as actor:
        finish_agreement(agreement_id=plan_of(karen.person_id).agreements[0].id, by=actor)
        choose_channel(person_id=karen.person_id, channel="sms", value="12345678", by=actor)
        found = way_to_reach(karen.person_id, carried=("email", "sms")).address
    assert letters(karen) == []
    assert found
    assert found.channel == "sms"


def test_14_the_crisis_number_is_the_municipality_s_own_and_has_a_date() -> None:
    with as_owner():
        number = CrisisNumber.objects.get()
    for address in ("/", "/tilbud", "/henvend/mig"):
        html = Client().get(address).content.decode()
        assert number.number in html
        for panic in ("PANIK", "Panik", "ALARM", "NØDKNAP"):
            assert panic not in html
    assert f"{number.checked_on.day}. november {number.checked_on.year}" in Client().get(
        "/"
    ).content.decode().replace("&nbsp;", " ")


def test_15_to_be_shown_somewhere_is_not_to_have_arrived() -> None:
    karen = make_guest()
    mette = make_guide_of(karen)
    with clock.shifted(timedelta(hours=-5)):
        booking = takes(karen, make_session(starts_at=clock.now() + timedelta(hours=1)))
    assert status(booking) == "seated"
    with with_plan_of(karen, mette) as actor:
        mark_attendance(booking_id=booking.id, came=True, by=actor)
    assert status(booking) == "attended"
    with with_plan_of(karen, mette) as actor:
        add_hope(person_id=karen.person_id, words="Igen", by=actor)
