import pytest
from django.test import Client

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


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    karen = make_guest()
    allow(karen, unit_id=make_unit().id, may_write=True)
    return karen


@pytest.fixture
def mette(client: Client, karen: Holder) -> Holder:
    holder = make_colleague(Role.GUIDE)
    client.cookies["indgang_key"] = holder.key
    return holder


def test_the_page_is_for_the_house(client: Client, karen: Holder) -> None:
    address = f"/huset/gaest/{karen.person_id}/spoerg-igen"
    client.cookies["indgang_key"] = karen.key
    assert client.get(address).status_code == 403
    outreach = make_colleague(Role.OUTREACH, unit=make_unit("outreach"), name="Ib")
    client.cookies["indgang_key"] = outreach.key
    assert client.get(address).status_code == 403


def test_nothing_is_ticked_before_the_guest_has_said_it(
    client: Client, karen: Holder, mette: Holder
) -> None:
    page = client.get(f"/huset/gaest/{karen.person_id}/spoerg-igen").content.decode()
    assert "Spørg Karen igen" in page
    assert " checked" not in page
    answer = client.post(
        f"/huset/gaest/{karen.person_id}/spoerg-igen", {"colleague": str(mette.person_id)}
    )
    assert answer.status_code == 422
    assert "Siger gæsten nej, så lad det være" in answer.content.decode()


def test_the_yes_opens_the_plan_and_stands_on_the_guests_own_page(
    client: Client, karen: Holder, mette: Holder
) -> None:
    address = f"/huset/gaest/{karen.person_id}/spoerg-igen"
    assert (
        f'href="{address}"'
        in client.get(f"/huset/gaest/{karen.person_id}/mennesker").content.decode()
    )
    said = {"colleague": str(mette.person_id), "kinds": ["plan", "goals"]}
    assert client.post(address, said).headers["Location"] == address
    assert client.get(f"/huset/gaest/{karen.person_id}/plan").status_code == 200
    client.cookies["indgang_key"] = karen.key
    own = client.get("/min/tilladelser").content.decode()
    assert "Mette" in own
    assert "Så vi kan følges ad." in own
    log = client.get("/min/tilladelser/opslag").content.decode()
    assert "pørge igen" in log


def test_stop_ends_it(client: Client, karen: Holder, mette: Holder) -> None:
    address = f"/huset/gaest/{karen.person_id}/spoerg-igen"
    permission_id = allow(karen, to=mette, kinds=["plan"])
    assert client.get(f"/huset/gaest/{karen.person_id}/plan").status_code == 200
    assert f"{address}/{permission_id}/stop" in client.get(address).content.decode()
    client.post(f"{address}/{permission_id}/stop")
    assert client.get(f"/huset/gaest/{karen.person_id}/plan").status_code == 404


def test_somebody_who_does_not_work_here_cannot_be_chosen(
    client: Client, karen: Holder, mette: Holder
) -> None:
    said = {"colleague": str(make_guest("Ali").person_id), "kinds": ["plan"]}
    answer = client.post(f"/huset/gaest/{karen.person_id}/spoerg-igen", said)
    assert answer.status_code == 422
