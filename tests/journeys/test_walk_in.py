"""Somebody walks in without a name, and walks out with a plan."""

import pytest

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import Screen


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_guest_without_a_name_leaves_with_a_plan(
    place: Place, desk: Sits, phone: Sits, javascript: bool
) -> None:
    # Given a host at the door, when somebody comes in and says nothing
    hanne = desk(Role.HOST, javascript=javascript).goes_to("/huset").looks_right()
    comes_in(hanne, about=f"Vil bare sidde lidt ({'med' if javascript else 'uden'} script)")
    # Then they sit down together, the guest says yes to being written about, and tells
    hanne.chooses("Mette").chooses("Gæsten siger ja").presses("Begynd samtalen")
    tells(hanne, "hard", "Jeg er ensom og alene hele dagen")
    tells(hanne, "hopes", "At have nogen at spise med")
    # When the guest picks something that answers to his words, and a step of his own
    hanne.sees("Gå og snak", "Det vil jeg prøve").looks_right().picture("conversation")
    picks(hanne, "Gå og snak")
    hanne.writes("Et skridt, du selv tager", "Ringe til min søster").presses("Læg til")
    hanne.sees("Dit eget skridt").part("#bundt").get_by_role("link", name="Start").click()
    starts(hanne)
    # Then there is a card to take home, and the card opens the plan
    hanne.presses("Lav nøglekort").sees("Derfor skal I være to om det").looks_right()
    hanne.presses("Bed en kollega om at bekræfte").picture("card-takes-two")
    mette = desk(Role.GUIDE, javascript=javascript).goes_to(hanne.path)
    mette.sees("Hanne beder dig bekræfte").looks_right().presses("Jeg bekræfter")
    hanne.presses("Min kollega har bekræftet").sees("Koden vises kun nu")
    hanne.picture("card-from-the-desk")
    guest = phone(javascript=javascript).goes_to("/ind/")
    guest.writes("Koden på dit nøglekort", hanne.part("#key-card-code").inner_text())
    guest.presses("Luk mig ind").is_at("/min").sees("Gå og snak").looks_right().reads_easily()
    has_the_plan_in_hand(guest.picture("home" if javascript else "home-no-script"))


def comes_in(host: Screen, *, about: str) -> None:
    """Two fields and one button; then one tap bids welcome."""
    host.follows("En gæst er kommet").looks_right().picture("arrival")
    host.writes("Hvad kommer gæsten for", about).presses("Kom ind")
    host.is_at("/huset").sees("Ukendt", about)
    row = host.part(".person").filter(has_text=about).last
    row.get_by_role("button", name="Velkommen").click()
    host.sees("Er hos Hanne").picture("today")
    row.get_by_role("link", name="Hvad sker der nu?").click()
    host.sees("Sæt jer ned og tal sammen").looks_right()


def tells(screen: Screen, section: str, words: str) -> None:
    """The guest tells, and it is written down and kept."""
    screen.is_at("/huset/samtale/[-0-9a-f]+")
    screen.part(f"textarea[name={section}]").fill(words)
    if screen.javascript:
        screen.part(f"#{section}_saved").get_by_text("Gemt").wait_for()
    else:
        screen.part(f"form[action$='/{section}'] button").click()


def picks(screen: Screen, offer: str) -> None:
    card = screen.part("article.card").filter(has_text=offer)
    card.get_by_role("button", name="Det vil jeg prøve").click()
    screen.part("#bundle").get_by_text(offer).first.wait_for()


def starts(screen: Screen) -> None:
    """The guest lets both follow his plan, and it begins today."""
    screen.sees("Nu går det i gang").looks_right()
    screen.writes("Hvad vil du gerne nå", "Spise med nogen om søndagen")
    for mark in screen.page.get_by_label("Planen: aktiviteter").all():
        mark.check(force=True)
    screen.picture("start").presses("Start")
    screen.sees("Det er i gang").looks_right()


def has_the_plan_in_hand(guest: Screen) -> None:
    guest.follows("Min plan").is_at("/min/plan").looks_right().reads_easily()
    guest.sees("Spise med nogen om søndagen", "Ringe til min søster").picture("plan")
    guest.goes_to("/min/plan/print").sees("Ringe til min søster").picture("print")
