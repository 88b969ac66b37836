"""A guest at home finds something to be part of, and joins with nothing but a nickname."""

import pytest
from playwright.sync_api import Keyboard

from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import ZOOMED, Screen

SOME_DAYS_AHEAD = 3  # the fourth time: today's may begin while the journey is under way


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_guest_joins_and_comes_back_on_another_phone(
    place: Place, phone: Sits, javascript: bool
) -> None:
    # Given the front page and everyday words
    sol = phone(javascript=javascript).goes_to("/").looks_right().reads_easily().picture("front")
    sol.writes("Eller skriv, hvad det handler om", "jeg er meget alene").presses("Søg")
    # When the guest takes the first offer that answers
    sol.is_at("/tilbud").sees("Gå og snak").looks_right().reads_easily().picture("offers")
    sol.follows("Gå og snak").looks_right().reads_easily().picture("offer")
    joins(sol, "Sol")
    # Then a seat and a key card are there, and the card opens the same page elsewhere
    code = sol.part("#key-card-code").inner_text()
    sol.follows("Gå til min side").is_at("/min").sees("Hej Sol", "Gå og snak")
    another = phone(javascript=javascript).goes_to("/ind/")
    another.writes("Koden på dit nøglekort", code).presses("Luk mig ind")
    another.is_at("/min").sees("Hej Sol", "Gå og snak")


def test_a_seat_that_is_left_goes_to_whoever_waited_longest(place: Place, phone: Sits) -> None:
    # Given one seat some days ahead, which the first guest takes
    first = phone().goes_to("/tilbud/gaeldsraadgivning")
    joins(first, "Først", time=SOME_DAYS_AHEAD)
    # When a second one comes, there is a place in the queue
    second = phone().goes_to("/tilbud/gaeldsraadgivning").sees("Stil mig i kø")
    second.part(".time").nth(SOME_DAYS_AHEAD).get_by_role("link", name="kø").click()
    second.sees("Der er fuldt lige nu").writes("Hvad vil du kaldes", "Næst")
    second.presses("Ja, skriv mig op").is_at("/tilbud/noeglekort").looks_right()
    # And when the first one leaves the seat
    first.follows("Gå til min side").follows("meld fra").presses("Meld fra")
    first.sees("Du er meldt fra").looks_right()
    # Then it is offered to the second, who takes it
    second.goes_to("/min").sees("Der er en plads til dig").looks_right().picture("seat-offered")
    second.follows("Svar på pladsen").presses("Ja tak, jeg kommer").sees("Pladsen er din")


def test_the_keyboard_is_enough_to_join(place: Place, desk: Sits) -> None:
    nora = desk().goes_to("/tilbud/gaa-og-snak")
    walks_to(nora, "Jeg vil prøve").press("Enter")
    nora.is_at("/tilbud/gaa-og-snak/proev/.+")
    walks_to(nora, "nickname")
    nora.page.keyboard.type("Nora")
    nora.page.keyboard.press("Enter")
    nora.is_at("/tilbud/noeglekort").sees("Velkommen, Nora")


def test_nothing_lies_beside_the_screen_at_400_percent(place: Place, phone: Sits) -> None:
    ali = phone(size=ZOOMED)
    for page in ("/", "/tilbud", "/tilbud/gaa-og-snak", "/henvend", "/henvend/mig", "/ind/"):
        ali.goes_to(page).looks_right()
    ali.goes_to("/tilbud/gaa-og-snak")
    joins(ali, "Ali")
    for page in ("/min", "/min/plan", "/min/gaar-det", "/min/tilladelser", "/min/beskeder"):
        ali.goes_to(page).looks_right()


def joins(screen: Screen, nickname: str, *, time: int = 0) -> None:
    """Two taps and a nickname."""
    screen.part(".time").nth(time).get_by_role("link", name="prøve").click()
    screen.looks_right().reads_easily().picture("join")
    screen.writes("Hvad vil du kaldes", nickname).presses("Ja, jeg kommer")
    screen.is_at("/tilbud/noeglekort").sees(f"Velkommen, {nickname}").looks_right()
    screen.picture("key-card-from-home")


def walks_to(screen: Screen, name: str) -> Keyboard:
    """Steps with Tab until what has the focus bears the name."""
    for _step in range(60):
        screen.page.keyboard.press("Tab")
        said = screen.page.evaluate(
            "(it => `${it.getAttribute('aria-label') ?? ''} ${it.name ?? ''} ${it.textContent}`)"
            "(document.activeElement)"
        )
        if name in said:
            return screen.page.keyboard
    raise AssertionError(f"{name} cannot be reached by the keyboard.")
