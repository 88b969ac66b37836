"""A guest is brought, found again without a card, asked again, and stops it all."""

from uuid import uuid4

import pytest

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import DESK, PHONE


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_who_brought_a_guest_sees_that_she_was_welcomed(
    place: Place, desk: Sits, size: dict[str, int]
) -> None:
    name = f"Solvej {size['width']}"
    omar = desk(Role.OUTREACH, size=size).goes_to("/huset/ankomst").looks_right()
    omar.sees("Huset får dit kaldenavn at vide").picture(f"brought-{size['width']}")
    omar.page.locator("#id_nickname").fill(name)
    omar.writes("Hvad kommer gæsten for", "Fulgt hertil fra parken").presses("Kom ind")
    omar.is_at("/huset").sees(name, "Lige kommet").looks_right()
    omar.picture(f"brought-waits-{size['width']}")
    hanne = desk(Role.HOST).goes_to("/huset")
    row = hanne.part(".person").filter(has_text=name)
    row.get_by_role("button", name="Velkommen").click()
    hanne.sees("Er hos Hanne")
    omar.goes_to("/huset").sees("Er hos Hanne").picture(f"brought-welcomed-{size['width']}")
    omar.follows("Se alle de sidste 14 dage").sees(name).looks_right()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_who_left_without_a_name_is_found_again(
    place: Place, desk: Sits, size: dict[str, int]
) -> None:
    hanne = desk(Role.HOST, size=size).goes_to("/huset/ankomst")
    hanne.writes("Hvad kommer gæsten for", "Ville bare have varmen").presses("Kom ind")
    hanne.is_at("/huset").follows("Har været her de sidste 14 dage").looks_right()
    hanne.picture(f"lately-{size['width']}")
    hanne.follows("Vis kun dem uden navn").sees("Ukendt", "Ville bare have varmen").looks_right()
    hanne.page.get_by_role("link", name="Begynd en samtale, Ukendt").first.click()
    hanne.sees("Sæt jer ned med gæsten")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_guest_is_asked_again_and_stops_it_again(
    place: Place, desk: Sits, phone: Sits, size: dict[str, int]
) -> None:
    guest = place.guest("Karen")
    mette = desk(Role.GUIDE, size=size).goes_to(f"/huset/gaest/{guest.person_id}").looks_right()
    mette.picture(f"guest-{size['width']}").goes_to(f"/huset/gaest/{guest.person_id}/mennesker")
    mette.sees("Det har gæsten ikke givet dig lov til at se").looks_right()
    mette.follows("Spørg gæsten igen").looks_right()
    mette.chooses("Planen").chooses("Håb og mål").presses("Skriv det ned")
    mette.sees("Gæstens ja er skrevet ned", "Så vi kan følges ad.").looks_right()
    mette.picture(f"ask-again-{size['width']}")
    karen = phone().signed_in_as(guest).goes_to("/min/tilladelser").sees("Mette")
    karen.sees("Så vi kan følges ad.")
    mette.goes_to(f"/huset/gaest/{guest.person_id}/mennesker").sees("Følges med gæsten")
    mette.goes_to(f"/huset/gaest/{guest.person_id}/spoerg-igen")
    mette.part(".card").filter(has_text="Mette").get_by_role("button").click()
    mette.sees("Det er stoppet nu.")
    mette.goes_to(f"/huset/gaest/{guest.person_id}/mennesker")
    mette.sees("Det har gæsten ikke givet dig lov til at se")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_shut_page_says_whom_to_ask(place: Place, desk: Sits, size: dict[str, int]) -> None:
    anker = desk(Role.ACUTE, size=size).may("404")
    anker.goes_to(f"/huset/gaest/{uuid4()}/plan").sees("Siden er ikke åben for dig").looks_right()
    anker.picture(f"shut-{size['width']}").follows("Nødåbning").sees("Kun når nogen er i fare")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_to_do_when_somebody_is_under_18_stands_where_it_is_needed(
    place: Place, desk: Sits, phone: Sits, size: dict[str, int]
) -> None:
    astrid = desk(Role.ADMINISTRATOR, size=size).goes_to("/opsaetning/")
    astrid.follows("Når gæsten er under 18").looks_right()
    astrid.writes("Hvem ringer man til", "Familiehuset").writes("Nummer", "12 34 56 99")
    astrid.writes("Prøvet den", "2026-11-01").presses("Gem").sees("Familiehuset")
    hanne = desk(Role.HOST, size=size).goes_to("/huset/ankomst").opens("Er gæsten under 18?")
    hanne.sees("Familiehuset", "12 34 56 99", "underretning").looks_right()
    hanne.picture(f"under-18-{size['width']}")
    young = phone(size=size).goes_to("/henvend").opens("Er du under 18?")
    young.sees("Du skal ikke spørge nogen om lov", "12 34 56 99").looks_right().reads_easily()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_what_is_not_to_be_had_is_counted(place: Place, desk: Sits, javascript: bool) -> None:
    talk = place.conversation("Ali")
    mette = desk(Role.GUIDE, javascript=javascript).goes_to(talk.path)
    mette.opens("Det findes ikke her").selects("Hvad er der brug for?", "Noget andet")
    mette.presses("Tæl det med").sees("Det er talt med")
    mette.goes_to("/huset").follows("Det, der ikke findes her").sees("Noget andet").looks_right()
