"""The board's pages: for those who work with it, for everybody, on a wall, and how it has gone."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from indgang.access.door import acting
from indgang.board.operations import keep_counts
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.live import topic_of
from indgang.offers.models import Offer
from tests.factories.offers import make_offer, make_organisation, make_session, seat
from tests.factories.people import (
    make_colleague,
    make_guest,
    make_key,
    make_municipality,
    make_person,
    make_worker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Offer:
    """An offer where two wait, and one with room."""
    make_municipality()
    full = make_offer("Gældsrådgivning", needs=("debt",))
    session = make_session(full, seats=1)
    seat(session, make_person())
    for _each in range(2):
        seat(session, make_person(), "waiting")
    walk = make_offer("Gåtur", needs=("body",), provider=make_organisation("Klubben"))
    make_session(walk, seats=7)
    return full


def as_role(role: Role | None) -> Client:
    client = Client()
    if role:
        client.cookies["indgang_key"] = make_colleague(role, name=role.value).key
    return client


def text(client: Client, path: str = "/tavle") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_everybody_sees_whether_there_is_room_in_plain_words(town: Offer) -> None:
    page = text(Client())
    assert "7 ledige pladser" in page
    assert "under 5" in page
    assert "Optaget" not in page


def test_authority_and_provider_get_the_very_same_lines(town: Offer) -> None:
    lines = [
        as_role(role).get("/tavle", headers={"HX-Request": "true"}).content
        for role in (Role.AUTHORITY, Role.PROVIDER)
    ]
    assert lines[0] == lines[1]
    assert b"Optaget" in lines[0]
    assert b"under 5" not in lines[0]


@pytest.mark.parametrize(
    ("query", "shown", "left_out"),
    [
        ("plads=1", "Gåtur", "Gældsrådgivning"),
        ("venter=1", "Gældsrådgivning", "Gåtur"),
        ("behov=body", "Gåtur", "Gældsrådgivning"),
        ("enhed={unit}", "Gældsrådgivning", "Gåtur"),
    ],
)
def test_one_chooses_what_to_see(town: Offer, query: str, shown: str, left_out: str) -> None:
    lines = text(Client(), f"/tavle?{query.format(unit=town.provider_id)}").partition("<table")[2]
    assert shown in lines.partition("</table")[0]
    assert left_out not in lines.partition("</table")[0]


@pytest.mark.parametrize("query", ["sorter=x&behov=%00&vis=hvad", "sted=nowhere&ned=9", "enhed=x"])
def test_a_wrong_address_is_passed_over(town: Offer, query: str) -> None:
    assert "Gåtur" in text(Client(), f"/tavle?{query}")


def test_every_column_sorts_both_ways(town: Offer) -> None:
    page = text(as_role(Role.AUTHORITY), "/tavle?sorter=venter&ned=1")
    assert 'aria-sort="descending"' in page
    lines = page.partition("<tbody")[2]
    assert lines.index("Gældsrådgivning") < lines.index("Gåtur")
    again = text(as_role(Role.HOST), "/tavle?sorter=venter")
    assert "sorter=venter&amp;ned=1" in again


@pytest.mark.parametrize(("by", "shown"), [("behov", "Debt"), ("enheder", "Klubben")])
def test_the_same_by_need_and_by_who_stands_for_it(town: Offer, by: str, shown: str) -> None:
    assert shown in text(Client(), f"/tavle?vis={by}").partition("<table")[2]


@pytest.mark.parametrize(
    ("role", "topic"), [(None, "board:da"), (Role.COUNCIL, "board:da"), (Role.HOST, "board:all")]
)
def test_a_ticket_is_for_what_one_may_be_told(town: Offer, role: Role | None, topic: str) -> None:
    client = as_role(role)
    answer = client.post("/tavle/billet?alt=1").json()
    found = topic_of(answer["ticket"])
    assert found is not None
    assert found.topic == topic


def test_a_link_in_a_letter_is_not_somebody_who_works_with_the_board(town: Offer) -> None:
    client = Client()
    mette = make_colleague(Role.HOST)
    client.cookies["indgang_key"] = make_key(mette.person_id, "link", kinds=["checkins"])
    assert "under 5" in text(client)
    assert client.get("/tavle/tal").status_code in (302, 403)


def test_the_figures_that_changed_are_fetched_by_those_who_work_with_it(town: Offer) -> None:
    assert Client().get("/tavle/tal").status_code == 302
    guest = Client()
    guest.cookies["indgang_key"] = make_guest().key
    assert guest.get("/tavle/tal").status_code == 403
    rows = as_role(Role.AUTHORITY).get(f"/tavle/tal?tilbud={town.id},nonsense").json()["rows"]
    assert set(rows) == {str(town.id), "debt", str(town.provider_id)}
    assert rows[str(town.id)]["venter"] == "2"
    assert len(as_role(Role.HOST).get("/tavle/tal").json()["rows"]) == 6


def test_the_wall_shows_what_everybody_may_see_and_nobody_who_is_signed_in(town: Offer) -> None:
    page = text(as_role(Role.AUTHORITY), "/tavle/skaerm")
    assert "Gåtur" in page
    assert "under 5" in page
    assert "/ud" not in page.partition("<main")[0]
    found = topic_of(page.partition('data-live-ticket="')[2].partition('"')[0])
    assert found is not None
    assert found.topic == "board:da"


def test_the_wall_is_dark_where_one_wants_it(town: Offer) -> None:
    assert "is-dark" in text(Client(), "/tavle/skaerm?lys=moerk")
    assert "is-dark" not in text(Client(), "/tavle/skaerm")


def test_how_it_has_gone_stands_as_curves_with_their_numbers(town: Offer) -> None:
    for days in (2, 1, 0):
        with clock.shifted(-timedelta(days=days)), acting(make_worker().key) as worker:
            keep_counts(by=worker)
    public, staff = Client(), as_role(Role.LEADER)
    address = f"/tavle/historie?tilbud={town.id}"
    assert "<svg" in text(public, address)
    assert "Gældsrådgivning" in text(public, address)
    assert "under 5" in text(public, address)  # of those who wait, whom only staff see counted
    assert "under 5" not in text(staff, address)
    for other in ("", "?behov=debt", f"?enhed={town.provider_id}"):
        assert "<svg" in text(staff, f"/tavle/historie{other}")


@pytest.mark.parametrize("query", ["tilbud=nonsense", "behov=nothing", "enhed=00000000-0000-0000-0000-000000000000"])  # fmt: skip
def test_the_history_of_nothing_is_not_there_or_the_towns(town: Offer, query: str) -> None:
    expected = 200 if query == "tilbud=nonsense" else 404
    assert Client().get(f"/tavle/historie?{query}").status_code == expected


def test_before_the_first_night_there_is_nothing_to_draw(town: Offer) -> None:
    assert '<svg class="curve' not in text(Client(), "/tavle/historie")
    assert "Kom igen om et par dage" in text(Client(), "/tavle/historie")


def test_in_english_the_figures_are_english(town: Offer) -> None:
    with translation.override("en"):
        page = text(Client(headers={"Accept-Language": "en"}))
    assert "7 ledige" not in page
    assert json.dumps("Tavlen") not in page
