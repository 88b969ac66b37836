"""The demo's list of people: somebody who has never seen the house knows whom to begin with."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import DESK, PHONE

pytestmark = pytest.mark.xdist_group("demo")

WHAT_THERE_IS_TO_SEE = {
    "gæst med en plan": ("/min", "Hej Gråspurv"),
    "har skrevet": ("/min", "Hej Sofaen"),
    "laver suppe": ("/min", "Mine grupper"),
    "En vært": ("/huset", "Huset"),
    "i en samtale nu": ("/huset", "Samtale"),
    "leder af et tilbud": ("/udfoerer", "Tilbud"),
    "administrator": ("/opsaetning/", "Opsætning"),
}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_whom_to_begin_with_stands_first_and_everybody_else_is_there(
    demo: Place, desk: Sits, size: dict[str, int]
) -> None:
    visitor = desk(at=demo, size=size).goes_to("/demo")
    visitor.sees_heading("Begynd her").picture(f"demo-people-{size['width']}").looks_right()
    expect(visitor.part(".demo-first button")).to_have_count(len(WHAT_THERE_IS_TO_SEE))
    # Nobody of them is further than one line away.
    visitor.opens("Guider og koordinatorer").looks_right().presses("Samira").is_at("/huset")


@pytest.mark.parametrize("shown", WHAT_THERE_IS_TO_SEE)
def test_each_of_them_shows_what_is_said_even_without_script(
    demo: Place, desk: Sits, shown: str
) -> None:
    address, seen = WHAT_THERE_IS_TO_SEE[shown]
    visitor = desk(at=demo, javascript=False).goes_to("/demo")
    visitor.part(".demo-first button").filter(has_text=shown).click()
    visitor.is_at(address).picture(f"demo-{address.strip('/')}-{len(shown)}")
    expect(visitor.part("main")).to_contain_text(re.compile(seen, re.IGNORECASE))
