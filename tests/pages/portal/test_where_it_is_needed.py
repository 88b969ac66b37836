"""The hands, the emergency door and the next question stand where somebody needs them."""

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.operations import break_glass
from indgang.checkins.operations import ask_to_talk
from indgang.kernel.actor import Role
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)

pytestmark = pytest.mark.django_db

REASON = "Hun svarer ikke, og døren står åben."


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    make_unit()
    return make_guest()


def page_of(client: Client, holder: Holder, address: str) -> str:
    client.cookies["indgang_key"] = holder.key
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_hands_are_counted_and_each_leads_to_its_guest(client: Client, karen: Holder) -> None:
    bodil = make_colleague(Role.HOST, name="Bodil")
    assert 'href="/huset/haender"' in page_of(client, bodil, "/huset")
    with acting(karen.key) as actor:
        ask_to_talk(person_id=karen.person_id, words="Ring, når du kan", by=actor)
    page = page_of(client, bodil, "/huset")
    assert 'Hænder oppe <span class="count">1</span>' in page
    for address in ("/huset", "/huset/haender"):
        shown = page_of(client, bodil, address)
        assert f"/huset/gaest/{karen.person_id}?fra=haand" in shown
        assert "Lige nu" in shown
        assert "0 minutter" not in shown


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.HOST, True), (Role.GUIDE, True), (Role.ACUTE, True), (Role.PEER_HOST, False),
        (Role.COORDINATOR, False), (Role.OUTREACH, False),
    ],
)  # fmt: skip
def test_the_emergency_door_is_on_the_guests_page_for_those_who_may(
    client: Client, karen: Holder, role: Role, *, may: bool
) -> None:
    colleague = make_colleague(role)
    allow(karen, to=colleague)
    address = f"/huset/gaest/{karen.person_id}"
    for part in ("", "/mennesker"):
        assert (f"{address}/noed" in page_of(client, colleague, address + part)) is may


def test_it_is_not_offered_to_who_reads_all_of_it_already(client: Client, karen: Holder) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=["plan", "contact", "crisis"])
    address = f"/huset/gaest/{karen.person_id}"
    assert f"{address}/noed" not in page_of(client, mette, address)


def test_who_has_opened_in_an_emergency_finds_the_way_back(client: Client, karen: Holder) -> None:
    asta = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Asta")
    assert "Åbnet i nød" not in page_of(client, asta, "/huset")
    with acting(asta.key) as actor:
        break_glass(person_id=karen.person_id, reason=REASON, by=actor)
    page = page_of(client, asta, "/huset")
    assert 'Åbnet i nød <span class="count">1</span>' in page
    assert f'href="/huset/gaest/{karen.person_id}"' in page
    bodil = make_colleague(Role.HOST, name="Bodil")
    assert str(karen.person_id) not in page_of(client, bodil, "/huset")


def test_what_the_guest_has_not_said_is_left_out(client: Client, karen: Holder) -> None:
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette)
    page = page_of(client, mette, f"/huset/gaest/{karen.person_id}").split("<main")[1]
    assert "Gæsten har ikke sagt noget om det endnu." in page
    assert "<dd>–</dd>" not in page


def test_a_relative_has_a_name_that_fits_every_reader(client: Client, karen: Holder) -> None:
    mette, sister = make_colleague(Role.GUIDE), make_guest("Lone")
    allow(karen, to=mette)
    allow(karen, to=sister, kinds=["plan"])
    page = page_of(client, mette, f"/huset/gaest/{karen.person_id}")
    assert "en pårørende" in page
    assert "du kender" not in page
    assert "<h3>En pårørende</h3>" in page_of(client, karen, "/min/tilladelser")
