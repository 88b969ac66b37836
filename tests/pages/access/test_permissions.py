import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.access.operations import break_glass, open_person
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
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
    return make_guest()


@pytest.fixture
def page(client: Client, karen: Holder) -> Client:
    client.cookies["indgang_key"] = karen.key
    return client


def test_a_stranger_is_asked_for_a_key(client: Client) -> None:
    answer = client.get("/min/tilladelser")
    assert answer.status_code == 302
    assert answer["Location"] == "/ind/?next=%2Fmin%2Ftilladelser"


def test_nobody_stops_what_another_has_given(client: Client, karen: Holder) -> None:
    mette = make_colleague()
    permission_id = allow(karen, to=mette, kinds=["plan"])
    client.cookies["indgang_key"] = make_guest("Bo").key
    assert client.post(f"/min/tilladelser/{permission_id}/stop").status_code == 404


def test_the_guest_sees_what_whom_why_and_until_when(page: Client, karen: Holder) -> None:
    mette = make_colleague()
    allow(karen, to=mette, kinds=["plan"])
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
    text = page.get("/min/tilladelser").content.decode()
    for words in ("Mette", "Din plan", "Aftalt med gæsten", "De må kun læse", "guide: samtale"):
        assert words in text


def test_stop_takes_effect_at_the_next_opening(page: Client, karen: Holder) -> None:
    mette = make_colleague()
    permission_id = allow(karen, to=mette, kinds=["plan"])
    assert page.get(f"/min/tilladelser/{permission_id}/stop").status_code == 200
    assert page.post(f"/min/tilladelser/{permission_id}/stop").status_code == 302
    with acting(mette.key) as actor, pytest.raises(NotThere):
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)


def test_the_guest_lets_somebody_in_for_what_she_chooses(page: Client, karen: Holder) -> None:
    mette = make_colleague()
    form = {"receiver": f"person:{mette.person_id}", "kinds": ["plan", "goals"], "weeks": "4"}
    assert page.post("/min/tilladelser/ny", form | {"kinds": []}).status_code == 422
    assert page.post("/min/tilladelser/ny", form).status_code == 302
    with acting(karen.key):
        permission = Permission.objects.get()
    assert permission.kinds == ["card", "goals", "plan"]
    assert not permission.may_write
    assert permission.given_by == karen.person_id


def test_an_emergency_is_reviewed_by_a_leader_who_did_not_do_it(
    client: Client, karen: Holder
) -> None:
    acute = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Asta")
    with acting(acute.key) as actor:
        break_glass(person_id=karen.person_id, reason="Hun ringede og kunne ikke tale.", by=actor)
    client.cookies["indgang_key"] = acute.key
    assert client.get("/tilsyn/nodaabninger").status_code == 403
    leader = make_colleague(Role.LEADER, unit=make_unit("direction"), name="Lise")
    client.cookies["indgang_key"] = leader.key
    text = client.get("/tilsyn/nodaabninger").content.decode()
    assert "Asta" in text
    assert "Karen" not in text
    with acting(karen.key):
        permission = Permission.objects.get()
    client.post("/tilsyn/nodaabninger", {"permission": str(permission.id)})
    assert "Gennemgået" in client.get("/tilsyn/nodaabninger").content.decode()
