"""A guest comes back with nothing but the card in his pocket, or with one that was replaced."""

from uuid import uuid4

from indgang.access.rules import printed
from indgang.kernel.actor import Role
from indgang.people.signin.models import Account
from tests.journeys.conftest import Sits
from tests.journeys.place import Place

EMAIL = "kim@eksempelby.example"
PASSWORD = "et langt kodeord til prøve"  # noqa: S105 – a test's


def test_a_guest_comes_back_with_a_key_card_on_a_new_phone(place: Place, phone: Sits) -> None:
    karen = place.guest("Karen")
    # Given a telephone that has never been here
    screen = phone().goes_to("/ind/")
    screen.looks_right().reads_easily().picture("key-card")
    # When she writes one sign wrong
    wrong = printed(karen.code).replace(karen.code[1], "7" if karen.code[1] != "7" else "8", 1)
    screen.writes("Koden på dit nøglekort", wrong).presses("Luk mig ind")
    # Then she is told where to look
    screen.sees("Der er en fejl i den første gruppe").looks_right()
    # When she writes it as it stands on the card
    screen.writes("Koden på dit nøglekort", printed(karen.code)).presses("Luk mig ind")
    # Then she is on her own page
    screen.is_at("/min")


def test_a_guest_stops_a_card_that_was_made_without_her(
    place: Place, phone: Sits, desk: Sits
) -> None:
    # Given a host who makes a new card for Karen while she is away
    karen = place.guest("Karen")
    host = desk(Role.HOST).goes_to(f"/huset/gaest/{karen.person_id}/kort")
    host.sees("Vil du lave et nyt nøglekort?").looks_right().presses("Lav nyt nøglekort")
    code = host.part("#key-card-code").inner_text()
    # When she comes with her own
    hers = phone().goes_to("/ind/").writes("Koden på dit nøglekort", printed(karen.code))
    hers.presses("Luk mig ind").sees("Der er lavet et nyt kort i stedet for dit").looks_right()
    hers.reads_easily().picture("card-was-replaced").follows("Stop det nye kort")
    hers.sees("Vil du stoppe det nye kort?").looks_right().reads_easily()
    hers.presses("Ja, stop kortet").sees("Kortet virker ikke mere").looks_right()
    # Then the new one opens nothing
    screen = phone().goes_to("/ind/").writes("Koden på dit nøglekort", code)
    screen.presses("Luk mig ind").sees("Det kort virker ikke mere")


def test_a_guest_reads_who_made_her_a_card(place: Place, phone: Sits, desk: Sits) -> None:
    karen = place.guest("Karen")
    host = desk(Role.HOST).goes_to(f"/huset/gaest/{karen.person_id}/kort")
    code = host.presses("Lav nyt nøglekort").part("#key-card-code").inner_text()
    hers = phone().goes_to("/ind/").writes("Koden på dit nøglekort", code).presses("Luk mig ind")
    hers.goes_to("/min/tilladelser").sees("lavede et nyt kort til dig", "Var det ikke dig?")
    hers.looks_right().reads_easily()


def test_a_password_alone_is_sent_to_the_letter(place: Place, desk: Sits) -> None:
    place.backstage.run(_with_a_password)
    screen = desk().goes_to("/konto/login/").looks_right().picture("sign-in")
    screen.writes("E-mail", EMAIL).writes("Kodeord", PASSWORD)
    screen.may("403").presses("Log ind").sees("Der mangler et trin").looks_right()


def _with_a_password() -> None:
    Account.objects.db_manager("door").create_user(EMAIL, PASSWORD, person_id=uuid4())
