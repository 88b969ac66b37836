from datetime import date

import pytest
from django.core import mail
from django.test import Client

from indgang.access import keys
from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.people.models import CrisisNumber, Membership, Municipality, Person
from indgang.people.signin.models import Account
from tests.factories.people import Holder, make_colleague, make_guest, make_municipality, make_unit

pytestmark = pytest.mark.usefixtures("committed")

HOUSE = {
    "name": "Vores Kommune", "short_name": "Vores", "code": "0000", "house_name": "Døren",
    "house_address": "Torvet 1", "phone": "00 00 00 00", "welcome_within_minutes": "5",
    "answer_within_hours": "24", "hours_mon": "9-12 og 13.30-16",
}  # fmt: skip


@pytest.fixture
def admin(committed: None) -> Holder:
    make_municipality()
    return make_colleague(Role.ADMINISTRATOR, unit=make_unit("administration"), name="Ada")


@pytest.fixture
def page(client: Client, admin: Holder) -> Client:
    client.cookies["indgang_key"] = admin.key
    return client


def test_nobody_but_an_administrator_sets_the_house_up(client: Client, admin: Holder) -> None:
    client.cookies["indgang_key"] = make_colleague(Role.LEADER, name="Lise").key
    assert client.get("/opsaetning/").status_code == 403
    assert client.post("/opsaetning/huset", HOUSE).status_code == 403


def test_wrong_hours_are_told_and_nothing_is_lost(page: Client) -> None:
    answer = page.post("/opsaetning/huset", HOUSE | {"hours_tue": "fra ni", "code": "12"})
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Skriv tiden som 9-16", "En kommunekode er fire tal", "fra ni", "Torvet 1"):
        assert words in text


def test_the_house_is_set_up(page: Client) -> None:
    assert page.post("/opsaetning/huset", HOUSE).status_code == 302
    house = Municipality.objects.get()
    assert house.opening_hours == {"mon": [["09:00", "12:00"], ["13:30", "16:00"]]}
    assert "mandag 9–\N{WORD JOINER}12 og 13.30–\N{WORD JOINER}16" in page.get("/").content.decode()


def test_the_first_crisis_number_stands_on_every_page(page: Client) -> None:
    form = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-label": "Akuttelefonen",
        "form-0-number": "00 00 12 34", "form-0-checked_on": "2026-11-01",
    }  # fmt: skip
    refused = page.post("/opsaetning/akutnumre", form | {"form-0-checked_on": "2999-01-01"})
    assert refused.status_code == 422
    assert page.post("/opsaetning/akutnumre", form).status_code == 302
    assert CrisisNumber.objects.get().checked_on == date(2026, 11, 1)
    assert "00 00 12 34" in page.get("/ind/").content.decode()


def test_a_colleague_is_invited_and_can_choose_a_password(page: Client, client: Client) -> None:
    unit = make_unit("guides")
    form = {
        "shown_name": "Gry", "title": "guide", "email": "gry@lillevang.example",
        "unit": str(unit.id), "role": "guide",
    }  # fmt: skip
    assert page.post("/opsaetning/kolleger", form).status_code == 302
    assert page.post("/opsaetning/kolleger", form).status_code == 422  # the address is taken
    account = Account.objects.get()
    assert not account.has_usable_password()
    assert account.email in mail.outbox[0].to
    link = next(line for line in mail.outbox[0].body.splitlines() if "/konto/" in line)
    assert Client().get(link.partition("localhost:8000")[2] or link, follow=True).status_code == 200
    assert keys.new_session_for_colleague(account.person_id)


def test_rights_end_with_the_membership_at_once(page: Client, client: Client) -> None:
    mette = make_colleague(Role.LEADER, name="Mette")
    hers = Client()
    hers.cookies["indgang_key"] = mette.key
    assert hers.get("/tilsyn/nodaabninger").status_code == 200
    with acting(mette.key):
        membership = Membership.objects.get(person_id=mette.person_id)
    assert page.post(f"/opsaetning/roller/{membership.id}/slut").status_code == 302
    assert hers.get("/tilsyn/nodaabninger").status_code == 403


def test_an_administrator_changes_nothing_of_his_own(page: Client, admin: Holder) -> None:
    unit = make_unit("guides")
    role = {"unit": str(unit.id), "role": "guide"}
    answer = page.post(f"/opsaetning/kolleger/{admin.person_id}/rolle", role)
    assert answer.status_code == 409
    with acting(admin.key):
        own = Membership.objects.get(person_id=admin.person_id)
    assert page.post(f"/opsaetning/roller/{own.id}/slut").status_code == 404


def test_an_administrator_sees_no_guest(page: Client, admin: Holder) -> None:
    karen = make_guest()
    with acting(admin.key):
        assert not Person.objects.filter(id=karen.person_id).exists()
    assert page.get(f"/opsaetning/kolleger/{karen.person_id}").status_code == 404


def test_what_hosts_do_with_the_young_is_the_administrators_to_write(page: Client) -> None:
    said = {
        "who_to_call": "Familiehuset", "phone": "00 00 56 78", "checked_on": "2026-11-01",
        "at_the_desk": "Giv kakao.", "to_the_young": "Du er velkommen her.",
    }  # fmt: skip
    for wrong in ({"checked_on": "2999-01-01"}, {"checked_on": ""}, {"phone": "ring!"}):
        assert page.post("/opsaetning/unge", said | wrong).status_code == 422
    assert page.post("/opsaetning/unge", said).status_code == 302
    assert "Familiehuset" in page.get("/opsaetning/").content.decode()
    assert "Giv kakao." in page.get("/opsaetning/unge").content.decode()
    make_unit()
    desk = Client()
    desk.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    at_the_desk = desk.get("/huset/ankomst").content.decode()
    for words in ("Giv kakao.", "00 00 56 78", "Det kaldes en underretning"):
        assert words in at_the_desk
    for address in ("/henvend", "/henvend/mig"):
        seen = Client().get(address).content.decode()
        assert "Du er velkommen her." in seen
        assert "Giv kakao." not in seen
    assert "Er du under 18?" not in Client().get("/henvend/fagperson").content.decode()


def test_before_anybody_has_written_the_words_of_the_program_stand(page: Client) -> None:
    make_unit()
    desk = Client()
    desk.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert "Tag imod, som du plejer." in desk.get("/huset/ankomst").content.decode()
    assert "Du skal ikke spørge nogen om lov" in Client().get("/henvend").content.decode()


def test_only_an_administrator_writes_it(page: Client) -> None:
    desk = Client()
    desk.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert desk.get("/opsaetning/unge").status_code == 403
    assert desk.post("/opsaetning/unge", {"checked_on": "2026-11-01"}).status_code == 403
