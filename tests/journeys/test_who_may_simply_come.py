"""The municipality writes who may simply come; a guest reads the new sentence at once."""

import pytest

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import DESK, PHONE, Screen

ADDRESS = "/opsaetning/adgang"
OFFER = "/tilbud/aaben-cafe"


def writes_two_lines(astrid: Screen) -> None:
    # When she writes a line that can never be reached, the page says so, and she moves it
    astrid.follows("Skriv en linje").looks_right().selects("Hvem gælder linjen for?", "en søskende")
    astrid.writes("Kun de første gange", "3").presses("Gem linjen")
    astrid.sees("Linje 2 bliver aldrig brugt: Linje 1 står før").looks_right()
    astrid.part(".rule-lines > li").nth(1).get_by_role("button", name="Op").click()
    astrid.sees("1. For en søskende, de første 3 gange: kom bare.")
    # And lets the others have a yes first
    astrid.part(".rule-lines > li").nth(2).get_by_role("link", name="Ret").click()
    astrid.looks_right().chooses("her skal vi først have et ja")
    astrid.writes("Hvem siger ja?", "Voksenmyndigheden").presses("Gem linjen")
    astrid.sees("Skriv, hvilken lov et ja efter linje 3 bliver givet efter.")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_rule_is_written_tried_and_read_by_a_guest(
    place: Place, phone: Sits, javascript: bool
) -> None:
    name = f"Caféer {'med' if javascript else 'uden'}"
    # Given an administrator who begins from an example, at a desk or on a phone
    size = DESK if javascript else PHONE
    astrid = phone(Role.ADMINISTRATOR, javascript=javascript, size=size)
    astrid.goes_to(ADDRESS).looks_right().follows("Ny regel").looks_right()
    astrid.writes("Hvad skal reglen hedde?", name).chooses("De første gange er åbne")
    astrid.presses("Lav reglen").sees("1. For alle, de første 5 gange: kom bare.")
    astrid.looks_right()
    writes_two_lines(astrid)
    # Then she tries it for a person like …, and sees what a guest will read
    astrid.writes("Gange før", "5")
    if not javascript:
        astrid.presses("Prøv")
    astrid.sees("Linje 3 bestemmer.", "Her skal vi først have et ja fra Voksenmyndigheden")
    astrid.looks_right()
    # And lets the café follow it
    astrid.writes("Find et tilbud", "café").presses("Find").presses("Lad det følge reglen")
    astrid.sees("1 tilbud mere følger reglen.").looks_right()
    astrid.sees("Astrid flyttede en linje")
    guest = phone(javascript=javascript).goes_to(OFFER)
    guest.sees("Du kan starte").looks_right().reads_easily()
    # And when nobody simply comes any more, the guest reads that at once, in both languages
    for _line in range(2):
        astrid.part(".rule-lines > li").nth(0).get_by_role("button", name="Tag væk").click()
        astrid.sees("Linjen er taget væk.")
    guest.reloads().sees("Her skal vi først have et ja fra Voksenmyndigheden")
    guest.does_not_see("Jeg vil prøve").looks_right().reads_easily()
    other = phone(javascript=javascript, language="en").goes_to(OFFER)
    other.sees("Here we first need a yes from Voksenmyndigheden").looks_right()
    # And the rule ends, and the café's own word holds again for the next journey
    astrid.follows("Slut reglen").looks_right().goes_on("Slut reglen").sees("Reglen er slut.")
