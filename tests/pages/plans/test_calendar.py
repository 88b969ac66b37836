import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from indgang.access.models import Key
from indgang.kernel import clock
from tests.database import as_owner
from tests.factories.people import make_guest, make_key
from tests.factories.plans import fill_plan
from tests.pages.plans.test_plan_pages import page_of

pytestmark = pytest.mark.django_db


def new_feed(client: Client, **choices: str) -> str:
    html = client.post("/min/kalender", {"new": "1", **choices}).content.decode()
    found = re.search(r"/kalender/[\w-]+\.ics", html)
    assert found
    return found.group()


def test_an_unknown_link_and_other_keys_open_no_calendar() -> None:
    karen = make_guest()
    fill_plan(karen)
    new_feed(page_of(karen))
    link = make_key(karen.person_id, "link", kinds=["checkins"], may_write=False)
    for key in ("x" * 43, karen.key, link):
        assert Client().get(f"/kalender/{key}.ics").status_code == 404


def test_the_calendar_says_when_and_not_what() -> None:
    karen = make_guest()
    fill_plan(karen)
    answer = Client().get(new_feed(page_of(karen)))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    event = next(iter(calendar.walk("VEVENT")))
    assert event["SUMMARY"] == "Optaget"
    assert "LOCATION" not in event
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]


def test_the_guest_may_choose_the_whole_title() -> None:
    karen = make_guest()
    fill_plan(karen)
    content = Client().get(new_feed(page_of(karen), with_titles="on")).content.decode()
    assert "SUMMARY:Gåtur" in content
    assert "LOCATION:Ved søen" in content


def test_an_entry_keeps_its_uid() -> None:
    karen = make_guest()
    fill_plan(karen)
    address = new_feed(page_of(karen))
    uids = [re.findall(r"UID:(\S+)", Client().get(address).content.decode()) for _ in range(2)]
    assert uids[0] == uids[1]
    assert uids[0]


def test_a_stopped_link_and_a_replaced_one_open_nothing() -> None:
    karen = make_guest()
    fill_plan(karen)
    client = page_of(karen)
    first = new_feed(client)
    second = new_feed(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post("/min/kalender", {"stop": "1"})
    assert Client().get(second).status_code == 404


def test_a_new_key_card_ends_the_link_and_the_page_says_so() -> None:
    client = page_of(make_guest())
    address = new_feed(client)
    assert "Linket virker til den" in client.get("/min/kalender").content.decode()
    with as_owner():
        Key.objects.filter(kind="link").update(revoked_at=clock.now())  # as a new card does
    assert Client().get(address).status_code == 404
    html = client.get("/min/kalender").content.decode()
    assert "Linket virker ikke mere" in html
    assert "henter selv" not in html
    assert "Stop linket" not in html
    assert Client().get(new_feed(client)).status_code == 200


def test_a_link_that_has_run_out_is_said_to_have() -> None:
    client = page_of(make_guest())
    new_feed(client)
    with as_owner():
        Key.objects.filter(kind="link").update(expires_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "Linket virker ikke mere" in client.get("/min/kalender").content.decode()


def test_the_calendar_itself_says_when_it_will_no_longer_be_fetched() -> None:
    calendar = Calendar.from_ical(Client().get(new_feed(page_of(make_guest()))).content)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Lav et nyt link til din kalender"
    assert event["DTSTART"].dt == clock.today() + timedelta(days=365 - 7)
