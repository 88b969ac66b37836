import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indgang.kernel.readability import GUEST_LIX_LIMIT, hard_words, lix
from tests.factories.offers import make_need, make_offer, make_place, make_session, seat
from tests.factories.people import make_guest, make_municipality
from tests.pages.words import shown

pytestmark = pytest.mark.django_db


def test_a_card_says_what_when_where_and_whether_there_is_room(client: Client) -> None:
    make_municipality()
    session = make_session(make_offer(place=make_place()), seats=3)
    seat(session, make_guest().person_id)
    page = client.get("/tilbud").content.decode()
    for words in (
        "Gældsrådgivning",
        "Biblioteket, Midtbyen",
        "2 pladser tilbage",
        "Du kan starte",
    ):
        assert words in page


def test_what_needs_a_decision_says_so(client: Client) -> None:
    make_offer(access="decision")
    assert "Her skal vi først have et ja" in client.get("/tilbud").content.decode()


def test_the_words_decide_what_is_shown(client: Client) -> None:
    make_offer("Gældsrådgivning")
    make_offer("Gåtur", summary="I parken.")
    page = client.get("/tilbud", {"q": "rådgivning"}).content.decode()
    assert "Gældsrådgivning" in page
    assert "Gåtur" not in page


def test_no_hits_offer_something_near_and_a_human(client: Client) -> None:
    make_municipality()
    make_offer("Gåtur")
    page = client.get("/tilbud", {"q": "xyzzy"}).content.decode()
    assert "Ring til os" in page
    assert "Gåtur" in page


def test_the_fragment_is_a_part_of_the_page_and_cleans_the_address(client: Client) -> None:
    make_offer()
    fragment = client.get("/tilbud", {"q": "gæld", "tid": ""}, headers={"HX-Request": "true"})
    page = client.get("/tilbud", {"q": "gæld", "tid": ""}).content
    assert fragment.content.rpartition(b"<p id=")[0].strip() in page
    assert fragment["HX-Replace-Url"] == "/tilbud?q=g%C3%A6ld"


def test_a_crisis_shows_the_numbers_first(client: Client) -> None:
    make_municipality()
    make_need("crisis", "Det brænder på", words=["selvmord"])
    make_offer("Akuttelefonen", needs=("crisis",))
    page = client.get("/tilbud", {"q": "selvmord"}).content.decode()
    assert "Brænder det på nu?" in page


@pytest.mark.parametrize(
    "query",
    [
        "alder=abc", "alder=-5", "behov=findes-ikke", "hvor=maanen", "tid=altid", "sted=%00",
        "q=%00", "q=%F0%9F%98%80", "vis=x", "q=" + "a" * 5000, "hvem=%ff", "alder=" + "9" * 400,
    ],
)  # fmt: skip
def test_a_strange_address_is_no_error(client: Client, query: str) -> None:
    assert client.get(f"/tilbud?{query}").status_code == 200


def test_the_map_shows_a_pin_for_each_place(client: Client) -> None:
    make_offer("Gæld", place=make_place())
    make_offer("Kaffe", place=make_place())
    make_offer("På skærmen", where_note="Hjemme")
    page = client.get("/tilbud?vis=kort").content.decode()
    assert page.count("map-pin") == 1
    assert page.count('href="/sted/biblioteket"') == 2  # of the pin, and in the list
    assert "Gæld" in page
    assert "Kaffe" in page


def test_only_a_dozen_at_first(client: Client) -> None:
    for number in range(14):
        make_offer(f"Hold {number}")
    assert client.get("/tilbud").content.decode().count("<article") == 12
    assert client.get("/tilbud?alle=1").content.decode().count("<article") == 14


def test_anyone_can_read_it(client: Client) -> None:
    make_municipality()
    make_session(make_offer(place=make_place()), seats=2)
    for address in ("/tilbud", "/tilbud?q=xyzzy", "/tilbud?vis=kort"):
        text = shown(client.get(address).content.decode())
        assert lix(text) <= GUEST_LIX_LIMIT, hard_words(text)[:20]


def test_what_is_near_is_asked_for_with_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_municipality()
    for number in range(6):
        make_session(make_offer(f"Hold {number}", place=make_place(f"Sted {number}")), seats=None)
    client.get("/tilbud")
    with django_assert_max_num_queries(24):
        page = client.get("/tilbud?naer=sted-3&nu=on&idag=on&tid=today").content.decode()
    assert 'value="sted-3" selected' in page


def test_quick_choices_are_kept_and_say_kindly_that_nothing_is_open(client: Client) -> None:
    make_municipality()
    make_session(make_offer("Gåtur", place=make_place()), seats=2)
    page = client.get("/tilbud?nu=on").content.decode()
    assert 'id="id_nu" name="nu" checked' in page
    assert "Det betyder ikke, at der ikke er noget til dig" in page
    assert "Gåtur" in page
    assert 'href="/tilbud?nu=on&amp;vis=kort"' not in page


def test_a_map_without_a_place_says_something_kind(client: Client) -> None:
    make_offer("På skærmen", where_note="Hjemme")
    page = client.get("/tilbud?vis=kort").content.decode()
    assert "Der er ikke noget på kortet lige nu" in page
    assert "Se det som liste" in page
