"""A page that fetches itself again takes nothing from whoever is in the middle of it."""

from playwright.sync_api import expect

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import Screen


def test_the_focus_stays_with_a_guest_when_another_comes_in(place: Place, desk: Sits) -> None:
    # Given a host who has come to a guest with the keyboard
    hanne = comes_in(desk(Role.HOST), "Solsikken")
    greets = hanne.part(".person").filter(has_text="Solsikken").get_by_role("button")
    greets.focus()
    # When a colleague takes in one more
    comes_in(desk(Role.HOST), "Regnvejr")
    # Then the list is longer, that is said aloud, and the host is where she was
    hanne.sees("Regnvejr")
    expect(hanne.part("#announcements")).to_contain_text("venter på et velkommen")
    expect(greets).to_be_focused()


def comes_in(host: Screen, nickname: str) -> Screen:
    host.goes_to("/huset/ankomst").writes("Kaldenavn", nickname).presses("Kom ind")
    return host.is_at("/huset").sees(nickname)
