"""The page of a place, and calendars that anyone may follow."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from icalendar import Calendar

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, hard_words, lix
from indgang.offers.models import Offer, Session
from indgang.offers.operations import cancel_session, move_session
from tests.database import as_owner
from tests.factories.offers import make_offer, make_organisation, make_place, make_session, seat
from tests.factories.people import make_colleague, make_guest, make_municipality
from tests.pages.words import shown

pytestmark = pytest.mark.django_db

HOURS = dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "00:00-24:00"
)
TILES = "https://tiles.example/{z}/{x}/{y}.png"


def calendar_at(client: Client, path: str) -> Calendar:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found


def in_two_days() -> datetime:
    """Calendars know no parts of a second."""
    return clock.now().replace(microsecond=0) + timedelta(days=2)


def only_event(client: Client, path: str):  # type: ignore[no-untyped-def]  # a component of the library
    [event] = calendar_at(client, path).walk("VEVENT")
    return event


# ---- The page of a place ----------------------------------------------------------------------


def test_a_place_says_what_is_there_when_it_is_open_and_how_one_gets_in(client: Client) -> None:
    place = make_place(hours=HOURS, step_free=True, transport="Bus 4 holder ved døren.")
    make_session(make_offer("Gældsrådgivning", place=place), seats=3)
    make_offer("Lukket hold", place=place, status="closed")
    page = client.get("/sted/biblioteket").content.decode()
    for words in ("Gældsrådgivning", "Åbent hele døgnet", "Uden trin", "Bus 4", "map-pin",
                  "/sted/biblioteket.ics"):  # fmt: skip
        assert words in page
    assert "Lukket hold" not in page


def test_a_place_with_nothing_in_it_says_so_kindly(client: Client) -> None:
    make_place(x=None, y=None)
    page = client.get("/sted/biblioteket").content.decode()
    assert "Der sker ikke noget her lige nu" in page
    assert "map-pin" not in page


def test_a_place_that_is_not_there_or_not_in_use_is_not_found(client: Client) -> None:
    make_place(closed_on=clock.today())
    for path in ("/sted/biblioteket", "/sted/biblioteket.ics", "/sted/findes-ikke"):
        assert client.get(path).status_code == 404


def test_those_who_only_hold_hours_there_stand_by_themselves(client: Client) -> None:
    place = make_place(host=make_organisation("Værestedets venner"))
    make_offer("Kaffe", place=place, provider=make_organisation("Værestedets venner"))
    make_offer("Jobhjælp", place=place, provider=make_organisation("Jobcentret"))
    page = client.get("/sted/biblioteket").content.decode()
    own, _heading, others = page.partition("Andre, du kan møde her")
    assert "Kaffe" in own
    assert "Jobhjælp" in others
    assert "Du møder Jobcentret i Biblioteket" in others


def test_a_secret_address_is_said_to_be_secret_and_is_on_no_map(client: Client) -> None:
    place = make_place(
        "Læ", is_hidden=True, address="", neighbourhood="", x=None, y=None, hours=HOURS
    )
    make_session(make_offer("I læ", place=place))
    page = client.get(f"/sted/{place.slug}").content.decode()
    assert "Adressen er hemmelig" in page
    assert "map-pin" not in page
    assert "map-pin" not in client.get("/tilbud?vis=kort").content.decode()
    assert json.loads(client.get("/tilbud/steder.json").content) == {"spots": []}
    assert only_event(client, f"/sted/{place.slug}.ics")["LOCATION"] == "Læ"


def test_a_card_leads_to_the_page_of_its_place(client: Client) -> None:
    offer = make_offer(place=make_place())
    assert 'href="/sted/biblioteket"' in client.get("/tilbud").content.decode()
    assert 'href="/sted/biblioteket"' in client.get(f"/tilbud/{offer.slug}").content.decode()


def test_anyone_can_read_it(client: Client) -> None:
    make_municipality()
    place = make_place(hours=HOURS, step_free=True, transport="Bus 4 holder ved døren.")
    make_session(make_offer(place=place), seats=2)
    text = shown(client.get("/sted/biblioteket").content.decode())
    assert lix(text) <= GUEST_LIX_LIMIT, hard_words(text)[:20]


# ---- The map and its server -------------------------------------------------------------------


def test_no_page_fetches_pictures_from_others_where_no_server_is_set(client: Client) -> None:
    make_offer(place=make_place())
    for path in ("/tilbud", "/tilbud?vis=kort", "/sted/biblioteket"):
        assert "img-src 'self';" in client.get(path)["Content-Security-Policy"]


def test_only_pages_with_a_map_may_fetch_its_pictures(
    client: Client, settings: LazySettings
) -> None:
    settings.TILE_URL, settings.TILE_ATTRIBUTION = TILES, "Kortstyrelsen"
    make_offer(place=make_place(latitude=55.5, longitude=11.5))
    for path in ("/tilbud?vis=kort", "/sted/biblioteket"):
        answer = client.get(path)
        assert "img-src 'self' https://tiles.example;" in answer["Content-Security-Policy"]
        assert TILES in answer.content.decode()
        assert "Kortstyrelsen" in answer.content.decode()
    for path in ("/tilbud", "/"):
        assert "tiles.example" not in client.get(path)["Content-Security-Policy"]


def test_the_map_is_loaded_where_it_is_shown_and_nowhere_else(client: Client) -> None:
    make_municipality()
    make_offer(place=make_place())
    assert "leaflet" in client.get("/tilbud?vis=kort").content.decode()
    for path in ("/", "/tilbud"):
        assert "leaflet" not in client.get(path).content.decode()


def test_where_places_are_is_told_without_what_is_not_on_the_globe(client: Client) -> None:
    make_offer("Her", place=make_place(latitude=55.5, longitude=11.5))
    make_offer("Tegnet", place=make_place("Fyret"))
    make_place("Tomt", latitude=55.5, longitude=11.5)  # nothing is offered there
    found = json.loads(client.get("/tilbud/steder.json").content)
    assert found == {"spots": [{"name": "biblioteket", "at": [55.5, 11.5]}]}


# ---- Calendars --------------------------------------------------------------------------------


def test_a_calendar_has_the_public_times_on_a_danish_wall_clock(client: Client) -> None:
    offer = make_offer(place=make_place())
    session = make_session(offer, seats=3, starts_at=in_two_days())
    event = only_event(client, f"/tilbud/{offer.slug}.ics")
    assert event["UID"] == f"{session.id}@indgang"
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event.decoded("DTSTART") == session.starts_at
    assert event.decoded("DTEND") == session.ends_at
    assert event["SUMMARY"] == "Gældsrådgivning"
    assert event["LOCATION"] == "Biblioteket, Biblioteket 1"
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 0
    assert event["URL"].endswith(f"/tilbud/{offer.slug}")


def test_it_is_what_the_standard_asks_for(client: Client) -> None:
    offer = make_offer("Kaffe; snak, og \\ mere", place=make_place())
    for days in (1, 100, 200):
        make_session(offer, starts_at=clock.now() + timedelta(days=days))
    raw = client.get(f"/tilbud/{offer.slug}.ics").content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    found = Calendar.from_ical(raw)
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert found.decoded("REFRESH-INTERVAL") == timedelta(hours=1)
    [zone] = found.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Copenhagen"
    kinds = {part.name for part in zone.subcomponents}
    assert kinds == {"STANDARD", "DAYLIGHT"}
    events = found.walk("VEVENT")
    assert len({event["UID"] for event in events}) == len(events) == 3
    for event in events:
        assert event["SUMMARY"] == "Kaffe; snak, og \\ mere"
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE"} <= set(event)


def test_a_wall_clock_time_stays_the_same_when_the_clock_is_changed(client: Client) -> None:
    denmark = ZoneInfo("Europe/Copenhagen")
    with clock.stopped(datetime(2026, 10, 20, 12, tzinfo=denmark)):
        offer = make_offer()
        for day in (24, 25, 26):
            make_session(offer, starts_at=datetime(2026, 10, day, 14, tzinfo=denmark))
        events = calendar_at(client, f"/tilbud/{offer.slug}.ics").walk("VEVENT")
        starts = [event.decoded("DTSTART") for event in events]
    assert [f"{start:%d %H:%M}" for start in starts] == ["24 14:00", "25 14:00", "26 14:00"]
    assert [start.utcoffset() for start in starts] == [timedelta(hours=h) for h in (2, 1, 1)]


def test_a_time_that_is_moved_is_the_same_entry_with_a_higher_number(client: Client) -> None:
    offer = make_offer(place=make_place())
    session = make_session(offer, seats=3, starts_at=in_two_days())
    path = f"/tilbud/{offer.slug}.ics"
    before = only_event(client, path)
    later = session.starts_at + timedelta(days=1)
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        move_session(
            session_id=session.id, starts_at=later, minutes=30, where_note="I parken", by=actor
        )
    after = only_event(client, path)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTART") == later
    assert after["LOCATION"] == "I parken"
    assert "Flyttet fra den" in after["DESCRIPTION"]
    assert after.decoded("DTSTAMP") >= before.decoded("DTSTAMP")


def test_a_time_that_is_called_off_stays_and_says_so(client: Client) -> None:
    offer = make_offer()
    session = make_session(offer)
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
    event = only_event(client, f"/tilbud/{offer.slug}.ics")
    assert event["UID"] == f"{session.id}@indgang"
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Aflyst: Gældsrådgivning"
    assert event["SEQUENCE"] == 1
    assert event["DESCRIPTION"] == "Den, der holder det, er syg."


def test_a_seat_that_is_taken_is_no_news_to_a_calendar_and_nobody_is_named(
    client: Client,
) -> None:
    offer = make_offer()
    session = make_session(offer, seats=3)
    before = client.get(f"/tilbud/{offer.slug}.ics")
    karen = make_guest("Karen")
    seat(session, karen.person_id)
    after = client.get(f"/tilbud/{offer.slug}.ics")
    assert after.content == before.content
    assert b"Karen" not in after.content
    assert Session.objects.get(id=session.id).revision == 0


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    offer = make_offer(place=make_place())
    session = make_session(offer)
    paths, etags = (f"/tilbud/{offer.slug}.ics", "/sted/biblioteket.ics"), []
    for path in paths:
        etag = client.get(path)["ETag"]
        etags.append(etag)
        again = client.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    with as_owner():
        Session.objects.filter(id=session.id).update(
            starts_at=session.starts_at - timedelta(hours=1)
        )
    for path, etag in zip(paths, etags, strict=True):
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_another_title_is_another_calendar(client: Client) -> None:
    offer = make_offer(place=make_place())
    make_session(offer)
    etag = client.get("/sted/biblioteket.ics")["ETag"]
    with as_owner():
        Offer.objects.filter(id=offer.id).update(
            title="Gæld", updated_at=clock.now() + timedelta(seconds=2)
        )
    again = client.get("/sted/biblioteket.ics", headers={"If-None-Match": etag})
    assert b"SUMMARY:G\xc3\xa6ld" in again.content


def test_a_place_has_the_times_of_all_that_is_there_in_few_queries(client: Client) -> None:
    place = make_place()
    for number in range(4):
        make_session(make_offer(f"Hold {number}", place=place))
    make_session(make_offer("Et andet sted", place=make_place("Fyret")))
    make_session(make_offer("Kladde", place=place, status="draft"))
    with connection.execute_wrapper(_at_most(9)):
        found = calendar_at(client, "/sted/biblioteket.ics")
    titles = sorted(str(event["SUMMARY"]) for event in found.walk("VEVENT"))
    assert titles == ["Hold 0", "Hold 1", "Hold 2", "Hold 3"]


def test_an_offer_that_is_not_shown_has_no_calendar(client: Client) -> None:
    draft = make_offer(status="draft")
    assert client.get(f"/tilbud/{draft.slug}.ics").status_code == 404
    assert client.get("/tilbud/findes-ikke.ics").status_code == 404


def test_an_offer_without_times_has_an_empty_calendar(client: Client) -> None:
    offer = make_offer()
    assert calendar_at(client, f"/tilbud/{offer.slug}.ics").walk("VEVENT") == []


def _at_most(number: int):  # type: ignore[no-untyped-def]  # a wrapper of Django's own shape
    asked = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        assert len(asked) <= number, asked
        return execute(sql, params, many, context)

    return count
