"""Guests run something themselves, and keep account of it, when no staff is there."""

from collections.abc import Callable
from datetime import timedelta

from indgang.groups.models import Group
from indgang.groups.queries import own_groups
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Guest, Place
from tests.journeys.screen import Screen
from tests.journeys.test_english import speaks_english

MONTH = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def test_a_group_from_the_first_idea_to_a_closed_month(
    place: Place, phone: Sits, desk: Sits
) -> None:
    karen, ali = place.guest("Kirsten"), place.guest("Adil")
    # Given a guest with an idea, and another whom she tells the code
    hers = phone().signed_in_as(karen).goes_to("/min").follows("Mine grupper")
    looked_at(hers, "groups-none").follows("Start en gruppe").looks_right().reads_easily()
    hers.writes("Hvad hedder gruppen?", "Søndagskaffen").writes("Hvad laver I?", "Kaffe og kort.")
    hers.writes("Hvad vil du hedde i gruppen?", "Kis").goes_on("Start gruppen")
    looked_at(hers.sees("Du er alene om det lige nu"), "groups-idea")
    code = hers.part("code#kode").inner_text()
    his = desk().signed_in_as(ali).goes_to("/gruppe/ind").looks_right().reads_easily()
    his.writes("Koden, du har fået", code).writes("Hvad vil du hedde i gruppen?", "kis")
    his.presses("Ja, jeg vil være med").sees("Vælg et andet")
    his.writes("Hvad vil du hedde i gruppen?", "Ali").goes_on("Ja, jeg vil være med")
    # When one takes the key and the other the tin
    hers.reloads().follows("Hvem er med")
    looked_at(hers, "groups-people").presses("Jeg har nøglen")
    his.follows("I har ingen kasserer.").presses("Jeg vil være kasserer").sees("Du er kasserer.")
    # And the house shows them, there are times that somebody must open
    say_who_opens(hers, lambda: shows(place, desk, karen))
    # And coffee is bought, the month closed, and looked at
    keep_account(hers, his)


def test_a_month_is_closed_without_a_script_and_in_english(
    place: Place, phone: Sits, desk: Sits
) -> None:
    karen, ali = place.guest("Kamma"), place.guest("Arne")
    hers = phone(javascript=False).signed_in_as(karen).goes_to("/gruppe/ny")
    hers.writes("Hvad hedder gruppen?", "Walk").writes("Hvad laver I?", "A walk.")
    hers.writes("Hvad vil du hedde i gruppen?", "K").presses("Start gruppen")
    code = hers.part("code#kode").inner_text()
    his = desk(javascript=False, language="en").signed_in_as(ali).goes_to("/gruppe")
    speaks_english(his)
    his.follows("I have been given a code").writes("The code you were given", code)
    his.writes("What do you want to be called in the group?", "A")
    his.presses("Yes, I want to join").sees("Welcome to the group")
    speaks_english(his)
    his.follows("You have no treasurer.").presses("I will be the treasurer")
    his.goes_to(place_of(place, karen) + "/kasse/ny").chooses("We have been given or earned money")
    his.writes("How much? (kr.)", "20").writes("What was it?", "Coins")
    his.writes("Which day?", MONTH.isoformat()).presses("Write it in the book")
    speaks_english(his)
    his.part("a.button").filter(has_text="Close").click()
    speaks_english(his)
    his.writes("How much is in the cash box right now? (kr.)", "20").presses("Close the month")
    speaks_english(his.sees("waiting for one more"))
    for page in ("/folk", "/indkoeb", "/tider", "/ud", "/kasse/print"):
        speaks_english(his.goes_to(place_of(place, karen) + page))
    hers.goes_to(place_of(place, karen)).follows("En anden end kassereren skal se på")
    hers.presses("Det passer").sees("Måneden er lukket.")


def say_who_opens(hers: Screen, shown_by_the_house: Callable[[], None]) -> None:
    hers.follows("Søndagskaffen").presses("Spørg huset").sees("I har spurgt huset")
    shown_by_the_house()
    hers.reloads()
    looked_at(hers.sees("Det mangler I"), "groups-first-page").follows("Hvem åbner")
    hers.part("main form button").first.click()
    looked_at(hers.sees("Du åbner"), "groups-rota")


def keep_account(hers: Screen, his: Screen) -> None:
    # And coffee is wanted, bought, and entered by the treasurer
    hers.follows("Søndagskaffen").follows("Indkøb").writes("Hvad mangler I?", "Kaffe")
    hers.presses("Skriv det på").presses("Jeg køber det").follows("Det er købt")
    hers.looks_right().reads_easily().writes("Hvad kostede det? (kr.)", "45,50").goes_on(
        "Det er købt"
    )
    looked_at(hers.sees("Venter på kassereren"), "groups-shopping")
    his.follows("Søndagskaffen").follows("Kassebogen").looks_right().follows("Skriv en linje")
    looked_at(his, "groups-line").chooses("Kommunen har givet os penge")
    his.writes("Hvor meget? (kr.)", "1.000").writes("Hvad var det?", "Tilskud")
    his.writes("Hvilken dag?", MONTH.isoformat()).goes_on("Skriv det i bogen")
    his.follows("Kaffe").looks_right()
    his.writes("Hvor er bonen?", "Nr. 1").goes_on("Skriv det i bogen").sees("954,50 kr.")
    # Then he counts and closes the month, and she looks at it
    his.part("a.button").filter(has_text="Luk").click()
    looked_at(his, "groups-close").writes("Hvor meget er der i kassen lige nu? (kr.)", "900")
    his.presses("Luk måneden").sees("Find fejlen")
    his.writes("Hvor meget er der i kassen lige nu? (kr.)", "954,50").goes_on("Luk måneden")
    looked_at(his.sees("venter på en mere"), "groups-book")
    hers.follows("Søndagskaffen").follows("En anden end kassereren skal se på")
    looked_at(hers, "groups-look").presses("Det passer").sees("lukket", "af Ali og Kis")
    hers.follows("Udskriv måneden").looks_right().picture("groups-paper")
    his.reloads().follows("Tilskud").looks_right().sees("Skrevet af")


def looked_at(screen: Screen, name: str) -> Screen:
    return screen.looks_right().reads_easily().picture(name)


def place_of(place: Place, guest: Guest) -> str:
    def found(_actor: Actor) -> list[Group]:
        return own_groups()

    return f"/gruppe/{place.as_guest(guest, found)[0].slug}"


def shows(place: Place, desk: Sits, guest: Guest) -> None:
    """The house finds the group's wish, and one of its offers shows it."""
    with place.as_owner() as owner:
        owner.execute(
            "update offers_offer set run_by = 'users' where id = ("
            " select offer_id from offers_session where starts_at > now() and cancelled_at is null"
            " group by offer_id order by count(*) desc, offer_id limit 1)"
        )
    astrid = desk(Role.ADMINISTRATOR).goes_to("/udfoerer").follows("Grupper, som gæster selv")
    astrid.looks_right().picture("groups-asking").follows("Søndagskaffen").looks_right()
    astrid.goes_on("Vis gruppen").sees("Gruppen er knyttet til tilbuddet.")
    nobody = desk().goes_to(place_of(place, guest)).looks_right().reads_easily()
    nobody.does_not_see("Kis", "Ali").follows("Se hvornår og hvor").is_at(r"/tilbud/.+")
