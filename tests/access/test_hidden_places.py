"""A crisis centre is found by nobody: its address stands on no page, in no list, letter or file.

The addresses are read from the project itself, so a new page, feed or export is in the test from
its first day.
"""

import contextlib
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer, Place, SecretAddress
from indgang.offers.operations import keep_place
from indgang.offers.operations.catalogue import PlaceSheet
from indgang.offers.operations.keeping import NewPlace, keep_offer
from indgang.offers.operations.offers import describe_offer
from indgang.offers.queries import sheet_of
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import (
    make_need,
    make_offer,
    make_organisation,
    make_schedule,
    make_session,
    seat,
)
from tests.factories.people import (
    Holder,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)
from tests.factories.world import addresses_about

SECRETS = (
    "Tavsgade",
    "Bus 99",
    "Ring hos naboen",
    "Skjulby",
    "61.2345",
    "12.3456",
    "711.5",
    "422.5",
)
LAE = PlaceSheet(
    slug="lae", name="Krisecentret Læ", address="Tavsgade 7", neighbourhood="Skjulby",
    transport="Bus 99 til døren", access_note="Ring hos naboen", x=711.5, y=422.5,
    latitude=61.2345, longitude=12.3456, is_hidden=True,
)  # fmt: skip


class World:
    """The offer that takes place there, and everything around it."""

    def __init__(self) -> None:
        admin = make_colleague(Role.ADMINISTRATOR, name="Anne")
        with acting(admin.key) as actor:
            self.place = keep_place(place=LAE, by=actor)
        self.need = make_need("violence", "Vold")
        self.offer = make_offer(
            "I læ", place=self.place, needs=("violence",), slug="i-lae",
            provider=make_organisation("Krisecentret Læ"),
        )  # fmt: skip
        self.schedule = make_schedule(self.offer)
        self.session = make_session(self.offer)


def told_of(body: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret in body.decode(errors="replace")]


def everything(holder: Holder | None, karen: Holder, world: World) -> dict[str, list[str]]:
    """What each page, feed and export tells of the secret to this holder."""
    client = Client()
    if holder:
        client.cookies["indgang_key"] = holder.key
    extra = ("/tilbud?q=Tavsgade", "/tilbud?q=skjulby", "/tilbud?vis=kort", "/tilbud?alle=1",
             "/tilbud?behov=violence&vis=kort", "/tilbud?naer=lae")  # fmt: skip
    found = {}
    for path in [*{one.path for one in addresses_about(karen, world)} - {"/ud"}, *extra]:
        answer: Any = client.get(path)  # streamed or not
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What was asked for stands in the search field again.
        body = body.replace(b'value="Tavsgade"', b"").replace(b"q=Tavsgade", b"")
        if secrets := told_of(body):
            found[path] = secrets
    return found


@pytest.fixture
def karen(committed: None) -> Holder:
    make_municipality()
    make_unit()
    return make_guest()


@pytest.mark.slow
@pytest.mark.parametrize("who", [None, "guest", Role.HOST, Role.GUIDE, Role.AUTHORITY, Role.LEADER])
def test_no_page_tells_where_it_is(karen: Holder, who: str | Role | None) -> None:
    world = World()
    seat(world.session, karen.person_id)
    holder = karen if who == "guest" else make_colleague(who) if isinstance(who, Role) else None
    assert everything(holder, karen, world) == {}


@pytest.mark.django_db
def test_its_own_keeper_and_the_administrator_read_it_and_no_other_provider_does() -> None:
    make_municipality()
    world = World()
    own, other = (make_provider(make_organisation(name)) for name in ("Krisecentret Læ", "Andre"))
    host = make_colleague(Role.HOST)
    for holder, reads in ((own, True), (other, False), (host, False), (make_guest(), False)):
        with acting(holder.key):
            assert SecretAddress.objects.filter(address="Tavsgade 7").exists() is reads
    client = Client()
    client.cookies["indgang_key"] = own.key
    assert "Tavsgade 7" in client.get(f"/udfoerer/{world.offer.id}").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [{"address": "Tavsgade 7"}, {"transport": "Bus 99"}, {"x": 7.0, "y": 8.0}, {"latitude": 55.0}],
)
def test_the_database_keeps_a_hidden_place_empty(values: dict[str, object]) -> None:
    with as_owner():
        Place.objects.create(slug="lae", name="Læ", address="", is_hidden=True)
        with pytest.raises(IntegrityError, match="hidden_says_nothing"), transaction.atomic():
            Place.objects.filter(slug="lae").update(**values)


@pytest.mark.django_db
def test_who_hides_a_place_takes_its_address_out_of_the_search_as_well() -> None:
    admin = make_colleague(Role.ADMINISTRATOR)
    with acting(admin.key) as actor:
        keep_place(place=PlaceSheet(**(vars(LAE) | {"is_hidden": False})), by=actor)
    make_offer("I læ", place=Place.objects.get(slug="lae"), updated_at=clock.now())
    with acting(admin.key) as actor:
        keep_place(place=LAE, by=actor)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from offers_offerword where word like 'skjul%'")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_a_place_that_is_no_longer_hidden_has_its_address_again() -> None:
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        keep_place(place=LAE, by=actor)
        keep_place(place=PlaceSheet(**(vars(LAE) | {"is_hidden": False})), by=actor)
        assert Place.objects.get().address == "Tavsgade 7"
        assert not SecretAddress.objects.exists()


@pytest.mark.django_db
def test_nobody_reads_it_by_saying_that_his_own_offer_is_there() -> None:
    world = World()
    others = make_organisation("Andre")
    offer, other = make_offer(provider=others, kind="adhoc", needs=("debt",)), make_provider(others)
    with acting(other.key) as actor:
        sheet = replace(sheet_of(offer), place="lae")
        with pytest.raises(Refused, match="findes ikke"), transaction.atomic():
            describe_offer(offer_id=offer.id, sheet=sheet, by=actor)
        named = NewPlace(world.place.name, "Et sted 1")
        with pytest.raises(Refused, match="findes ikke"), transaction.atomic():
            keep_offer(offer_id=None, sheet=sheet_of(offer), new_place=named, by=actor)
        for change in (
            lambda: Offer.objects.filter(id=offer.id).update(place=world.place),
            lambda: Place.objects.filter(slug="lae").update(host=others),
            lambda: Place.objects.filter(slug="lae").update(is_hidden=False),
        ):
            with contextlib.suppress(DatabaseError), transaction.atomic():
                change()
        assert not SecretAddress.objects.exists()
        assert Place.objects.get(slug="lae").is_hidden
    client = Client()
    client.cookies["indgang_key"] = other.key
    page = client.get(f"/udfoerer/{offer.id}/ord").content.decode()
    assert 'name="place"' in page
    assert 'value="lae"' not in page


@pytest.mark.django_db
def test_its_own_keeper_still_changes_his_words_and_adds_an_offer_there() -> None:
    world = World()
    own = make_provider(world.offer.provider)
    with acting(own.key) as actor:
        sheet = replace(sheet_of(world.offer), kind="adhoc", summary="Et sted at være.")
        describe_offer(offer_id=world.offer.id, sheet=sheet, by=actor)
        more = keep_offer(
            offer_id=None, sheet=replace(sheet, title="Snak i læ"), new_place=None, by=actor
        )
        assert more.place_id == world.place.id
