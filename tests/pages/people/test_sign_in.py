"""A colleague signs in with password and second step, and gets a key to the pages."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core import mail
from django.core.cache import cache
from django.test import Client

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.people.signin.adapter import ENROL_SECONDS
from indgang.people.signin.models import Account
from indgang.people.signin.operations import begin_again, password_address
from tests.factories.people import Holder, make_colleague, make_key, make_municipality
from tests.hashing import REAL_HASHERS

pytestmark = pytest.mark.usefixtures("committed")

EMAIL = "mette@lillevang.example"
PASSWORD = "et langt kodeord til prøve"  # noqa: S105 – a test's
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 – a test's


@pytest.fixture
def mette(committed: None) -> Holder:
    cache.clear()
    make_municipality()
    mette = make_colleague(Role.GUIDE)
    Account.objects.create_user(EMAIL, PASSWORD, person_id=mette.person_id)
    return mette


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_a_password_is_kept_with_all_the_effort_of_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = REAL_HASHERS  # the other tests do with less
    kept = make_password(PASSWORD)
    assert kept.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert check_password(PASSWORD, kept)
    assert not check_password("forkert", kept)


def test_nobody_signs_himself_up(client: Client, mette: Holder) -> None:
    assert "signup_closed" not in client.post("/konto/signup/", {"email": "bo@x.example"}).headers
    assert Account.objects.count() == 1


def test_a_password_alone_lets_nobody_in(client: Client, mette: Holder) -> None:
    answer = client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.status_code == 403
    assert "Et kodeord er ikke nok" in answer.content.decode()
    assert client.get("/konto/videre")["Location"].startswith("/konto/login")
    assert "indgang_key" not in client.cookies


@pytest.mark.parametrize(
    "page", ["", "totp/activate/", "webauthn/add/", "recovery-codes/generate/"]
)
def test_whoever_has_only_the_password_makes_no_second_step(
    client: Client, mette: Holder, page: str
) -> None:
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    for answer in (client.get(f"/konto/2fa/{page}"), client.post(f"/konto/2fa/{page}")):
        assert answer.status_code in (302, 405)
        assert answer.status_code == 405 or answer["Location"].startswith("/konto/login")
    assert not Authenticator.objects.exists()


def by_link(client: Client) -> None:
    """Opens the letter's link and chooses a password."""
    page = client.get(password_address(Account.objects.get()).removeprefix(settings.PUBLIC_URL))
    client.post(page["Location"], {"password1": PASSWORD, "password2": PASSWORD})


def test_the_link_of_the_letter_leads_to_the_second_step_and_no_further(
    client: Client, mette: Holder
) -> None:
    by_link(client)
    assert client.get("/konto/videre")["Location"] == "/konto/2fa/"
    assert "indgang_key" not in client.cookies
    assert 0 < client.session.get_expiry_age() <= ENROL_SECONDS
    assert client.get("/konto/2fa/").status_code == 200


def test_after_half_an_hour_another_link_is_needed(client: Client, mette: Holder) -> None:
    by_link(client)
    session = client.session
    session.set_expiry(-1)
    session.save()
    assert client.get("/konto/2fa/").status_code == 302
    answer = client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.status_code == 403


def test_a_link_passes_by_no_second_step_that_is_there(client: Client, mette: Holder) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    by_link(client)
    assert client.get("/konto/videre")["Location"].startswith("/konto/login")
    client.post("/konto/2fa/authenticate/", {"code": code_now()})
    assert client.get("/konto/videre")["Location"] == "/huset"


def test_who_signs_in_has_another_session_than_before(client: Client, mette: Holder) -> None:
    """A number of a session that somebody put into the browser is worth nothing afterwards."""
    TOTP.activate(Account.objects.get(), SECRET)
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/konto/2fa/authenticate/", {"code": code_now()})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert thief.get("/konto/videre")["Location"].startswith("/konto/login")


