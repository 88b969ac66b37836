from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.offers.operations import cancel_session, move_session
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import add_appointment, leave_course, suggest
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import make_colleague, make_guest, make_key, make_municipality
from tests.factories.plans import fill_plan, make_course, make_guide_of, with_plan_of
from tests.pages.plans.test_plan_pages import page_of, shown_text

pytestmark = pytest.mark.django_db


def test_nobody_and_a_link_are_asked_for_a_key() -> None:
    karen = make_guest()
    assert Client().get("/min").status_code == 302
    client = Client()
    client.cookies["indgang_key"] = make_key(karen.person_id, "link", kinds=["plan"])
    assert client.get("/min").status_code == 302


def test_what_is_called_off_stands_first_with_the_reason_until_it_would_have_been() -> None:
    karen, session = make_guest(), make_session(make_offer("Gå og snak"))
    booking = seat(session, karen.person_id)
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
    for path in ("/min", f"/tilbud/plads/{booking.id}"):
        text = shown_text(page_of(karen).get(path).content.decode())
        assert "aflyst" in text
        assert "Den, der holder det, er syg." in text
        assert "Meld fra" not in text
    with clock.stopped(session.starts_at + timedelta(minutes=1)):
        assert "aflyst" not in shown_text(page_of(karen).get("/min").content.decode())


def test_what_was_moved_says_where_from_and_where_to() -> None:
    karen, session = make_guest(), make_session()
    booking = seat(session, karen.person_id)
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        starts_at = session.starts_at + timedelta(hours=1)
        move_session(
            session_id=session.id, starts_at=starts_at, minutes=60, where_note="Ved søen", by=actor
        )
    text = shown_text(page_of(karen).get(f"/tilbud/plads/{booking.id}").content.decode())
    assert "Flyttet fra" in text
    assert "Ved søen" in text
    assert "Ved søen" in shown_text(page_of(karen).get("/min").content.decode())


def test_the_next_thing_stands_first() -> None:
    karen = make_guest()
    at = clock.at(clock.today() + timedelta(days=1), 14)
    with acting(karen.key) as actor:
        add_appointment(
            person_id=karen.person_id,
            what="Gåtur",
            where="Søen",
            with_whom="Mette",
            starts_at=at,
            by=actor,
        )
    text = shown_text(page_of(karen).get("/min").content.decode())
    assert "I morgen kl. 14: Gåtur" in text
    assert "Mød Mette. Sted: Søen." in text
    assert text.index("Gåtur") < text.index("Min plan")


def test_without_anything_coming_there_is_a_way_to_find_something() -> None:
    text = shown_text(page_of(make_guest()).get("/min").content.decode())
    assert "Find noget at være med i" in text


def test_who_has_left_sees_one_button_back() -> None:
    karen = make_guest()
    course = make_course(karen)
    with acting(karen.key) as actor:
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
    assert "Kom tilbage" in page_of(karen).get("/min").content.decode()


def test_a_suggestion_is_counted() -> None:
    karen = make_guest()
    mette = make_guide_of(karen, may_write=False)
    with with_plan_of(karen, mette) as actor:
        suggest(person_id=karen.person_id, about="hope", values={"words": "Ro"}, by=actor)
    assert "Der er et forslag" in page_of(karen).get("/min").content.decode()


def test_the_page_is_easy_to_read() -> None:
    make_municipality()
    karen, mette = make_guest(), make_colleague()
    make_course(karen, guide_ids=(mette.person_id,))
    fill_plan(karen)
    text = shown_text(page_of(karen).get("/min").content.decode())
    assert lix(text) <= GUEST_LIX_LIMIT, text


def test_the_number_of_queries_does_not_grow(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_municipality()
    karen = make_guest()
    client = page_of(karen)
    for _times in (1, 2):
        fill_plan(karen)
        with django_assert_num_queries(15):
            client.get("/min")


def test_a_seat_that_waits_for_a_yes_comes_before_everything() -> None:
    karen = make_guest()
    booking = seat(
        make_session(make_offer("Banko")),
        karen.person_id,
        "offered",
        offered_until=clock.now() + timedelta(hours=5),
    )
    html = page_of(karen).get("/min").content.decode()
    assert f"/tilbud/plads/{booking.id}" in html
    assert html.index("Svar på pladsen") < html.index("Min plan</strong>")


def test_the_part_that_changes_is_part_of_the_page() -> None:
    karen = make_guest()
    client = page_of(karen)
    part = client.get("/min", headers={"HX-Request": "true"}).content.decode()
    assert "<main" not in part
    assert "Min plan" in part
    assert client.post("/min/billet").json()["ticket"]
