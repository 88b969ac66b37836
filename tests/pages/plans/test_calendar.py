import re

import pytest
from django.test import Client
from icalendar import Calendar

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
    assert event["SUMMARY"] == "Aftale"
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
