"""A group's pages, as its members, as the house and as strangers meet them."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indgang.access.door import acting
from indgang.access.operations import KNOCKS
from indgang.groups.operations import (
    buy,
    close_month,
    confirm_month,
    correct_entry,
    leave_group,
    offer_duty,
    take_purchase,
    take_turn,
    want,
)
from indgang.groups.queries import table_at
from indgang.kernel import clock
from indgang.kernel.actor import Role
from tests.factories.groups import Circle, do, enter, give_offer, last_month, make_circle
from tests.factories.offers import make_offer
from tests.factories.people import Holder, make_colleague, make_guest, make_municipality

pytestmark = pytest.mark.django_db

PAGES = (
    "", "/ord", "/tider", "/indkoeb", "/folk", "/folk/navn", "/kasse", "/kasse/print",
    "/kasse/csv", "/ud",
)  # fmt: skip


@pytest.fixture
def circle() -> Circle:
    make_municipality()
    return make_circle()


@pytest.fixture
def at(circle: Circle) -> Callable[[Holder], Client]:
    def client_of(holder: Holder) -> Client:
        client = Client()
        client.cookies["indgang_key"] = holder.key
        return client

    return client_of


As = Callable[[Holder], Client]


def text_of(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_group_is_not_there_for_all_but_its_members(circle: Circle, at: As) -> None:
    enter(circle)
    for holder in (make_guest("Bo"), make_colleague(Role.HOST), make_colleague(Role.ADMINISTRATOR)):
        for page in PAGES:
            assert at(holder).get(f"/gruppe/{circle.group.slug}{page}").status_code == 404, page
    do(circle.sofie, leave_group, group_id=circle.id)
    assert at(circle.sofie).get(f"/gruppe/{circle.group.slug}").status_code == 404


def test_a_stranger_is_asked_for_his_key(circle: Circle) -> None:
    assert Client().get("/gruppe").status_code == 302
    assert Client().get(f"/gruppe/{circle.group.slug}/kasse").status_code == 302
    assert Client().get(f"/gruppe/{circle.group.slug}").status_code == 404


def test_what_the_house_shows_anybody_may_know(circle: Circle) -> None:
    offer, _session = give_offer(circle)
    answer = Client().get(f"/gruppe/{circle.group.slug}")
    assert answer.status_code == 200
    said = text_of(answer)
    assert "Onsdagskaffen" in said
    assert offer.slug in answer.content.decode()
    assert "Fie" not in said
    assert circle.group.code not in answer.content.decode()


def test_every_page_is_there_for_a_member(circle: Circle, at: As) -> None:
    give_offer(circle)
    line = enter(circle)
    for page in (*PAGES, f"/kasse/{line.id}"):
        for holder in (circle.karen, circle.ali, circle.sofie):
            assert at(holder).get(f"/gruppe/{circle.group.slug}{page}").status_code == 200, page
    assert at(circle.ali).get(f"/gruppe/{circle.group.slug}/kasse/ny").status_code == 200
    assert at(circle.karen).get(f"/gruppe/{circle.group.slug}/kasse/ny").status_code == 404


def test_the_first_page_says_what_nobody_has(circle: Circle, at: As) -> None:
    _offer, session = give_offer(circle)
    said = text_of(at(circle.sofie).get(f"/gruppe/{circle.group.slug}"))
    assert "Ingen åbner i morgen kl. 14" in said
    assert "Der er ingen, man kan spørge." in said
    assert "Ingen har sagt, at de har nøglen." not in said
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    do(circle.karen, leave_group, group_id=circle.id)
    said = text_of(at(circle.sofie).get(f"/gruppe/{circle.group.slug}"))
    assert "Ingen har sagt, at de har nøglen." in said
    assert "Ingen åbner i morgen" in said


def test_one_starts_a_group_and_another_comes_in(circle: Circle, at: As) -> None:
    bo, ida = make_guest("Bo"), make_guest("Ida")
    idea = {"name": "Værkstedet", "about": "Vi reparerer cykler.", "shown_name": "Bo"}
    assert at(bo).post("/gruppe/ny", {**idea, "name": ""}).status_code == 422
    slug = at(bo).post("/gruppe/ny", idea).headers["Location"].rpartition("/")[2]
    page = at(bo).get(f"/gruppe/{slug}").content.decode()
    code = re.search(r'<code id="kode">([^<]+)</code>', page)
    assert code
    wrong = at(ida).post("/gruppe/ind", {"code": "nej", "shown_name": "Ida"})
    assert wrong.status_code == 422
    assert "virker ikke" in text_of(wrong)
    taken = at(ida).post("/gruppe/ind", {"code": code[1], "shown_name": "bo"})
    assert "Vælg et andet" in text_of(taken)
    said = at(ida).post("/gruppe/ind", {"code": code[1], "shown_name": "Ida"})
    assert said.headers["Location"] == f"/gruppe/{slug}"
    assert "Bo, Ida" in text_of(at(bo).get(f"/gruppe/{slug}"))


def test_codes_are_not_tried_without_end(circle: Circle, at: As) -> None:
    bo = at(make_guest("Bo"))
    said = [
        text_of(bo.post("/gruppe/ind", {"code": f"gaet{n}", "shown_name": "Bo"}))
        for n in range(KNOCKS + 1)
    ]
    assert "virker ikke" in said[0]
    assert "Vent en halv time" in said[-1]


def test_one_opens_with_one_tap_and_passes_on_with_another(circle: Circle, at: As) -> None:
    _offer, session = give_offer(circle)
    there = f"/gruppe/{circle.group.slug}/tider"
    at(circle.karen).post(f"{there}/{session.id}/aabn")
    assert "K åbner" in text_of(at(circle.ali).get(there))
    at(circle.karen).post(f"{there}/{session.id}/byt")
    assert "K vil gerne bytte" in text_of(at(circle.ali).get(there))
    at(circle.ali).post(f"{there}/{session.id}/aabn")
    assert "Du åbner" in text_of(at(circle.ali).get(there))


def test_coffee_is_wanted_bought_and_entered(circle: Circle, at: As) -> None:
    there = f"/gruppe/{circle.group.slug}"
    assert at(circle.karen).post(f"{there}/indkoeb", {"what": ""}).status_code == 422
    at(circle.karen).post(f"{there}/indkoeb", {"what": "Kaffe"})
    purchase = do_want(circle)
    at(circle.karen).post(f"{there}/indkoeb/{purchase}/tag")
    bought = f"{there}/indkoeb/{purchase}/koebt"
    assert at(circle.karen).get(bought).status_code == 200
    assert at(circle.karen).post(bought, {"cost": "tolv"}).status_code == 422
    at(circle.karen).post(bought, {"cost": "45,50"})
    assert at(circle.karen).post(f"{there}/indkoeb/{purchase}/noget").status_code == 404
    page = at(circle.ali).get(f"{there}/kasse/ny?koeb={purchase}").content.decode()
    assert "45,50" in page
    assert "Te" in page
    line = {
        "kind": "spent", "where": "cash", "text": "Te", "amount": "45,50",
        "day": clock.today().isoformat(), "receipt": "Nr. 1",
    }  # fmt: skip
    at(circle.ali).post(f"{there}/kasse/ny?koeb={purchase}", line)
    assert "Nr. 1 i kassebogen" in text_of(at(circle.sofie).get(f"{there}/indkoeb"))
    assert at(circle.ali).get(f"{there}/kasse/ny?koeb={purchase}").status_code == 404


def do_want(circle: Circle) -> str:
    return str(do(circle.karen, want, group_id=circle.id, what="Te").id)


def test_the_treasurer_writes_corrects_and_closes_and_another_looks(circle: Circle, at: As) -> None:
    there, ali = f"/gruppe/{circle.group.slug}/kasse", at(circle.ali)
    line = {
        "kind": "granted", "where": "cash", "text": "Tilskud", "amount": "1.000",
        "day": last_month().isoformat(), "receipt": "",
    }  # fmt: skip
    assert ali.post(f"{there}/ny", {**line, "amount": "mange"}).status_code == 422
    assert ali.post(f"{there}/ny", {**line, "day": "2999-01-01"}).status_code == 422
    assert ali.post(f"{there}/ny", line).status_code == 302
    wrong = enter(circle, 9_900)
    assert ali.post(f"{there}/{wrong.id}", {"why": ""}).status_code == 422
    ali.post(f"{there}/{wrong.id}", {"why": "Det var i går"})
    assert "Rettelse af nr." in text_of(ali.get(there))
    assert ali.post(f"{there}/luk", {"counted": "999"}).status_code == 422
    assert ali.post(f"{there}/luk", {"counted": "1000"}).status_code == 302
    month = f"{there}?maaned={last_month():%Y-%m}"
    assert "Det passer" in text_of(at(circle.karen).get(month))
    assert "Det passer" not in text_of(ali.get(month))
    at(circle.karen).post(f"{there}/se", {"right": "0"})
    ali.post(f"{there}/luk", {"counted": "1000"})
    at(circle.karen).post(f"{there}/se", {"right": "1"})
    assert "lukket af A og K" in text_of(at(circle.sofie).get(month))
    assert ali.get(f"{there}/luk").status_code == 404
    do(circle.ali, leave_group, group_id=circle.id)
    assert "en tidligere kasserer" in text_of(at(circle.sofie).get(month))


@pytest.mark.parametrize("asked", ["2026-13", "x", "0000-01", "2026-1-1"])
def test_a_month_that_is_none_is_not_there(circle: Circle, at: As, asked: str) -> None:
    page = f"/gruppe/{circle.group.slug}/kasse?maaned={asked}"
    assert at(circle.karen).get(page).status_code == 404


def test_the_sheet_and_the_spreadsheet_hold_the_book(circle: Circle, at: As) -> None:
    enter(circle, 123_450, text="=cmd|' /C calc'!A0", receipt="@sum")
    there = f"/gruppe/{circle.group.slug}/kasse"
    assert "1.234,50" in text_of(at(circle.sofie).get(f"{there}/print"))
    answer = at(circle.sofie).get(f"{there}/csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    table = answer.content.decode("utf-8-sig")
    assert "'=cmd" in table
    assert "'@sum" in table
    assert ";1234,50;" in table


def test_key_and_tin_are_handed_over(circle: Circle, at: As) -> None:
    there = f"/gruppe/{circle.group.slug}/folk"
    at(circle.sofie).post(f"{there}/contact/tag")
    assert "Fie er den, man kan spørge." in text_of(at(circle.ali).get(there))
    assert at(circle.karen).get(f"{there}/nogen/giv").status_code == 404
    with acting(circle.karen.key):
        ali = next(m for m in table_at(circle.group.slug).members if m.shown_name == "A")
    assert at(circle.karen).post(f"{there}/key/giv", {"to": "x"}).status_code == 422
    at(circle.karen).post(f"{there}/key/giv", {"to": str(ali.id)})
    first = at(circle.ali).get(f"/gruppe/{circle.group.slug}").content.decode()
    assert "K vil give dig nøglen." in first
    answer = re.search(r'action="([^"]+/folk/svar/[^"]+)"', first)
    assert answer
    at(circle.ali).post(answer[1], {"yes": "1"})
    assert "Du har nøglen." in text_of(at(circle.ali).get(there))


def test_one_is_called_something_else_and_leaves(circle: Circle, at: As) -> None:
    there = f"/gruppe/{circle.group.slug}"
    assert at(circle.karen).post(f"{there}/folk/navn", {"shown_name": "fie"}).status_code == 422
    at(circle.karen).post(f"{there}/folk/navn", {"shown_name": "Kaja"})
    at(circle.karen).post(f"{there}/ord", {"name": "Kaffen", "about": "Kaffe."})
    at(circle.karen).post(f"{there}/folk/kode")
    assert "Kaja" in text_of(at(circle.ali).get(f"{there}/folk"))
    assert "Du har nøglen." in text_of(at(circle.karen).get(f"{there}/ud"))
    at(circle.karen).post(f"{there}/ud")
    assert "Kaja" not in text_of(at(circle.ali).get(f"{there}/folk"))
    at(circle.ali).post(f"{there}/ud")
    assert at(circle.sofie).post(f"{there}/ud", {"went_to": ""}).status_code == 422
    assert at(circle.sofie).post(f"{there}/ud", {"went_to": "Hos Kilden"}).status_code == 302
    assert "ikke med i en gruppe" in text_of(at(circle.sofie).get("/gruppe"))


def test_the_house_sees_what_a_group_asks_it_to_show(circle: Circle, at: As) -> None:
    astrid = at(make_colleague(Role.ADMINISTRATOR, name="Astrid"))
    assert "Onsdagskaffen" not in text_of(astrid.get("/udfoerer/grupper"))
    at(circle.karen).post(f"/gruppe/{circle.group.slug}/overblik")
    assert "Onsdagskaffen" in text_of(astrid.get("/udfoerer/grupper"))
    there = f"/udfoerer/grupper/{circle.id}"
    assert "Skriv først et tilbud" in text_of(astrid.get(there))
    offer = make_offer("Onsdagskaffe", run_by="users")
    assert astrid.post(there, {"offer": "x"}).status_code == 422
    assert astrid.post(there, {"offer": str(offer.id)}).status_code == 302
    assert astrid.get(there).status_code == 404
    assert Client().get(f"/gruppe/{circle.group.slug}").status_code == 200


def test_the_pages_ask_no_more_however_much_there_is(circle: Circle, at: As) -> None:
    give_offer(circle)
    ali = circle.chair(circle.ali)
    do(circle.karen, offer_duty, group_id=circle.id, duty="key", to_id=ali.id)
    asked = []
    for _round in range(2):
        for number in range(4):
            line = enter(circle, 700, text=f"Te {number}")
            do(circle.ali, correct_entry, group_id=circle.id, entry_id=line.id, why="Det var kaffe")
            do(circle.karen, buy, purchase_id=do_want(circle), cost_ore=500)
            do(circle.sofie, take_purchase, purchase_id=do_want(circle))
        asked.append([questions(at(circle.ali), circle, page) for page in PAGES])
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 18


def questions(client: Client, circle: Circle, page: str) -> int:
    with CaptureQueriesContext(connection) as context:
        client.get(f"/gruppe/{circle.group.slug}{page}")
    return len(context)


def test_a_closed_month_of_long_ago_is_still_there(circle: Circle, at: As) -> None:
    month = date(clock.today().year - 1, 3, 1)
    enter(circle, day=month)
    with clock.stopped(clock.at(date(month.year, 4, 2), 12)):
        do(circle.ali, close_month, group_id=circle.id, month=month, counted_ore=5_000)
        do(circle.karen, confirm_month, group_id=circle.id)
    said = text_of(at(circle.sofie).get(f"/gruppe/{circle.group.slug}/kasse?maaned={month:%Y-%m}"))
    assert "lukket af A og K" in said
