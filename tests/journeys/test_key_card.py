"""A guest comes back with nothing but the card in his pocket."""

from indgang.access.rules import printed
from tests.journeys.conftest import Sits
from tests.journeys.place import Place


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
