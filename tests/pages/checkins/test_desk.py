"""The house beside the guest: only with his permission, and in his words."""

from datetime import date

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.checkins.models import Schedule
from indgang.checkins.operations import ask_to_talk
from indgang.kernel.actor import Role
from tests.factories.checkins import answered_who5, checkin, make_checkin
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    make_unit()
    return make_guest()


@pytest.fixture
def mette(client: Client, karen: Holder) -> Holder:
    colleague = make_colleague()
    client.cookies["indgang_key"] = colleague.key
    return colleague


def _pages(guest: Holder) -> list[str]:
    return [
        f"/huset/gaest/{guest.person_id}/{page}"
        for page in ("gaar-det", "tjek", "tal-med-nogen")
    ]  # fmt: skip


def test_without_permission_there_is_nobody(client: Client, karen: Holder, mette: Holder) -> None:
    for address in _pages(karen):
        assert client.get(address).status_code == 404
    allow(karen, to=mette, kinds=["plan"])  # the card and the plan are not the check-ins
    for address in _pages(karen):
        assert client.get(address).status_code == 404


def test_who_may_read_sees_the_guests_own_words_and_does_not_answer(
    client: Client, karen: Holder, mette: Holder
) -> None:
    allow(karen, to=mette, kinds=["checkins"])
    answered_who5(karen, 3, on=date(2026, 4, 1))
    curves, waiting, _talk = _pages(karen)
    page = client.get(curves, headers={"accept-language": "da"}).content.decode()
    assert "Det er dit første svar" in page
    assert "Svar sammen" not in page
    assert client.get(waiting).status_code == 404
    with acting(karen.key):
        assert {line.purpose for line in Lookup.objects.all()} >= {"sådan går det"}


def test_they_answer_together_and_it_is_noted(client: Client, karen: Holder, mette: Holder) -> None:
    allow(karen, to=mette, kinds=["checkins"], may_write=True)
    _curves, waiting, talk = _pages(karen)
    begun = client.post(f"{waiting}/ny")["Location"]
    assert client.get(waiting).status_code == 200
    assert "Karen svarer." in client.get(
        begun, headers={"accept-language": "da"}
    ).content.decode()  # fmt: skip
    client.post(begun, {"value": "2"})
    asked = begun.split("/")[-2]
    client.post(f"{waiting}/{asked}/slut")
    assert client.get(f"{waiting}/{asked}/tak").status_code == 200
    found = checkin(asked)  # type: ignore[arg-type]  # Django reads text
    assert (found.status, found.together_with) == ("answered", mette.person_id)
    assert client.post(talk, {"words": ""}).status_code == 302


def test_a_check_in_of_another_guest_is_not_there(
    client: Client, karen: Holder, mette: Holder
) -> None:
    allow(karen, to=mette, kinds=["checkins"], may_write=True)
    foreign = make_checkin(make_guest("Bo"))
    assert client.get(f"/huset/gaest/{karen.person_id}/tjek/{foreign}/1").status_code == 404


def test_hands_are_taken_and_put_down(client: Client, karen: Holder) -> None:
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="Ring efter 12", by=actor)
    assert "Ring efter 12" in client.get("/huset/haender").content.decode()
    client.post(f"/huset/haender/{hand}/tag")
    assert "Bodil" in client.get("/huset/haender").content.decode()
    assert client.post(f"/huset/haender/{hand}/ned", {"outcome": "x"}).status_code == 404
    client.post(f"/huset/haender/{hand}/ned", {"outcome": "talked"})
    assert "Karen" not in client.get("/huset/haender").content.decode()


def test_the_administrator_decides_when_to_ask(client: Client, karen: Holder) -> None:
    client.cookies["indgang_key"] = make_colleague(Role.ADMINISTRATOR).key
    assert client.get("/opsaetning/tjek").status_code == 200
    assert client.post("/opsaetning/tjek", {"key": "week6"}).status_code == 422
    client.post("/opsaetning/tjek", {"key": "week6", "week6-instruments": ["who5"]})
    found = Schedule.objects.get(key="week6")
    assert (found.instruments, found.is_active) == (["who5"], False)
