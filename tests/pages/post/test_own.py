import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.people.models import ContactPoint
from indgang.post.queries import wants_silence
from tests.database import as_owner
from tests.factories.people import Holder, make_guest, make_municipality
from tests.factories.post import letter, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen(client: Client) -> Holder:
    make_municipality()
    guest = make_guest()
    client.cookies["indgang_key"] = guest.key
    return guest


def test_a_stranger_is_asked_for_his_key() -> None:
    assert Client().get("/min/beskeder")["Location"].startswith("/ind/")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Vælg en af dem."),
        ({"channel": "pigeon"}, "Vælg"),
        ({"channel": "email"}, "Skriv, hvor vi kan nå dig."),
        ({"channel": "email", "value": "karen"}, "Det ligner ikke en e-mail."),
        ({"channel": "sms", "value": "ring"}, "Det ligner ikke et nummer."),
    ],
)
def test_what_is_missing_is_said(
    client: Client, karen: Holder, data: dict[str, str], said: str
) -> None:
    answer = client.post("/min/beskeder", {"x": "1", **data})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_one_chooses_how_to_hear_and_sees_what_was_sent(client: Client, karen: Holder) -> None:
    sent = queue(karen)
    found = letter(sent)
    with as_owner():
        type(found).objects.filter(id=sent).update(status="sent", sent_at=found.queued_at)
    client.post("/min/beskeder", {"channel": "sms", "value": "12 34 56 78"})
    page = client.get("/min/beskeder").content.decode()
    assert "12 34 56 78" in page
    assert "Der er nyt til dig." in page
    with acting(karen.key):
        assert ContactPoint.objects.get().is_preferred


def test_silence_is_one_of_the_choices(client: Client, karen: Holder) -> None:
    client.post("/min/beskeder", {"channel": "none"})
    with acting(karen.key):
        assert wants_silence(karen.person_id)
    assert "checked" in client.get("/min/beskeder").content.decode()
