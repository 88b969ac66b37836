"""The open data as anybody on the web meets it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indgang.kernel import clock
from indgang.offers.models import Offer
from indgang.offers.rules.hsds.ids import taxonomy_id, term_id
from tests.database import as_owner
from tests.factories.lillevang import make_overview
from tests.factories.offers import make_offer, make_place, make_schedule, make_session
from tests.standard import faults_of

pytestmark = pytest.mark.django_db
BASE = "/api/hsds/v3/"


def ask(client: Client, path: str, **parameters: Any) -> Any:
    answer = client.get(BASE + path, parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(client: Client, **parameters: Any) -> list[str]:
    return [one["name"] for one in ask(client, "services", **parameters)["contents"]]


@pytest.mark.parametrize(
    ("path", "parameters", "said"),
    [
        ("services", {"page": "0"}, "page"),
        ("services", {"page": "9"}, "last page"),
        ("services", {"per_page": "100000"}, "500"),
        ("services", {"minimum_age": "ung"}, "number"),
        ("services", {"day": "onsdag"}, "MO, TU"),
        ("services", {"modified_after": "i går"}, "date-time"),
        ("services", {"start_time": "25:00"}, "09:30"),
        ("services", {"full": "måske"}, "true or false"),
        ("services", {"format": "xml"}, "ndjson"),
        ("services", {"minimal": "true", "full": "true"}, "together"),
        ("services", {"taxonomyterm": "x"}, "Known"),
        ("services", {"search": "x" * 201}, "200"),
        ("service_at_locations", {"proximity": "100"}, "postcode"),
        ("organizations", {"day": "MO"}, "not a parameter"),
    ],
)
def test_a_question_that_cannot_be_understood_is_told_what_is_wrong(
    client: Client, path: str, parameters: dict[str, str], said: str
) -> None:
    answer = client.get(BASE + path, parameters)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert said in answer.json()["detail"]
    assert answer.json()["errors"][0]["parameter"] in parameters


@pytest.mark.parametrize(
    "path",
    ["services/x", f"services/{taxonomy_id('none')}", "organizations/x", "taxonomies/x", "events",
     "taxonomy_terms/x", "service_at_locations/x", "schema/../views.py", "schema/none.json"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_and_no_page(client: Client, path: str) -> None:
    answer = client.get(BASE + path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("way", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_in(client: Client, way: str) -> None:
    assert getattr(client, way)(BASE + "services").status_code == 405


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_what_is_not_shown_is_nowhere(client: Client, status: str) -> None:
    hidden = make_offer("Hemmelig klub", status=status, place=make_place())
    at_place = ask(client, "service_at_locations")["contents"]
    assert (names(client), at_place, ask(client, "organizations")["contents"]) == ([], [], [])
    assert client.get(f"{BASE}services/{hidden.id}").status_code == 404
    assert client.get(f"{BASE}services", {"format": "ndjson"}).getvalue() == b""
    assert client.get(f"{BASE}organizations/{hidden.provider_id}").status_code == 404


def test_it_is_open_to_every_web_page_and_leaves_no_cookie(client: Client) -> None:
    make_offer()
    for path in ("", "services", "openapi.json", "taxonomies"):
        answer = client.get(BASE + path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").casefold()
    before = client.options(BASE + "services")
    assert (before.status_code, before["Access-Control-Allow-Headers"]) == (
        204, "If-None-Match, If-Modified-Since",
    )  # fmt: skip


def test_what_was_fetched_and_is_the_same_is_not_sent_again(client: Client) -> None:
    offer = make_offer()
    for path in ("services", f"services/{offer.id}", "services?full=true", "taxonomies"):
        first = client.get(BASE + path)
        again = client.get(BASE + path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    listed = client.get(BASE + "services")
    since = {"If-Modified-Since": listed["Last-Modified"]}
    assert client.get(BASE + "services", headers=since).status_code == 304
    with as_owner():
        Offer.objects.update(title="Nyt navn", updated_at=clock.now() + timedelta(minutes=1))
    assert client.get(BASE + "services", headers=since).status_code == 200
    etag = {"If-None-Match": listed["ETag"]}
    assert client.get(BASE + "services", headers=etag).status_code == 200


def test_a_seat_that_is_taken_is_news_though_the_offer_is_as_it_was(client: Client) -> None:
    offer = make_offer()
    session = make_session(offer, seats=3)
    path = f"{BASE}services/{offer.id}"
    first = client.get(path)
    since = {"If-Modified-Since": first["Last-Modified"]}
    with as_owner():
        type(session).objects.update(taken=1)
    again = client.get(path, headers=since).json()
    assert (first.json()["capacities"][0]["available"], again["capacities"][0]["available"]) == (
        3, 2,
    )  # fmt: skip
    assert not faults_of(again["capacities"][0], "service_capacity.json")


def test_a_page_is_counted_as_it_is_specified(client: Client) -> None:
    for number in range(5):
        make_offer(f"Tilbud {number}")
    told = ask(client, "services", page=2, per_page=2)
    assert {name: told[name] for name in told if name != "contents"} == {
        "total_items": 5, "total_pages": 3, "page_number": 2, "size": 2, "first_page": False,
        "last_page": False, "empty": False,
    }  # fmt: skip
    assert [one["name"] for one in told["contents"]] == ["Tilbud 2", "Tilbud 3"]
    minimal = ask(client, "services", minimal="true")["contents"]
    assert [set(one) for one in minimal] == [{"id", "last_modified"}] * 5


def test_nothing_at_all_is_an_empty_page(client: Client) -> None:
    told = ask(client, "services")
    assert (told["total_items"], told["total_pages"], told["empty"]) == (0, 1, True)
    assert (told["first_page"], told["last_page"]) == (True, True)


def everything(client: Client, path: str, **parameters: str) -> list[Any]:
    found: list[Any] = ask(client, path, per_page=500, **parameters)["contents"]
    return found


def all_faults(found: list[Any], *schemas: str, uk: str = "") -> list[str]:
    """What any of the schemas finds wrong with any of them; there must be some to look at."""
    assert len(found) > 1
    faults = [fault for one in found for schema in schemas for fault in faults_of(one, schema)]
    return faults + [fault for one in found if uk for fault in faults_of(one, uk, uk=True)]


def test_every_answer_about_a_whole_town_is_as_the_standard_says(client: Client) -> None:
    make_overview()
    full = everything(client, "services", full="true")
    full += [ask(client, f"services/{one['id']}") for one in full[:3]]
    assert len(full) > 80
    assert not all_faults(full, "service.json", uk="service.json")
    listed = everything(client, "services")
    assert not all_faults(listed, "service.json", uk="service_list.json")
    at_places = everything(client, "service_at_locations")
    assert not all_faults(at_places, "service_at_location.json", uk="service_at_location_list.json")
    nested = everything(client, "service_at_locations", full="true")
    assert not all_faults(nested, "service_at_location.json", uk="service_at_location.json")
    one = ask(client, f"service_at_locations/{nested[0]['id']}")
    # The published description names the schema of a service for this address.
    assert not all_faults([one] * 2, "service.json", "service_at_location.json", uk="service.json")
    lines = client.get(BASE + "services", {"format": "ndjson", "full": "true"}).getvalue()
    assert [json.loads(line)["id"] for line in lines.splitlines()] == [
        told["id"] for told in full[:-3]
    ]


def test_organizations_and_taxonomies_are_as_the_standard_says(client: Client) -> None:
    make_overview()
    listed = everything(client, "organizations")
    assert not all_faults(listed, "organization.json", uk="organization_list.json")
    alone = everything(client, "organizations", full="true")
    full = everything(client, "organizations", full_service="true")
    assert not all_faults([*alone, *full], "organization.json", uk="organization.json")
    assert full[0]["services"]
    assert ask(client, f"organizations/{full[0]['id']}", full_service="true") == full[0]
    for kind, schema in (("taxonomies", "taxonomy.json"), ("taxonomy_terms", "taxonomy_term.json")):
        found = everything(client, kind)
        assert not all_faults([*found, ask(client, f"{kind}/{found[0]['id']}")], schema)


def test_the_schemas_can_find_a_fault() -> None:
    assert faults_of({"id": "x", "name": "n", "status": "open"}, "service.json")
    assert faults_of({"id": "x", "name": "n", "status": "open"}, "service.json", uk=True)


def test_offers_are_found_by_need_provider_age_time_and_words(client: Client) -> None:
    one = make_offer("Gældshjælp", needs=("debt",), min_age=18, max_age=30)
    other = make_offer("Madklub", needs=("food",), who_for=["relative"])
    make_schedule(one, "FREQ=WEEKLY;BYDAY=MO,WE")
    make_schedule(other, "FREQ=DAILY")
    assert names(client, taxonomy_term_id=term_id("needs", "debt")) == ["Gældshjælp"]
    assert names(client, taxonomy_term_id=term_id("who_for", "relative")) == ["Madklub"]
    assert names(client, taxonomy_term_id="ukendt") == []
    assert len(names(client, taxonomy_id=taxonomy_id("needs"))) == 2
    assert names(client, taxonomy_id=taxonomy_id("laws")) == []
    assert names(client, minimum_age=16) == ["Gældshjælp"]
    assert names(client, maximum_age=29) == []
    assert names(client, day="MO") == ["Gældshjælp", "Madklub"]
    assert names(client, day="sunday") == ["Madklub"]
    assert names(client, start_time="14:30") == []
    assert len(names(client, start_time="14:00", end_time="15:00")) == 2
    assert names(client, end_time="14:59") == []
    assert names(client, search="madklub") == ["Madklub"]
    assert names(client, organization_id=str(one.provider_id)) == ["Gældshjælp", "Madklub"]
    assert names(client, organization_id=str(one.id)) == []
    later = (clock.now() + timedelta(hours=1)).isoformat()
    assert names(client, modified_after=later) == []


def test_places_are_found_by_postcode_and_nearness(client: Client) -> None:
    near = make_place("Huset", address="Gade 1, 7700 Thisted", latitude=56.95, longitude=8.69)
    far = make_place("Fjern", address="Vej 2, 8000 Aarhus", latitude=56.15, longitude=10.2)
    make_offer("Nær", place=near)
    make_offer("Langt væk", place=far)
    make_offer("Ingen steder")

    def found(**parameters: Any) -> list[str]:
        told = ask(client, "service_at_locations", **parameters)["contents"]
        return [one["service"]["name"] for one in told]

    assert found() == ["Langt væk", "Nær"]
    assert found(postcode="7700") == ["Nær"]
    assert found(postcode="7700", proximity="500") == ["Nær"]
    assert found(postcode="7700", proximity="500000") == ["Langt væk", "Nær"]
    assert found(postcode="9999", proximity="500") == []


@pytest.mark.parametrize("parameters", [{}, {"full": "true"}, {"minimal": "true"}])
def test_a_list_asks_as_many_queries_for_twelve_as_for_two(
    client: Client, parameters: dict[str, str]
) -> None:
    asked = []
    for number in range(12):
        offer = make_offer(f"Tilbud {number}", needs=("debt",), place=make_place())
        make_schedule(offer)
        make_session(offer)
        if number in (1, 11):
            with CaptureQueriesContext(connection) as queries:
                told = ask(client, "services", **parameters)
            asked.append((len(told["contents"]), len(queries)))
    assert [number for number, _ in asked] == [2, 12]
    assert asked[0][1] == asked[1][1] < 20


def test_the_description_names_every_address_there_is(client: Client) -> None:
    base = ask(client, "")
    assert base["version"] == "HSDS-UK-3.0"
    assert base["openapi_url"].endswith("/api/hsds/v3/openapi.json")
    document = ask(client, "openapi.json")
    assert document["openapi"].startswith("3.")
    for path, described in document["paths"].items():
        for parameter in described["get"]["parameters"]:
            assert parameter["$ref"].rpartition("/")[2] in document["components"]["parameters"]
        if "{" not in path:
            assert client.get(BASE + path.removeprefix("/")).status_code == 200
    refs = [ref for ref in json.dumps(document).split('"') if "/schema/" in ref]
    assert refs
    for ref in refs:
        assert client.get("/" + ref.split("/", 3)[3]).status_code == 200