def test_who_has_lost_the_second_step_begins_again(client: Client, mette: Holder) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    assert begin_again("nobody@x.example") is None
    link = begin_again(EMAIL)
    assert link
    answer = client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.status_code == 200  # neither password nor code
    assert not Authenticator.objects.exists()
    page = client.get(link.removeprefix(settings.PUBLIC_URL))
    client.post(page["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/konto/videre")["Location"] == "/konto/2fa/"


def test_a_new_password_ends_what_was_opened_with_the_old_one(
    client: Client, mette: Holder
) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    card = make_key(mette.person_id, "card")
    thief = Client()
    thief.cookies[settings.KEY_COOKIE] = mette.key
    assert thief.get("/huset").status_code == 200
    by_link(client)
    assert thief.get("/huset").status_code == 302
    with acting(card) as herself:
        assert herself.is_known


def test_nobody_has_a_letter_sent_to_a_stranger(client: Client, mette: Holder) -> None:
    answers = [
        client.post("/konto/password/reset/", {"email": address})
        for address in ("stranger@example.org", EMAIL)
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]


def test_a_changed_sign_in_is_told_by_mail(client: Client, mette: Holder) -> None:
    by_link(client)
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert "Var det ikke dig?" in mail.outbox[0].body


def test_a_password_and_a_wrong_code_let_nobody_in(client: Client, mette: Holder) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert client.get("/konto/videre")["Location"].startswith("/konto/login")


def test_password_and_code_give_a_key_that_ends_when_one_leaves(
    client: Client, mette: Holder
) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    answer = client.post("/konto/2fa/authenticate/", {"code": code_now()})
    assert answer["Location"] == "/konto/videre"
    assert client.get("/konto/videre")["Location"] == "/huset"
    key = client.cookies["indgang_key"].value
    assert client.get("/min/tilladelser").status_code == 200
    client.post("/ud")
    client.cookies["indgang_key"] = key
    assert client.get("/min/tilladelser").status_code == 302


def test_wrong_passwords_from_elsewhere_do_not_lock_a_colleague_out(mette: Holder) -> None:
    attacker = Client(REMOTE_ADDR="10.0.0.1")
    for _try in range(12):
        attacker.post("/konto/login/", {"login": EMAIL, "password": "forkert"})
    tried = attacker.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    assert tried.status_code != 302  # the attacker's own address waits
    TOTP.activate(Account.objects.get(), SECRET)
    hers = Client(REMOTE_ADDR="10.0.0.2")
    assert hers.post("/konto/login/", {"login": EMAIL, "password": PASSWORD}).status_code == 302


def test_a_colleague_without_a_role_today_is_told_so(client: Client, mette: Holder) -> None:
    account = Account.objects.get()
    account.person_id = "00000000-0000-0000-0000-000000000001"
    account.save()
    TOTP.activate(account, SECRET)
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    client.post("/konto/2fa/authenticate/", {"code": code_now()})
    answer = client.get("/konto/videre")
    assert answer.status_code == 403
    assert "ingen rolle" in answer.content.decode()


@pytest.mark.parametrize("page", ["login/", "password/reset/", "2fa/", "2fa/totp/activate/"])
def test_the_sign_in_pages_are_drawn_as_all_others(
    client: Client, mette: Holder, page: str
) -> None:
    client.force_login(Account.objects.get()) if page.startswith("2fa") else None
    text = client.get(f"/konto/{page}", follow=True).content.decode()
    assert "site-header" in text
    assert Authenticator.objects.count() == 0


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("email/", "Din e-mail"),
        ("logout/", "Vil du logge ud?"),
        ("password/change/", "Skift dit kodeord"),
        ("2fa/", "Sådan kommer du ind"),
        ("2fa/totp/deactivate/", "Vil du stoppe med engangskoder?"),
        ("2fa/recovery-codes/generate/", "Vil du lave nye nødkoder?"),
        ("2fa/webauthn/", "Dine adgangsnøgler"),
        ("2fa/webauthn/add/", "Lav en adgangsnøgle"),
        ("reauthenticate/", "Er det dig?"),
    ],
)
def test_who_has_just_come_in_meets_a_page_of_our_own(
    client: Client, mette: Holder, page: str, heading: str
) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    client.post("/konto/2fa/authenticate/", {"code": code_now()})
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    text = client.get(f"/konto/{page}").content.decode()
    assert f"<h1>{heading}</h1>" in text
    assert "site-header" in text


def test_the_second_step_says_where_its_code_is_found(client: Client, mette: Holder) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})
    text = client.get("/konto/2fa/authenticate/").content.decode()
    assert "<h1>Ét trin til</h1>" in text
    assert "Åbn din app til engangskoder" in text


def test_who_has_just_chosen_a_password_is_not_asked_for_it_again(
    client: Client, mette: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_link(client)
    assert "Gør klar" in client.get("/konto/2fa/totp/activate/").content.decode()
    monkeypatch.setattr("indgang.people.signin.adapter.ENROL_SECONDS", -1)  # the time is over
    assert client.get("/konto/2fa/totp/activate/").status_code == 302


def test_who_signed_in_otherwise_is_asked_once_more(client: Client, mette: Holder) -> None:
    TOTP.activate(Account.objects.get(), SECRET)
    by_link(client)
    client.post("/konto/2fa/authenticate/", {"code": code_now()})
    asked = client.get("/konto/2fa/totp/deactivate/")
    assert asked["Location"].startswith("/konto/reauthenticate/")
