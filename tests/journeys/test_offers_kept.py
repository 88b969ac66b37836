"""Those who stand for an offer keep it themselves; the administrator keeps what it is made of."""

from datetime import timedelta

import pytest

from indgang.kernel import clock
from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import VAR, Place
from tests.journeys.processes import wait_for
from tests.journeys.screen import PHONE
from tests.journeys.town import write_table

SMALLEST_TARGET = 24  # pixels (WCAG 2.2, 2.5.8)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_provider_offers_something_and_calls_one_time_off_on_a_phone(
    place: Place, phone: Sits, javascript: bool
) -> None:
    title = f"Trommer ved {'søen' if javascript else 'broen'}"
    # Given a provider who writes a new offer on his phone
    poul = phone(Role.PROVIDER, javascript=javascript).goes_to("/udfoerer").looks_right()
    poul.follows("Nyt tilbud").looks_right()
    poul.writes("Hvad hedder det?", title).writes("i én sætning", "Vi trommer, så fuglene letter.")
    poul.selects("Hvad hjælper det mest med", "Ensomhed").chooses("sammen med andre")
    poul.selects("Hvor er det?", "Parken").presses("Gem, og vælg tider")
    # When he says when it is
    day = clock.today() + timedelta(days=3)
    poul.sees("Hvornår er det?").looks_right().chooses("Kun den ene dag")
    poul.writes("Første dag", day.isoformat()).writes("Fra klokken", "15:00")
    poul.writes("Til klokken", "16:30").writes("Hvor mange pladser", "3").presses("Gem tiden")
    poul.sees("1 gang står i oversigten nu").looks_right()
    # Then a guest finds it and joins
    guest = place.guest("Ditte" if javascript else "Dorte")
    hers = phone(javascript=javascript).signed_in_as(guest).goes_to("/tilbud?q=trommer")
    hers.follows(title).part(".time").get_by_role("link", name="prøve").click()
    hers.presses("Ja, jeg kommer").sees("Du har en plads")
    # And when he falls ill, it takes him three taps, and she can read why
    poul.goes_to("/udfoerer").looks_right().follows(title).sees("1 af 3 pladser er taget")
    poul.follows("Hvem kommer?").sees("En gæst", "Har en plads").looks_right()
    poul.does_not_see("Ditte", "Dorte").follows(title)
    poul.follows("Aflys").looks_right().chooses("Den, der holder det, er syg.")
    poul.presses("Aflys denne gang").sees("får besked", "Aflyst").looks_right()
    hers.goes_to("/min").sees("er aflyst", "Den, der holder det, er syg.")
    hers.looks_right().reads_easily()


def test_an_administrator_keeps_needs_places_and_the_table(place: Place, desk: Sits) -> None:
    astrid = desk(Role.ADMINISTRATOR).goes_to("/opsaetning/").looks_right()
    # Given a need of the town's own, in its own words
    astrid.follows("Behov").looks_right().follows("Nyt behov").looks_right()
    astrid.writes("Hvad hedder det?", "Heste").writes("Ord, folk søger med", "pony, ridning")
    astrid.presses("Gem").sees("Søgningen kender ordene")
    # And a place
    astrid.goes_to("/opsaetning/steder").looks_right().follows("Nyt sted").looks_right()
    astrid.writes("Hvad hedder stedet?", "Ridehuset").writes("Adresse", "Hestevej 1")
    astrid.presses("Gem").sees("Stedet er gemt", "Hestevej 1")
    # When she reads in a table with something wrong in it, nothing is kept
    wrong = table("wrong.csv", needs="heste", place="Ladegården", place_address="")
    astrid.goes_to("/opsaetning/tilbud").looks_right()
    astrid.field("Filen med tilbud").set_input_files(wrong)
    astrid.may("422").presses("Læs filen ind").sees("Intet er gemt", "place_address").looks_right()
    # Then with the fault mended it is there at once
    right = table("right.csv", needs="heste", place="Ridehuset", place_address="Hestevej 1")
    astrid.field("Filen med tilbud").set_input_files(right)
    astrid.presses("Læs filen ind").sees("nye tilbud")
    desk().goes_to("/tilbud?q=pony").sees("Ridning for alle", "Ridehuset").looks_right()


def table(name: str, **cells: str) -> str:
    """The journeys' table with other offers in it."""
    return str(write_table(VAR / name, prefix="heste-", title="Ridning for alle", **cells))


def test_what_nobody_offers_is_counted_once_somebody_meant_it(place: Place, phone: Sits) -> None:
    unmet = "select coalesce(sum(number), 0) from offers_unmet"
    with place.as_owner() as look:
        before = look.execute(unmet).fetchone()
    kim = phone().goes_to("/tilbud").types("Hvad har du brug for", "zzzxyz")
    kim.sees("Vi fandt ikke lige det", "så leder vi sammen").looks_right().reads_easily()

    def counted() -> bool:
        with place.as_owner() as look:
            return look.execute(unmet).fetchone() == (before[0] + 1,)  # type: ignore[index]

    assert wait_for(counted)


def test_pins_are_large_enough_for_a_thumb_and_have_names(demo: Place, phone: Sits) -> None:
    map_page = phone(at=demo, size=PHONE, javascript=False).goes_to("/tilbud?vis=kort")
    pins = map_page.part(".town-map a")
    boxes = [pin.bounding_box() for pin in map_page.part(".map-pin").all()]
    assert len(boxes) > 20
    assert all(box and min(box["width"], box["height"]) >= SMALLEST_TARGET for box in boxes)
    names = [pin.get_attribute("aria-label") or "" for pin in pins.all()]
    assert all(": " in name for name in names)
    # What stands on the map stands in the list as well; places that are close are one pin.
    assert map_page.part(".town-list > li").count() >= len(boxes)
