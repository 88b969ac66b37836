import re

import pytest
from django.test import Client
from django.urls import reverse

from indgang.access.door import acting
from indgang.access.operations import KNOCKS
from indgang.entrance.models import Inquiry, InquiryMessage
from tests.factories.people import make_guest, make_municipality, make_unit

pytestmark = pytest.mark.django_db

OWN = "/henvend/mig"


@pytest.fixture(autouse=True)
def house() -> None:
    make_municipality()
    make_unit()


def form_id(page: str) -> str:
    found = re.search(r'name="form_id" value="([^"]+)"', page)
    assert found
    return found.group(1)


def sent(client: Client, address: str = OWN, **said: str) -> tuple[str, dict[str, str]]:
    page = client.get(address).content.decode()
    data = {"form_id": form_id(page), "words": "Jeg kan ikke sove.", **said}
    return client.post(address, data).content.decode(), data


def code_on(page: str) -> str:
    return "".join(re.findall(r"<span>([0-9A-Z]{6})</span>", page))


def test_nothing_at_all_is_said_plainly(client: Client) -> None:
    page, _data = sent(client, words=" ")
    assert "Skriv et par ord" in page


def test_a_telephone_that_is_none_is_said_plainly_and_the_words_stay(client: Client) -> None:
    page, _data = sent(client, contact="ring bare")
    assert "ligner ikke en e-mail" in page
    assert "Jeg kan ikke sove." in page


def test_a_machine_gives_itself_away(client: Client) -> None:
    page, _data = sent(client, homepage="https://example.org")
    assert code_on(page) == ""
    assert "Lad det her felt stå tomt" in page


def test_a_flood_from_one_address_is_held_back_and_nothing_written_is_lost(client: Client) -> None:
    for _each in range(KNOCKS):
        client.post(OWN, {"words": ""})
    answer = client.post(OWN, {"words": "Jeg kan ikke sove."})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "prøvet mange gange herfra" in page
    assert "Jeg kan ikke sove." in page
    assert "00 00 00 00" in page


def test_a_stranger_writes_and_follows_the_answer_with_the_receipt(client: Client) -> None:
    page, _data = sent(client, nickname="Karen", contact="12 34 56 78")
    code = code_on(page)
    with acting(code) as actor:
        assert actor.is_known
        assert InquiryMessage.objects.get().words == "Jeg kan ikke sove."
    client.cookies["indgang_key"] = code
    assert "Jeg kan ikke sove." in client.get(reverse("entrance:answers")).content.decode()


def test_the_same_form_twice_shows_the_same_receipt(client: Client) -> None:
    page, data = sent(client)
    again = client.post(OWN, data).content.decode()
    assert code_on(page) == code_on(again) != ""
    with acting(code_on(page)):
        assert Inquiry.objects.count() == 1


def test_a_relative_is_told_who_reads_and_what_does_not_come_back(client: Client) -> None:
    page = client.get("/henvend/en-anden").content.decode()
    assert "Kun værter og guider i House læser det." in page
    assert "Vi fortæller dig ikke noget om personen" in page


def test_a_professional_says_where_he_works(client: Client) -> None:
    page, _data = sent(client, "/henvend/fagperson")
    assert "Skriv, hvor du arbejder." in page
    page, _data = sent(client, "/henvend/fagperson", workplace="Lægehuset")
    assert code_on(page)


def test_there_are_three_forms_and_no_more(client: Client) -> None:
    assert client.get("/henvend/kommunen").status_code == 404


def test_what_was_begun_is_there_again(client: Client) -> None:
    client.get(OWN)
    kept = client.post("/henvend/mig/kladde", {"words": "Jeg er bange", "version": "0"})
    assert kept.json() == {"version": 1}
    assert "Jeg er bange" in client.get(OWN).content.decode()
    assert "Jeg er bange" not in client.get("/henvend/en-anden").content.decode()
    assert "Jeg er bange" not in Client().get(OWN).content.decode()


def test_what_was_begun_can_be_forgotten(client: Client) -> None:
    client.get(OWN)
    client.post("/henvend/mig/kladde", {"words": "Jeg er bange", "version": "0"})
    client.post("/henvend/mig/glem")
    assert "Jeg er bange" not in client.get(OWN).content.decode()


def test_a_draft_is_gone_when_it_is_sent(client: Client) -> None:
    client.get(OWN)
    client.post("/henvend/mig/kladde", {"words": "Jeg er bange", "version": "0"})
    sent(client)
    assert "Jeg er bange" not in client.get(OWN).content.decode()


def test_a_draft_that_is_far_too_long_is_refused_in_words(client: Client) -> None:
    client.get(OWN)
    answer = client.post("/henvend/mig/kladde", {"words": "a" * 20_001, "version": "0"})
    assert answer.status_code == 422
    assert answer.json()["sentence"] == "Teksten er for lang. Del den op."


def test_the_writer_writes_more(client: Client) -> None:
    page, _data = sent(client)
    client.cookies["indgang_key"] = code_on(page)
    with acting(code_on(page)):
        inquiry_id = Inquiry.objects.get().id
    client.post("/henvend/svar", {"inquiry": inquiry_id, "words": "Og jeg er alene."})
    assert "Og jeg er alene." in client.get("/henvend/svar").content.decode()


def test_another_s_inquiry_is_not_there(client: Client) -> None:
    page, _data = sent(client)
    with acting(code_on(page)):
        inquiry_id = Inquiry.objects.get().id
    client.cookies["indgang_key"] = make_guest("Bo").key
    answer = client.post("/henvend/svar", {"inquiry": inquiry_id, "words": "Hej"})
    assert answer.status_code == 404


def test_without_a_key_one_is_asked_for_it(client: Client) -> None:
    assert client.get("/henvend/svar").headers["Location"] == "/ind/?next=%2Fhenvend%2Fsvar"
