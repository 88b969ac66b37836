"""The guest decides who reads, and what is stopped is stopped at once."""

from playwright.sync_api import expect

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place


def test_the_guide_is_out_as_soon_as_the_guest_says_stop(
    place: Place, phone: Sits, desk: Sits
) -> None:
    # Given a guide who has the conversation open, live
    talk = place.conversation("Pia")
    mette = desk(Role.GUIDE).goes_to(talk.path).sees("Pia").may("404", "403")
    # When the guest looks who may see what, and says stop
    hers = phone().signed_in_as(talk.guest).goes_to("/min/tilladelser").sees("Mette")
    hers.looks_right().reads_easily().picture("who-may-see")
    hers.part("article").filter(has_text="Mette").get_by_role("link", name="Stop").click()
    hers.looks_right().reads_easily().presses("Ja, stop det").sees("Det er stoppet")
    # Then the guide's open page stops, and the next one is not there
    expect(mette.part("[data-live-stopped]").first).to_be_attached()
    mette.goes_to(talk.path).sees("Vi kan ikke finde siden")
    # And the guest sees that somebody has looked, and why
    hers.goes_to("/min/tilladelser/opslag").sees("guide").looks_right().reads_easily()


def test_the_guides_page_of_a_guest_is_shut_after_stop(
    place: Place, phone: Sits, desk: Sits
) -> None:
    karen = place.guest("Petra", lets_in=Role.GUIDE)
    page = f"/huset/gaest/{karen.person_id}"
    mette = desk(Role.GUIDE).goes_to(page).sees("Petra").looks_right().picture("a-guests-page")
    hers = phone(javascript=False).signed_in_as(karen).goes_to("/min/tilladelser")
    hers.part("article").filter(has_text="Mette").get_by_role("link", name="Stop").click()
    hers.presses("Ja, stop det").sees("Det er stoppet")
    mette.may("404").goes_to(f"{page}/plan").sees("Siden er ikke åben for dig")


def test_a_guest_lets_a_colleague_in_from_home(place: Place, phone: Sits, desk: Sits) -> None:
    karen = place.guest("Kaja")
    hers = phone(javascript=False).signed_in_as(karen).goes_to("/min/tilladelser/ny")
    hers.reads_easily().picture("give-leave")
    hers.part("select[name=receiver]").select_option(label="Mette, guide")
    hers.chooses("Din plan").presses("Giv lov").sees("Det er gemt")
    mette = desk(Role.GUIDE).goes_to(f"/huset/gaest/{karen.person_id}/plan").sees("Kaja")
    mette.looks_right()
