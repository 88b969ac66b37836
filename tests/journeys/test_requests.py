"""A guest asks a place, the place answers by a link on a telephone, and a wish is handed on."""

import pytest

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import VAR, Place
from tests.journeys.town import write_table


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_place_answers_by_its_personal_link_on_a_phone(
    place: Place, phone: Sits, desk: Sits, javascript: bool
) -> None:
    name, slug = ("Ellen", "ja") if javascript else ("Else", "nej")
    read_in(desk, f"link-{slug}-", title=f"Trommer {slug}", provider="Eksempelby Kommune")
    # Given a provider who makes a link for his telephone
    poul = desk(Role.PROVIDER, javascript=javascript).goes_to("/udfoerer/link").looks_right()
    poul.presses("Lav et nyt link").sees("Det vises kun nu").looks_right()
    link = poul.part("#linket").inner_text()
    # And somebody who asks, with a nickname only
    hers = phone(javascript=javascript).goes_to(f"/tilbud/link-{slug}-gaa-og-snak").looks_right()
    hers.follows("Spørg stedet").looks_right().reads_easily()
    hers.writes("Hvad vil du kaldes?", name).writes("Vil du skrive noget", "Må hunden komme med?")
    hers.presses("Send").sees("Gem dit nøglekort nu").looks_right().reads_easily()
    hers.goes_to("/min").follows(f"Trommer {slug}").sees(
        "De svarer senest"
    ).looks_right().reads_easily()
    # When the provider opens his link, there is one tap for room and one for the answer
    his = phone(javascript=javascript)
    his.page.goto(link)
    his.sees("Er der plads?", name).looks_right()
    his.part(".room-offer").first.get_by_role("button", name="Vi har plads").click()
    his.sees("Det står på tilbuddets side nu").looks_right()
    his.follows(name).sees("Må hunden komme med?").looks_right()
    his.writes("Et par ord til gæsten", "Ja, den skal bare gå i snor.").presses("Ja, vi har plads")
    his.sees("Gæsten har fået svaret").looks_right()
    # Then she reads the answer, and can still change her mind
    hers.goes_to("/min/oensker").looks_right().follows(f"Trommer {slug}").sees(
        "Stedet siger ja", "i snor"
    )
    hers.looks_right().reads_easily().presses("Jeg ønsker det ikke mere").sees(
        "Du har selv meldt fra"
    )
    # And the link opens nothing else, and nothing at all once it is stopped
    his.goes_to("/min").is_at("/ind/").goes_to("/udfoerer/plads").sees("Gæsten har selv meldt fra")
    poul.goes_to("/udfoerer/link").presses("Stop").sees("Linket virker ikke mere")
    his.goes_to("/udfoerer/plads").is_at("/ind/")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_wish_for_what_is_decided_is_handed_on_the_same_day(
    place: Place, phone: Sits, desk: Sits, language: str
) -> None:
    slug = f"stoette-{language}"
    read_in(
        desk, f"{slug}-", title=f"Støtte hjemme {language}", access="decision",
        access_sentence="Myndigheden skal sige ja.",
    )  # fmt: skip
    # Given a guest who wishes for what the municipality decides on
    guest = place.guest("Thea" if language == "da" else "Thelma")
    hers = phone(language=language).signed_in_as(guest)
    hers.goes_to(f"/tilbud/{slug}-gaa-og-snak").looks_right()
    hers.follows("Send mit ønske" if language == "da" else "Send my wish").looks_right()
    hers.presses("Send mit ønske" if language == "da" else "Send my wish")
    hers.sees("gælder fra i dag" if language == "da" else "counts from today").looks_right()
    # Then those who decide have it at once; there is no no to press
    ane = desk(Role.AUTHORITY, language=language).goes_to("/udfoerer/plads").looks_right()
    ane.follows(guest.name).looks_right()
    ane.does_not_see("Ikke lige nu", "Not now")
    ane.presses("Vi vil gerne tale" if language == "da" else "We would like to talk")
    hers.goes_to("/min").sees(
        "De vil gerne tale" if language == "da" else "They would like to talk"
    )
    hers.looks_right()
    # And somebody in the house has it by name until the guest is helped on
    mette = desk(Role.GUIDE, language=language).goes_to("/huset").looks_right()
    mette.sees(f"Støtte hjemme {language}").goes_to("/huset/oensker").looks_right()


def read_in(desk: Sits, prefix: str, **cells: str) -> None:
    """More offers in the overview."""
    table = write_table(VAR / f"{prefix}.csv", prefix=prefix, **cells)
    astrid = desk(Role.ADMINISTRATOR).goes_to("/opsaetning/tilbud")
    astrid.field("Filen med tilbud").set_input_files(str(table))
    astrid.presses("Læs filen ind").sees("nye tilbud")
