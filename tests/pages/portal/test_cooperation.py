"""How units work together, on the pages of those who do."""

import pytest
from django.template import Context, Template
from django.test import Client

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.people.models import Cooperation, Unit
from indgang.people.operations import agree_cooperation, write_cooperation
from tests.factories.people import (
    Holder,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)
from tests.pages.words import shown

pytestmark = pytest.mark.django_db

ADDRESS = "/huset/samarbejde"
WORDS = "Vi svarer samme dag."


@pytest.fixture
def house() -> Unit:
    make_municipality()
    return make_unit("house", "Huset")


@pytest.fixture
def choir(house: Unit) -> Unit:
    return make_unit("provider", "Koret")


@pytest.fixture
def mette(house: Unit) -> Holder:
    return make_colleague(Role.GUIDE, unit=house, name="Mette")


@pytest.fixture
def poul(choir: Unit) -> Holder:
    return make_colleague(Role.PROVIDER, unit=choir, name="Poul")


def sees(holder: Holder, address: str) -> str:
    client = Client()
    client.cookies["indgang_key"] = holder.key
    return " ".join(shown(client.get(address).content.decode()).split())


def sends(holder: Holder, address: str, **values: object) -> int:
    client = Client()
    client.cookies["indgang_key"] = holder.key
    return client.post(address, values).status_code


def address_of(text: Cooperation) -> str:
    return f"{ADDRESS}/{text.first_unit_id}/{text.second_unit_id}"


def test_a_guest_and_a_volunteer_write_nothing(house: Unit, choir: Unit) -> None:
    values = {"unit": house.id, "other": choir.id, "text": WORDS}
    assert sends(make_guest(), f"{ADDRESS}/ny", **values) == 403
    assert sends(make_colleague(Role.VOLUNTEER, unit=house), f"{ADDRESS}/ny", **values) == 404
    assert not Cooperation.objects.exists()


def test_two_units_agree_and_agree_anew(
    house: Unit, choir: Unit, mette: Holder, poul: Holder
) -> None:
    assert "Ingen har skrevet noget endnu" in sees(mette, ADDRESS)
    assert sends(mette, f"{ADDRESS}/ny", unit=house.id, other=house.id, text=WORDS) == 422
    assert sends(mette, f"{ADDRESS}/ny", unit=house.id, other=choir.id, text=WORDS) == 302
    text = Cooperation.objects.get()
    assert "Intet endnu. Det gælder først, når begge har sagt ja." in sees(mette, address_of(text))
    assert "Venter på jeres ja" in sees(poul, "/udfoerer")
    for holder in (mette, poul):
        assert "Ja, sådan gør vi" in sees(holder, address_of(text))
        assert sends(holder, f"{ADDRESS}/{text.id}/ja") == 302
    page = sees(poul, address_of(text))
    assert "Huset: Mette sagde ja den" in page
    assert "Koret: Poul sagde ja den" in page
    assert "Ja, sådan gør vi" not in page
    assert "aftalt den" in sees(poul, "/udfoerer")
    assert WORDS in sees(poul, f"{address_of(text)}/ny")
    assert sends(poul, f"{address_of(text)}/ny", text="Vi svarer på to timer.") == 302
    page = sees(mette, address_of(text))
    assert "Udgave 2 venter på et ja" in page
    assert page.index("Vi svarer på to timer.") < page.index("Det gælder nu") < page.index(WORDS)
    newer = Cooperation.objects.get(version=2)
    for holder in (mette, poul):
        sends(holder, f"{ADDRESS}/{newer.id}/ja")
    page = sees(mette, address_of(text))
    assert page.index("Vi svarer på to timer.") < page.index("Det, der gjaldt før")


def test_others_read_it_and_write_nothing_in_it(house: Unit, choir: Unit, mette: Holder) -> None:
    with acting(mette.key) as actor:
        text = write_cooperation(unit_id=house.id, other_id=choir.id, text=WORDS, by=actor)
    lis = make_colleague(Role.LEADER, unit=make_unit("direction"), name="Lis")
    assert "Huset og Koret" in sees(lis, ADDRESS) or "Koret og Huset" in sees(lis, ADDRESS)
    page = sees(lis, address_of(text))
    assert WORDS in page
    assert "Skriv en ny udgave" not in page
    assert sends(lis, f"{address_of(text)}/ny", text="Nej") == 404
    assert sends(lis, f"{ADDRESS}/{text.id}/ja") == 404
    assert sends(lis, f"{ADDRESS}/{choir.id}/{choir.id}/ny", text="Nej") == 404
    assert Cooperation.objects.get().text == WORDS


def test_it_is_shown_where_the_two_meet(
    house: Unit, choir: Unit, mette: Holder, poul: Holder
) -> None:
    words = Template("{% load cooperation %}{% how_we_work one other %}")
    with acting(mette.key) as actor:
        text = write_cooperation(unit_id=house.id, other_id=choir.id, text=WORDS, by=actor)
        agree_cooperation(cooperation_id=text.id, by=actor)
    said = {"one": house.id, "other": choir.id}
    assert WORDS not in words.render(Context(said))
    with acting(poul.key) as actor:
        agree_cooperation(cooperation_id=text.id, by=actor)
    assert WORDS in words.render(Context(said))
    assert "Udgave 1. Begge sagde ja den" in words.render(Context(said))
    assert words.render(Context({"one": house.id, "other": house.id})).strip() == ""
