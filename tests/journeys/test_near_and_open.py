"""A guest in town finds what is open now near him, on a list or a map, and starts."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.test_at_home import joins

pytestmark = pytest.mark.xdist_group("demo")

OFFER = "suppe-og-toert-toej"
PLACE = "sognehuset"
SMALLEST_PIN = 24  # pixels; WCAG 2.2, 2.5.8
OPEN_NOW = """
    insert into offers_session
        (id, offer_id, starts_at, ends_at, taken, waiting, counted_at, follows)
    select gen_random_uuid(), o.id, now() - interval '20 minutes', now() + interval '2 hours',
           0, 0, now(), false
    from offers_offer o where o.slug = %s
    returning id
"""
SPOT = "select latitude, longitude from offers_place where slug = %s"


@pytest.fixture
def open_now(demo: Place) -> tuple[float, float]:
    """The soup is on, and where it is."""
    with demo.as_owner() as owner:
        owner.execute(OPEN_NOW, [OFFER])
        row = owner.execute(SPOT, [PLACE]).fetchone()
    assert row
    return row[0], row[1]


@pytest.fixture(params=[("phone", "da"), ("desk", "da"), ("phone", "en")], ids="-".join)
def in_town(
    request: pytest.FixtureRequest, demo: Place, phone: Sits, open_now: tuple[float, float]
) -> Callable[[], Screen]:
    """Somebody a hundred metres from the soup, whose browser may say so."""
    size, language = request.param

    def stands_there() -> Screen:
        kim = phone(at=demo, size=PHONE if size == "phone" else DESK, language=language)
        kim.context.grant_permissions(["geolocation"])
        latitude, longitude = open_now
        kim.context.set_geolocation({"latitude": latitude + 0.0009, "longitude": longitude})
        return kim

    return stands_there


def test_a_guest_finds_what_is_open_near_him_and_starts(
    in_town: Callable[[], Screen], request: pytest.FixtureRequest
) -> None:
    # Given somebody in the street, with a browser that tells what it is asked for
    kim = in_town()
    asked: list[str] = []
    kim.page.on("request", lambda sent: asked.append(f"{sent.url} {sent.post_data or ''}"))
    english = "en" in request.node.callspec.id
    near, now = ("Near me", "Open now") if english else ("Tæt på mig", "Åbent nu")
    kim.goes_to("/tilbud").looks_right().picture(f"near-{request.node.callspec.id}-before")
    # When he taps "near me" and "open now"
    kim.presses(near)
    expect(kim.part("[data-near]")).to_have_attribute("aria-pressed", "true")
    kim.page.wait_for_url("**/tilbud?*naer=sognehuset*")
    kim.chooses(now)
    kim.page.wait_for_url("**/tilbud?*nu=on*")
    # Then the soup is the first card, and says how far it is
    first = kim.part(".offer-list > li").first
    expect(first.locator(f'a[href="/tilbud/{OFFER}"]')).to_be_visible()
    expect(first).to_contain_text("100 metres from you" if english else "100 meter fra dig")
    kim.looks_right().picture(f"near-{request.node.callspec.id}", whole=False)
    if not english:
        kim.reads_easily()
    # And the place is all that was told of him
    assert [line for line in asked if "naer=sognehuset" in line]
    assert not [line for line in asked if "55.8" in line or "11.1" in line]
    # And he starts
    first.locator(f'a[href="/tilbud/{OFFER}"]').click()
    if english:
        kim.part(".time").first.get_by_role("link").click()
        kim.looks_right()
    else:
        joins(kim, "Kim")


def test_the_map_is_moved_by_keyboard_and_its_cards_open_the_offer(
    in_town: Callable[[], Screen],
) -> None:
    # Given the map, whose pins do not lie on each other
    kim = in_town().goes_to("/tilbud?vis=kort")
    pins = kim.part(".town-pin")
    expect(pins.first).to_be_visible()
    boxes = [box for pin in pins.all() if (box := pin.bounding_box())]
    assert len(boxes) > 10
    assert all(min(box["width"], box["height"]) >= SMALLEST_PIN for box in boxes)
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
            assert apart >= SMALLEST_PIN
    kim.looks_right()
    # When a single pin is opened by the keyboard
    single = kim.part(".town-pin:not(.town-many)").first
    name = (single.get_attribute("aria-label") or "").partition(". ")[2]
    single.focus()
    kim.page.keyboard.press("Enter")
    card = kim.part(".leaflet-popup")
    expect(card).to_contain_text(name)
    kim.page.evaluate("scrollTo(0, 0)")  # else the page's head lies over what is unfolded
    kim.looks_right()
    # Then Escape brings one back to the pin, and the card leads to the offer
    kim.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(single).to_be_focused()
    kim.page.keyboard.press("Enter")
    offer = card.locator("li a").first
    href = offer.get_attribute("href")
    offer.click()
    kim.is_at(urlsplit(href or "").path)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_without_javascript_one_says_oneself_what_to_be_near(
    demo: Place, phone: Sits, open_now: tuple[float, float], size: dict[str, int]
) -> None:
    # Given a list without scripts: nothing is there that needs one
    kim = phone(at=demo, javascript=False, size=size).goes_to("/tilbud")
    kim.does_not_see("Tæt på mig")
    # When he says where he is, and that it is to be open
    kim.chooses("Åbent nu").opens("Vælg mere præcist")
    kim.selects("Vis det nærmeste først", "Sognehuset").presses("Vis tilbud")
    # Then it stands first, how far it is, and there is a map with the same
    first = kim.part(".offer-list > li").first
    expect(first).to_contain_text("Suppe og tørt tøj")
    expect(first).to_contain_text("Lige her ved Sognehuset")
    kim.follows("Vis på kort").sees("Suppe og tørt tøj")
    expect(kim.part(".town-map .map-pin").first).to_be_visible()
    kim.part(".town-list a").first.click()
    kim.is_at(f"/sted/{PLACE}").sees("Åbningstider", "Hent kalender", "Suppe og tørt tøj")
    kim.follows("Suppe og tørt tøj")
    joins(kim, "Kim")


def test_whoever_says_no_to_the_browser_chooses_a_place(demo: Place, phone: Sits) -> None:
    kim = phone(at=demo).goes_to("/tilbud")
    kim.presses("Tæt på mig").sees("Vi kunne ikke se, hvor du er")
    expect(kim.field("Vis det nærmeste først")).to_be_focused()
    kim.selects("Vis det nærmeste først", "Sognehuset")
    kim.sees("Det, der er tættest på Sognehuset, står først").looks_right()


def test_a_place_shows_all_of_itself(demo: Place, phone: Sits, desk: Sits) -> None:
    for sits, name in ((phone, "phone"), (desk, "desk")):
        page = sits(at=demo).goes_to("/sted/biblioteket")
        page.sees("Åbningstider", "Sådan finder du det", "Hent kalender")
        expect(page.part(".town-pin")).to_be_visible()
        page.looks_right().reads_easily().picture(f"place-{name}")
