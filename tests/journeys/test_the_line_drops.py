"""The line drops in the middle of a sentence, and not a word is lost."""

from playwright.sync_api import expect

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place

HARD = "Det er svært"


def test_what_is_written_without_a_line_is_kept_when_it_is_back(place: Place, desk: Sits) -> None:
    talk = place.conversation("Leif")
    mette = desk(Role.GUIDE).goes_to(talk.path).types(HARD, "Det begyndte i ")
    expect(mette.part("#hard_saved")).to_contain_text("Gemt")
    # When the line drops in the middle of the sentence
    with mette.line_down():
        mette.types(HARD, "sommer, da jeg mistede mit job")
        mette.sees("Ikke gemt endnu")
    # Then it is kept by itself as soon as the line is back
    expect(mette.part("#hard_saved")).to_contain_text("Gemt")
    mette.reloads()
    expect(mette.field(HARD)).to_have_value("Det begyndte i sommer, da jeg mistede mit job")


def test_a_closed_lid_loses_nothing(place: Place, phone: Sits) -> None:
    karen = place.guest("Lone")
    hers = phone().signed_in_as(karen).goes_to("/min/plan/haab/nyt").looks_right().reads_easily()
    # When the lid is closed while the line is away
    with hers.line_down():
        hers.types("Hvad håber du på", "At jeg tør gå ud igen")
        hers.sees("Ikke gemt endnu")
        hers.page.close()
    # Then the words are there when the page is opened again
    hers.opens_a_new_page().goes_to("/min/plan/haab/nyt")
    expect(hers.field("Hvad håber du på")).to_have_value("At jeg tør gå ud igen")
    hers.presses("Gem").is_at("/min/plan").sees("At jeg tør gå ud igen")


def test_an_expired_sign_in_loses_nothing(place: Place, phone: Sits) -> None:
    karen = place.guest("Line")
    hers = phone().signed_in_as(karen).goes_to("/min/plan/haab/nyt").may("401", "403")
    # When the sign-in has expired in the middle of writing
    hers.context.clear_cookies(name="indgang_key")
    hers.types("Hvad håber du på", "At sove en hel nat")
    # Then the page says so, keeps the words, and shows the way in and back
    hers.sees("Du er logget ud. Din tekst er her stadig").picture("signed-out-while-writing")
    hers.follows("Log ind igen").writes("Koden på dit nøglekort", karen.code)
    hers.presses("Luk mig ind").is_at("/min/plan/haab/nyt")
    expect(hers.field("Hvad håber du på")).to_have_value("At sove en hel nat")
    hers.presses("Gem").is_at("/min/plan").sees("At sove en hel nat")


def test_a_colleague_whose_sign_in_expires_is_shown_the_colleagues_door(
    place: Place, desk: Sits
) -> None:
    talk = place.conversation("Lars")
    mette = desk(Role.GUIDE).goes_to(talk.path).may("401", "403")
    mette.context.clear_cookies(name="indgang_key")
    mette.types(HARD, "Han har ikke spist")
    mette.sees("Du er logget ud").follows("Log ind igen").is_at("/konto/login/")
