"""The board: a wall that follows live, a phone, and those who work with it. Nobody reloads."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import Screen
from tests.journeys.test_every_page import person

pytestmark = pytest.mark.xdist_group("demo")

WALL = {"width": 1920, "height": 1080}
LETTERS = 40  # pixels; of 1920 on a metre's width 2 cm, which is read at four metres
# The next time with room of an offer that anybody may join, with several seats, from tomorrow on.
JOINED = """
    select o.slug, s.id, o.id from offers_session s join offers_offer o on o.id = s.offer_id
    where o.status = 'published' and o.access = 'open' and s.seats - s.taken >= 2 and s.waiting = 0
      and s.cancelled_at is null and o.min_age is null and s.run_id is null and s.draw_on is null
      and s.starts_at between now() + interval '1 day' and now() + interval '10 days'
      and not exists (select from offers_session x where x.offer_id = o.id and x.ends_at > now()
                      and (x.starts_at, x.id) < (s.starts_at, s.id))
      and not exists (select from offers_room m where m.offer_id = o.id and m.says <> '')
    order by s.starts_at, s.id offset %s limit 1
"""


def free(screen: Screen, offer: str, figure: str = "plads") -> int:
    """How many seats stand on that line."""
    said = screen.part(f'[data-row="{offer}"] [data-figure="{figure}"]').inner_text()
    return int(said.split()[0])


def becomes(screen: Screen, offer: str, number: int, figure: str = "plads") -> None:
    place = screen.part(f'[data-row="{offer}"] [data-figure="{figure}"]')
    expect(place).to_contain_text(str(number))


def to_join(demo: Place, number: int = 0) -> tuple[str, str]:
    with demo.as_owner() as owner:
        row = owner.execute(JOINED, [number]).fetchone()
    assert row, "There is nothing to join in the demo."
    return f"/tilbud/{row[0]}/proev/{row[1]}", str(row[2])


def joins(screen: Screen, path: str, nickname: str) -> None:
    screen.goes_to(path).writes("Hvad vil du kaldes", nickname).presses("Ja, jeg kommer")
    screen.is_at("/tilbud/noeglekort")


def test_the_wall_follows_when_a_seat_is_taken_elsewhere(
    demo: Place, desk: Sits, phone: Sits
) -> None:
    # Given a wall, a phone and somebody of the authority, who all look at the board
    path, offer = to_join(demo)
    wall = desk(at=demo, size=WALL).goes_to("/tavle/skaerm").sees("Her er der plads")
    ali = phone(at=demo).goes_to("/tavle").sees("Tavlen")
    bo = desk(at=demo).holding(demo.demo_session_of(person(demo, "authority"))).goes_to("/tavle")
    for screen in (wall, ali, bo):
        screen.looks_right()
    ali.reads_easily().picture("board-phone", whole=False)
    bo.picture("board-authority", whole=False)
    wall.picture("board-wall", whole=False)
    before, exact = free(ali, offer), free(bo, offer, "ledige")
    # And letters on the wall that are read from four metres
    size = wall.page.evaluate(
        "getComputedStyle(document.querySelector('.wall-part:not([hidden]) .wall-title')).fontSize"
    )
    assert float(size.removesuffix("px")) >= LETTERS
    # When a guest takes a seat in a window of her own
    joins(phone(at=demo), path, "Solsikken")
    # Then all three show one less, and nobody has reloaded
    becomes(wall, offer, before - 1)
    becomes(ali, offer, before - 1)
    becomes(bo, offer, exact - 1, "ledige")
    assert wall.page.evaluate("performance.getEntriesByType('navigation').length") == 1


def test_nothing_is_missed_while_the_line_is_down(demo: Place, phone: Sits) -> None:
    path, offer = to_join(demo, 1)
    ali = phone(at=demo).goes_to("/tavle")
    ali.may("503", "ERR_", "Failed to load")
    before = free(ali, offer)
    # Given a line that is cut, as all are when a server is restarted
    with ali.line_down():
        ali.page.evaluate("window.dispatchEvent(new Event('offline'))")
        joins(phone(at=demo), path, "Regnbuen")
    # Then the page is right again by itself
    becomes(ali, offer, before - 1)


def test_the_board_in_english_on_paper_in_the_dark_and_how_it_has_gone(
    demo: Place, desk: Sits, phone: Sits
) -> None:
    english = phone(at=demo, language="en").goes_to("/tavle").sees("The board").looks_right()
    english.picture("board-english", whole=False)
    leader = desk(at=demo).holding(demo.demo_session_of(person(demo, "leader")))
    leader.goes_to("/tavle?vis=behov&sorter=venter&ned=1").looks_right().picture("board-needs")
    leader.goes_to("/tavle/historie").sees("Hele byen").looks_right().picture("board-history")
    leader.goes_to("/tavle").part("[data-row]").first.scroll_into_view_if_needed()
    leader.picture("board-lines", whole=False).page.emulate_media(media="print")
    leader.picture("board-paper", whole=False)
    dark = desk(at=demo, size=WALL).goes_to("/tavle/skaerm?lys=moerk").looks_right()
    dark.picture("board-wall-dark", whole=False)
    dark.presses("Bliv her").sees("Gå videre")


def test_the_board_works_without_scripts(demo: Place, phone: Sits) -> None:
    ali = phone(at=demo, javascript=False).goes_to("/tavle").sees("Tavlen")
    ali.goes_to("/tavle?plads=1&sorter=naeste").sees("Er der plads?")
    ali.goes_to("/tavle/skaerm").sees("Her er der plads")
    ali.goes_to("/tavle/historie").sees("Hele byen")
