"""Two units write what they promise each other; it holds when both have said yes."""

import pytest

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place

WORDS = "Vi ringer samme dag, når der er plads igen."
NEWER = "Vi ringer inden for en time, når der er plads igen."


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_two_units_agree_and_agree_anew(
    place: Place, phone: Sits, desk: Sits, javascript: bool
) -> None:
    # Given a provider who writes how they work together with the house
    poul = phone(Role.PROVIDER, javascript=javascript).goes_to("/huset/samarbejde")
    poul.looks_right()
    if javascript:
        poul.follows("Lav en aftale med en anden enhed").looks_right()
        house = place.colleagues[Role.AUTHORITY]
        unit = poul.field("Hvem arbejder I sammen med?")
        unit.select_option(value=str(house.unit_id))
        poul.writes("Sådan gør vi", WORDS).presses("Gem udgaven")
    else:
        poul.part("main li a").first.click()
        poul.follows("Skriv en ny udgave").looks_right()
        poul.writes("Sådan gør vi", NEWER).presses("Gem udgaven")
    poul.sees("venter på et ja").looks_right().presses("Ja, sådan gør vi").sees("Jeres ja er gemt.")
    # When the other side reads it and says yes
    ole = desk(Role.AUTHORITY, javascript=javascript).goes_to("/huset/samarbejde")
    ole.sees("Venter på jeres ja").looks_right().part("main li a").first.click()
    ole.presses("Ja, sådan gør vi").sees("Begge har sagt ja. Det gælder fra nu.")
    ole.does_not_see("Ja, sådan gør vi").looks_right()
    # Then it holds, and stands where the provider works; what held before is still there
    poul.goes_to("/udfoerer").sees("Sådan arbejder vi sammen", "aftalt den").looks_right()
    if not javascript:
        ole.sees(NEWER, "Det, der gjaldt før")
