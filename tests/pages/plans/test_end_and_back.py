from datetime import timedelta

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.plans.models.course import HowEnded
from indgang.plans.queries import latest_course, plan_of
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
)
from tests.factories.plans import fill_plan, make_course, make_guide_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    karen = make_guest()
    fill_plan(karen)
    make_course(karen)
    return karen


def test_who_may_only_read_ends_nothing(client: Client, karen: Holder) -> None:
    client.cookies["indgang_key"] = make_guide_of(karen, may_write=False).key
    at = f"/huset/gaest/{karen.person_id}/plan"
    assert f"{at}/slut" not in client.get(at).content.decode()
    assert client.post(f"{at}/slut", {"how": "quiet"}).status_code == 404


def test_the_house_ends_a_course_and_brings_a_guest_back_and_nothing_is_lost(
    client: Client, karen: Holder
) -> None:
    client.cookies["indgang_key"] = make_guide_of(karen).key
    at = f"/huset/gaest/{karen.person_id}/plan"
    assert f"{at}/slut" in client.get(at).content.decode()
    assert "Vi mistede hinanden" in client.get(f"{at}/slut").content.decode()
    assert client.post(f"{at}/slut", {"how": "?"}).status_code == 422
    assert client.post(f"{at}/slut", {"how": "quiet"}).headers["Location"] == at
    with acting(karen.key):
        course = latest_course(karen.person_id)
        assert course
        assert course.ended_how == HowEnded.QUIET
    assert f"{at}/tilbage" in client.get(at).content.decode()
    assert client.get(f"{at}/slut").status_code == 404
    assert "Er gæsten kommet tilbage?" in client.get(f"{at}/tilbage").content.decode()
    assert client.post(f"{at}/tilbage").headers["Location"] == at
    assert client.post(f"{at}/tilbage").status_code == 404
    with acting(karen.key):
        plan = plan_of(karen.person_id)
        assert plan.is_live
        assert [hope.words for hope in plan.hopes] == ["At jeg igen glæder mig til en dag"]


@pytest.fixture
def gone() -> Holder:
    """A guest nobody has heard of for a month."""
    make_municipality()
    with clock.shifted(timedelta(days=-31)):
        gone = make_guest("Karla")
        make_course(gone)
    return gone


def test_the_page_to_close_a_course_is_not_there_for_whom_it_is_not(
    client: Client, gone: Holder
) -> None:
    at = f"/huset/gaest/{gone.person_id}/luk"
    client.cookies["indgang_key"] = make_colleague().key
    assert client.get(at).status_code == client.post(at, {"how": "died"}).status_code == 404


def test_the_house_closes_a_course_and_the_guest_reads_that_it_was_not_he(
    client: Client, gone: Holder
) -> None:
    bodil = make_colleague(Role.HOST, name="Bodil")
    allow(gone, to=bodil)
    at = f"/huset/gaest/{gone.person_id}/luk"
    client.cookies["indgang_key"] = bodil.key
    assert f'href="{at}"' in client.get(f"/huset/gaest/{gone.person_id}").content.decode()
    page = client.get(at).content.decode()
    assert "Karla" in page
    assert "Sidste kontakt" in page
    assert client.post(at, {"how": "done"}).status_code == 422
    assert client.post(at, {"how": "quiet"})["Location"] == "/huset"
    assert client.get(at).status_code == 404
    client.cookies["indgang_key"] = gone.key
    for address in ("/min/plan", "/min/tilbage"):
        html = client.get(address).content.decode()
        assert "Vi kunne ikke få fat i dig" in html
        assert "Tillykke" not in html
    client.post("/min/tilbage")
    assert "Vi kunne ikke få fat i dig" not in client.get("/min/plan").content.decode()


def test_a_guide_whose_leave_is_over_finds_the_way_and_a_stranger_does_not(
    client: Client,
) -> None:
    make_municipality()
    mette, ali = make_colleague(), make_colleague(name="Ali")
    with clock.shifted(timedelta(days=-31)):
        karla = make_guest("Karla")
        make_course(karla, guide_ids=(mette.person_id,))
    for colleague, finds in ((mette, True), (ali, False)):
        client.cookies["indgang_key"] = colleague.key
        page = client.get(f"/huset/gaest/{karla.person_id}").content.decode()
        assert (f"{karla.person_id}/luk" in page) is finds
        assert "Karla" not in page
        answer = client.get(f"/huset/gaest/{karla.person_id}/luk")
        assert answer.status_code == (200 if finds else 404)
        assert "Karla" not in answer.content.decode()


def test_who_was_heard_of_is_not_closed_as_quiet(client: Client, karen: Holder) -> None:
    bodil = make_colleague(Role.HOST, name="Bodil")
    allow(karen, to=bodil)
    client.cookies["indgang_key"] = bodil.key
    at = f"/huset/gaest/{karen.person_id}/luk"
    answer = client.post(at, {"how": "quiet"})
    assert answer.status_code == 422
    assert "for nylig" in answer.content.decode()
    assert f'href="{at}"' in client.get(f"/huset/gaest/{karen.person_id}").content.decode()
