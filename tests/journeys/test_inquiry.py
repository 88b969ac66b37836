"""A sister writes from home, somebody takes it, and she reads the answer."""

from uuid import UUID

from indgang.kernel.actor import Role
from tests.factories.post import MailServer
from tests.journeys.conftest import Sits
from tests.journeys.letters import letter_to, send_now
from tests.journeys.place import Guest, Place

ABOUT = "Min bror er holdt op med at svare på telefonen."
ADDRESS = "soester@eksempelby.example"


def test_a_relative_writes_and_reads_the_answer(
    place: Place, phone: Sits, desk: Sits, mail: MailServer
) -> None:
    # Given a sister who writes in under a minute
    sister = phone().goes_to("/").follows("Jeg tænker på en anden").looks_right()
    sister.goes_to("/henvend").looks_right().reads_easily().picture("write-to-us")
    sister.follows("En, jeg kender").looks_right().reads_easily().picture("inquiry")
    sister.writes("Hvad tænker du på", ABOUT).writes("Din egen e-mail", ADDRESS)
    sister.writes("Hvad skal vi kalde dig selv", "Sine").chooses("Nej").presses("Send til os")
    # Then she has a receipt, and nothing is told of her brother
    sister.sees("Tak, fordi du skrev").looks_right().reads_easily().picture("receipt")
    code = sister.part("#key-card-code").inner_text()
    # When a guide takes it and answers
    mette = desk(Role.GUIDE).goes_to("/huset").looks_right()
    row = mette.part(".person").filter(has_text="Sine").last
    row.get_by_role("button", name="Jeg tager den").click()
    mette.sees(ABOUT, "Vi ved ikke, hvem der skriver").looks_right().picture("inquiry-in-the-house")
    mette.chooses("Alle er velkomne hos os").presses("Send svar").sees("Svaret er sendt")
    # Then she reads it with her code
    sister.goes_to("/ind/").writes("Koden på dit nøglekort", code).presses("Luk mig ind")
    sister.goes_to("/henvend/svar").sees("Alle er velkomne hos os").looks_right().reads_easily()
    # And a letter has told her that there is one, and nothing else
    send_now(place, Guest(person_of(place, "Sine"), "Sine", code))
    letter = letter_to(ADDRESS, mail)
    assert "bror" not in letter.text
    assert "Sine" not in letter.text
    another = phone().goes_to(letter.link).writes("Koden på dit nøglekort", code)
    another.presses("Luk mig ind").is_at("/henvend/svar").sees("Alle er velkomne hos os")


def test_an_inquiry_goes_through_without_script(place: Place, phone: Sits) -> None:
    screen = phone(javascript=False).goes_to("/henvend").follows("Mig selv")
    screen.writes("Hvad er svært lige nu", "Jeg sover ikke.").presses("Send til os")
    screen.sees("Tak, fordi du skrev")
    screen.goes_to("/henvend/mig").presses("Send til os").sees("Skriv et par ord")


def person_of(place: Place, name: str) -> UUID:
    with place.as_owner() as owner:
        row = owner.execute("select id from people_person where nickname = %s", [name]).fetchone()
    assert row, name
    return UUID(str(row[0]))
