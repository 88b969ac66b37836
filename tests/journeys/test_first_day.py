"""An administrator's first day, and a colleague who is invited."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from indgang.kernel.actor import Role
from tests.factories.post import MailServer
from tests.journeys.conftest import Sits
from tests.journeys.letters import letter_to
from tests.journeys.place import Place
from tests.journeys.screen import Screen

PASSWORD = "korrekt hest batteri hæfteklamme"  # noqa: S105 – a test's
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_the_first_administrator_comes_in_with_password_and_code(place: Place, desk: Sits) -> None:
    # Given the address that `indgang init` gave
    astrid = desk().goes_to(place.password_address)
    choose_password(astrid)
    # When she has a password, she must have a second step before anything else
    astrid.sees("Du skal have en adgangsnøgle eller en engangskode").looks_right()
    astrid.picture("second-step").follows("Brug engangskoder")
    astrid.sees_heading("Gør klar til engangskoder").looks_right().picture("one-time-codes")
    secret = astrid.part("main code").inner_text()
    astrid.part("input[name=code]").fill(code_now(secret))
    astrid.presses("Det er klar")
    # Then she is in, and can keep the house but read nobody
    astrid.sees_heading("Gem dine nødkoder").looks_right().follows("Videre til huset")
    astrid.is_at("/opsaetning/").sees("Du kan ikke se nogen gæsts plan")


def test_an_invited_colleague_comes_in_with_a_passkey(
    place: Place, mail: MailServer, desk: Sits
) -> None:
    # Given an administrator who invites a guide
    astrid = desk(Role.ADMINISTRATOR).goes_to("/opsaetning/kolleger").looks_right()
    astrid.writes("E-mail", "gry@eksempelby.example")
    invite(astrid, name="Gry", title="guide")
    astrid.sees("Invitationen er på vej").picture("colleagues")
    # When the letter arrives, she chooses a password and makes a passkey
    gry = desk().goes_to(letter_to("gry@eksempelby.example", mail).link)
    choose_password(gry)
    has_a_finger_to_press(gry)
    gry.follows("Lav en adgangsnøgle")
    gry.sees("Hvad skal nøglen hedde?").looks_right().picture("passkey").presses("Lav nøglen")
    gry.sees_heading("Gem dine nødkoder")
    # Then the passkey alone lets her in, to the house's own page
    gry.context.clear_cookies()
    gry.goes_to("/konto/login/").looks_right().presses("Brug min adgangsnøgle")
    gry.is_at("/huset")


def test_an_administrator_keeps_the_house_and_the_crisis_numbers(place: Place, desk: Sits) -> None:
    astrid = desk(Role.ADMINISTRATOR)
    for page in ("", "huset", "akutnumre", "enheder", "kolleger"):
        astrid.goes_to(f"/opsaetning/{page}").looks_right().picture(f"setup-{page or 'overview'}")
    # When the number is called and found right
    astrid.goes_to("/opsaetning/akutnumre").presses("Gem numrene")
    # Then it is on every page
    astrid.sees("Numrene er gemt").goes_to("/").sees("Akut hjælp")


def choose_password(screen: Screen) -> None:
    fields = screen.part("input[type=password]")
    fields.nth(0).fill(PASSWORD)
    fields.nth(1).fill(PASSWORD)
    screen.looks_right().picture("choose-password")
    screen.presses("Gem kodeordet").is_at("/konto/2fa/")


def invite(screen: Screen, *, name: str, title: str) -> None:
    screen.part("input[name=shown_name]").fill(name)
    screen.part("input[name=title]").fill(title)
    screen.part("select[name=unit]").select_option(index=1)
    screen.part("select[name=role]").select_option("guide")
    screen.part("main form button[type=submit]").last.click()


def has_a_finger_to_press(screen: Screen) -> None:
    """The machine has a passkey device, and its owner always says yes."""
    screen.devtools.send("WebAuthn.enable")
    screen.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
