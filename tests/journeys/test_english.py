"""English is a whole second language, and one tap away."""

import re

from playwright.sync_api import expect

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import COLLEAGUES, Place
from tests.journeys.screen import Screen
from tests.journeys.test_checkin import with_a_course

OUTSIDE = ("/", "/henvend", "/henvend/mig", "/henvend/en-anden", "/ind/", "/privatliv", "/was")
INSIDE = (
    "/min", "/min/plan", "/min/plan/haab/nyt", "/min/gaar-det", "/min/mennesker",
    "/min/tilladelser", "/min/tilladelser/ny", "/min/beskeder", "/min/tjek", "/min/udgang",
    "/min/kalender", "/min/tal-med-nogen",
)  # fmt: skip
DANISH = re.compile(r"\w*[æøåÆØÅ]\w*|\b(?:ikke|eller|hvad|hvem|din|mig|og)\b")
# A colleague's title is as the administrator wrote it.
OUR_OWN = re.compile("|".join(title for _name, title, _unit in COLLEAGUES.values()))


def test_a_guest_reads_everything_in_english(place: Place, phone: Sits) -> None:
    karen = with_a_course(place, "Emma")
    screen = phone(language="en")
    for page in OUTSIDE:
        speaks_english(screen.goes_to(page))
    screen.goes_to("/").picture("front-english").signed_in_as(karen)
    for page in INSIDE:
        speaks_english(screen.goes_to(page).looks_right())


def test_one_tap_changes_the_language(place: Place, phone: Sits) -> None:
    screen = phone().goes_to("/henvend").sees("Skriv til os")
    screen.presses("English").is_at("/henvend")
    speaks_english(screen)
    screen.presses("Dansk").sees("Skriv til os")


def test_a_colleague_works_in_english(place: Place, desk: Sits) -> None:
    screen = desk(Role.GUIDE, language="en")
    for page in ("/huset", "/huset/ankomst", "/huset/post", place.conversation("Eli").path):
        speaks_english(screen.goes_to(page).looks_right())


def speaks_english(screen: Screen) -> None:
    expect(screen.part("html")).to_have_attribute("lang", "en")
    screen.unfold()
    left = DANISH.findall(OUR_OWN.sub("", screen.visible_text()))
    if left:
        screen.faults.append(f"{screen.path}: still Danish: {', '.join(dict.fromkeys(left))}")
