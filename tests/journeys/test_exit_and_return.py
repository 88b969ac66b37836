"""Somebody goes on in life, and may always come back to what stood there."""

from indgang.kernel.actor import Actor, Role
from indgang.plans.operations import add_hope
from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.test_checkin import with_a_course


def test_the_plan_stands_as_it_was_left(place: Place, phone: Sits, desk: Sits) -> None:
    # Given a guest with a plan, who thinks of going on
    karen = with_a_course(place, "Ebba")

    def hope(actor: Actor) -> None:
        add_hope(person_id=karen.person_id, words="At jeg selv ringer til min mor", by=actor)

    place.as_guest(karen, hope)
    hers = phone().signed_in_as(karen).goes_to("/min/plan").follows("Når jeg går videre")
    hers.looks_right().reads_easily().picture("exit").follows("Begynd at tænke over det")
    # When she plans it, one question a page
    hers.is_at("/min/udgang/dagen/svar")
    for number in (1, 2, 3, 4):
        hers.sees(f"{number} af 4").looks_right().reads_easily()
        hers.goes_on("Spring over" if number == 3 else "Gem og videre")
    hers.is_at("/min/udgang").looks_right().picture("exit-planned").follows("Gå videre i dag")
    hers.looks_right().reads_easily().part("input[type=radio]").first.check(force=True)
    hers.presses("Gå videre")
    # Then it is celebrated, and the door stays open
    hers.is_at("/min/tilbage").sees("Tillykke, og god vej").looks_right().reads_easily()
    hers.picture("farewell").goes_to("/min").sees("Kom tilbage").looks_right()
    # And when she comes back, nothing starts over
    hers.goes_to("/min/tilbage/ny").looks_right().reads_easily().picture("new-page")
    hers.goes_to("/min/tilbage").presses("Kom tilbage").is_at("/min/plan")
    hers.sees("Velkommen tilbage", "At jeg selv ringer til min mor").looks_right()
    mette = desk(Role.GUIDE).goes_to(f"/huset/gaest/{karen.person_id}/plan")
    mette.sees("At jeg selv ringer til min mor").looks_right()


def test_going_and_coming_back_needs_no_script(place: Place, phone: Sits) -> None:
    hers = phone(javascript=False).signed_in_as(with_a_course(place, "Else"))
    hers.goes_to("/min/udgang").follows("Begynd at tænke over det")
    for said in ("Gem og videre", "Spring over", "Gem og videre", "Gem og videre"):
        hers.presses(said)
    hers.is_at("/min/udgang").follows("Gå videre i dag")
    hers.presses("Gå videre").sees("Tillykke").presses("Kom tilbage").is_at("/min/plan")
