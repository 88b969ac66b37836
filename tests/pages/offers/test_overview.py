"""The administrator's pages of needs, places and the table of offers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Need, Offer, Place
from indgang.offers.queries import needs_in_words
from tests.database import as_owner
from tests.factories.offers import make_need, make_offer, make_organisation, make_place
from tests.factories.people import make_colleague, make_municipality
from tests.pages.words import shown

pytestmark = pytest.mark.django_db

PAGES = ("behov", "behov/nyt", "steder", "steder/nyt", "tilbud", "tilbud/skabelon/csv")


@pytest.fixture
def anne() -> Client:
    make_municipality()
    client = Client()
    client.cookies["indgang_key"] = make_colleague(Role.ADMINISTRATOR, name="Anne").key
    return client


def table(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("tilbud.csv", "\n".join(lines).encode())


def test_only_an_administrator_comes_in(anne: Client) -> None:
    for role in (Role.PROVIDER, Role.HOST, Role.LEADER):
        client = Client()
        client.cookies["indgang_key"] = make_colleague(role, name=role).key
        for page in PAGES:
            assert client.get(f"/opsaetning/{page}").status_code == 403, (role, page)
    for page in PAGES:
        assert anne.get(f"/opsaetning/{page}").status_code == 200, page


def test_the_standard_list_is_fetched_and_the_search_knows_its_words(anne: Client) -> None:
    anne.post("/opsaetning/behov/standard")
    assert "Gæld" in shown(anne.get("/opsaetning/behov").content.decode())
    make_offer(needs=("debt",))
    assert needs_in_words("fogeden kommer")[0] == "debt"
    again = anne.post("/opsaetning/behov/standard", follow=True)
    assert "Listen er der allerede" in again.content.decode()


def test_a_need_is_added_changed_closed_and_opened_again(anne: Client) -> None:
    said = {
        "title": "Nye tænder",
        "words": "tand, gebis, tand",
        "phrases": "Jeg tør ikke smile\n\n",
    }
    assert anne.post("/opsaetning/behov/nyt", said).status_code == 302
    need = Need.objects.get(code="nye-taender")
    assert (need.words, need.phrases) == (["tand", "gebis"], ["Jeg tør ikke smile"])
    page = anne.get("/opsaetning/behov/nye-taender").content.decode()
    assert "tand, gebis" in page
    anne.post("/opsaetning/behov/nye-taender", said | {"title": "Tænder"})
    anne.post("/opsaetning/behov/nye-taender/luk")
    need.refresh_from_db()
    assert (need.title, need.closed_on) == ("Tænder", clock.today())
    anne.post("/opsaetning/behov/nye-taender/luk", {"open": "1"})
    need.refresh_from_db()
    assert need.closed_on is None
    assert anne.get("/opsaetning/behov/findes-ikke").status_code == 404


def test_words_that_are_far_too_long_are_refused_in_words(anne: Client) -> None:
    answer = anne.post("/opsaetning/behov/nyt", {"title": "Nyt", "words": "a" * 61})
    assert answer.status_code == 422
    assert "er for langt" in answer.content.decode()


def test_a_place_is_added_changed_and_closed_when_nothing_is_there_any_more(anne: Client) -> None:
    said = {"name": "Hallen", "address": "Vej 1", "step_free": "yes", "x": "10", "y": ""}
    assert anne.post("/opsaetning/steder/nyt", said).status_code == 422
    assert anne.post("/opsaetning/steder/nyt", said | {"y": "20"}).status_code == 302
    hall = Place.objects.get(slug="hallen")
    assert (hall.step_free, hall.hearing_loop, hall.y) == (True, None, 20)
    offer = make_offer(place=hall)
    refused = anne.post("/opsaetning/steder/hallen/luk", follow=True)
    assert "1 tilbud holder til her. Flyt det først." in refused.content.decode()
    with as_owner():
        Offer.objects.filter(id=offer.id).update(status="closed")
    anne.post("/opsaetning/steder/hallen", said | {"y": "20", "name": "Den gamle hal"})
    anne.post("/opsaetning/steder/hallen/luk")
    hall.refresh_from_db()
    assert (hall.name, hall.closed_on) == ("Den gamle hal", clock.today())


def test_the_hours_of_a_place_and_where_it_is_are_kept_as_typed(anne: Client) -> None:
    make_place("Hallen", hours={"monday": "09:00-16:00"}, latitude=55.5, longitude=12.5)
    sent = {"name": "Hallen", "address": "Vej 2", "latitude": "55.6", "tuesday": "10:00-16:00"}
    assert anne.post("/opsaetning/steder/hallen", sent).status_code == 422
    sent |= {"longitude": "12.5", "tuesday": "10-16"}
    assert anne.post("/opsaetning/steder/hallen", sent).status_code == 422
    anne.post("/opsaetning/steder/hallen", sent | {"tuesday": "10:00-16:00"})
    hall = Place.objects.get()
    assert (hall.address, hall.hours, hall.latitude) == ("Vej 2", {"tuesday": "10:00-16:00"}, 55.6)


def test_the_template_can_be_fetched_filled_in_and_read_in(anne: Client) -> None:
    template = anne.get("/opsaetning/tilbud/skabelon/csv")
    assert template["Content-Disposition"] == 'attachment; filename="tilbud.csv"'
    again = SimpleUploadedFile("tilbud.csv", template.content)
    refused = anne.post("/opsaetning/tilbud", {"table": again})
    assert refused.status_code == 422
    assert "Række 2, needs: »loneliness« findes ikke" in shown(refused.content.decode())
    for code in ("loneliness", "body"):
        make_need(code)
    done = anne.post(
        "/opsaetning/tilbud", {"table": SimpleUploadedFile("t.csv", template.content)}, follow=True
    )
    assert "1 nye tilbud, 0 ændrede." in shown(done.content.decode())
    assert Offer.objects.get().sessions.exists()


def test_a_file_that_is_no_table_is_refused_and_nothing_breaks(anne: Client) -> None:
    make_organisation()
    for content in ("", "slug;title", "\0\0\0", "x" * 10):
        assert anne.post("/opsaetning/tilbud", {"table": table(content)}).status_code == 422
    assert anne.post("/opsaetning/tilbud").status_code == 422
