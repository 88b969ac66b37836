"""Every page in English: nothing is left in Danish but what there is in Danish only, and says so."""

import re
from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.access.operations import open_address, open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.people.models import CrisisNumber, Municipality
from indgang.people.signin.models import Account
from indgang.plans.operations import (
    add_activity,
    add_agreement,
    add_appointment,
    add_contact_person,
    add_goal,
    add_hope,
    rate_goal,
)
from tests.database import as_owner
from tests.factories.entrance import make_arrival, make_conversation, make_inquiry
from tests.factories.offers import make_offer, make_organisation, make_session, seat
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.plans import make_course
from tests.factories.world import addresses_about
from tests.pages.danish_words import danish_in, read

pytestmark = pytest.mark.usefixtures("committed")

ALL_KINDS = ("plan", "goals", "story", "checkins", "contact", "meetings")
# What the factories call things, and what their guests say.
NAMES_AND_WORDS = re.compile("Prøve(by|vej)|vil snakke|Aftalt med gæsten")
NOT_A_PAGE = {"/ud", "/galleri"}  # leaving is for the last; the gallery is for those who build
SIGN_IN = (
    "login/", "password/reset/", "password/reset/done/", "password/change/", "signup/", "inactive/",
    "confirm-email/",
    "reauthenticate/", "logout/", "2fa/", "2fa/totp/activate/", "2fa/totp/deactivate/",
    "2fa/webauthn/", "2fa/webauthn/add/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/",
)  # fmt: skip
TO_STRANGERS = {
    "login/", "password/reset/", "password/reset/done/", "signup/", "inactive/", "confirm-email/",
}  # fmt: skip
# English, and words of those who make computers.
FOREIGN_WORDS = re.compile(
    r"\b(?:the|your|you|please|sign|password|adgangskode\w*|autentific\w*|token|venligst)\b"
)


@pytest.fixture
def karen(committed: None) -> Holder:
    """A guest with something of everything, in words of her own that are English."""
    make_municipality()
    with as_owner():
        CrisisNumber.objects.update(label="Akuttelefonen", open_when="Hele døgnet")
    karen = make_guest("Karen")
    make_course(karen)
    person_id = karen.person_id
    soon = clock.now() + timedelta(hours=2)
    with acting(karen.key) as actor:
        add_hope(person_id=person_id, words="Peace", by=actor)
        goal = add_goal(person_id=person_id, words="Go out", levels={}, by=actor)
        rate_goal(goal_id=goal.id, value=-1, by=actor)
        add_activity(
            person_id=person_id, words="Walk", weekdays=[0, 2], at_time=time(10), place="Lake",
            by=actor,
        )  # fmt: skip
        add_agreement(person_id=person_id, what="Ring", who="Mette", due_on=clock.today(), by=actor)
        add_appointment(
            person_id=person_id, what="Walk", where="Lake", with_whom="Mette", starts_at=soon,
            by=actor,
        )  # fmt: skip
        add_contact_person(person_id=person_id, name="Ali", relation="Brother", phone="1", by=actor)
    return karen


@pytest.fixture
def mette(karen: Holder) -> Holder:
    """A guide whom Karen has let in, in a house where something goes on."""
    mette = make_colleague(Role.GUIDE)
    allow(karen, to=mette, kinds=ALL_KINDS, may_write=True)
    make_arrival("Bo", by=mette)
    make_conversation([mette], nickname="Eva")
    make_inquiry("I cannot sleep.")
    return mette


def english(holder: Holder | None = None) -> Client:
    """Somebody who has chosen English."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if holder:
        client.cookies["indgang_key"] = holder.key
    return client


def pages(client: Client, her: Holder, roles: set[Role], key: str) -> Iterator[tuple[str, str]]:
    """Every page that such a holder may open, with its address."""
    for address in addresses_about(her):
        path, seen_by_all = address.path, address.guard == "public" and key != "none"
        if path in NOT_A_PAGE or seen_by_all or not address.admits(roles, key=key):
            continue
        answer = client.get(path)
        is_page = not answer.streaming and "html" in answer.headers.get("Content-Type", "")
        text = answer.content.decode() if is_page else ""
        answer.close()
        if "<html" in text:
            yield path, text


def danish_left(html: str) -> list[str]:
    return danish_in(NAMES_AND_WORDS.sub("", html))


def left_in_danish(seen: Iterator[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    found, number = [], 0
    for path, html in seen:
        number += 1
        assert read(html).language == "en", path
        if left := danish_left(html):
            found.append((path, left))
    assert number > 10
    return found


@pytest.mark.slow
def test_nobody_meets_danish(karen: Holder) -> None:
    assert left_in_danish(pages(english(), karen, set(), "none")) == []


@pytest.mark.slow
def test_a_guest_meets_no_danish(karen: Holder) -> None:
    assert left_in_danish(pages(english(karen), karen, {Role.GUEST}, "card")) == []


@pytest.mark.slow
def test_a_guide_meets_no_danish(karen: Holder, mette: Holder) -> None:
    assert left_in_danish(pages(english(mette), karen, {Role.GUIDE}, "session")) == []


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEADER, Role.DPO])
def test_those_who_keep_the_house_meet_no_danish(karen: Holder, mette: Holder, role: Role) -> None:
    english(mette).get(f"/huset/gaest/{karen.person_id}")  # a look-up to be seen
    holder = make_colleague(role, name="Anne")
    assert left_in_danish(pages(english(holder), karen, {role}, "session")) == []


def test_one_tap_changes_the_language_and_back(client: Client, karen: Holder) -> None:
    for language, word in (("en", "Welcome. What do you need?"), ("da", "Hvad har du brug for?")):
        answer = client.post("/i18n/setlang/", {"language": language, "next": "/"}, follow=True)
        html = answer.content.decode()
        assert read(html).language == language
        assert word in html


def test_a_browser_says_which_language_it_is_set_to(karen: Holder) -> None:
    html = Client(headers={"accept-language": "en-GB,en;q=0.9"}).get("/").content.decode()
    assert read(html).language == "en"
    html = Client(headers={"accept-language": "de"}).get("/").content.decode()
    assert read(html).language == "da"


def test_a_fault_is_told_in_english(karen: Holder) -> None:
    html = english().get("/findes-ikke").content.decode()
    assert "We cannot find the page" in html
    assert danish_left(html) == []


def test_crisis_numbers_are_read_out_in_danish(karen: Holder) -> None:
    assert {"Akuttelefonen", "Hele døgnet"} <= set(
        read(english().get("/").content.decode()).in_danish
    )


DANISH_OFFER = {
    "title": "Kaffe", "summary": "Vi drikker kaffe.", "description": "Det er hyggeligt.",
    "first_time": "Du får en kop.", "when_note": "Om torsdagen", "where_note": "Hjemme hos dig",
    "price_note": "En tier", "access_sentence": "Åbent for voksne.", "evidence_note": "Ikke kendt.",
}  # fmt: skip


def test_an_offer_that_is_only_in_danish_says_so_and_is_marked(karen: Holder) -> None:
    offer = make_offer(**DANISH_OFFER, provider=make_organisation("Xklub"))
    make_session(offer)
    for path, note in ((f"/tilbud/{offer.slug}", "Some of this"), ("/tilbud", "Some offers")):
        html = english().get(path).content.decode()
        assert f"{note} {'is' if note.endswith('this') else 'are'} only" in html
        assert danish_left(html) == []
        assert {"Kaffe", "Vi drikker kaffe."} <= set(read(html).in_danish)
    assert "kun skrevet på dansk" not in Client().get(f"/tilbud/{offer.slug}").content.decode()


def test_an_offer_that_has_english_is_told_in_english(karen: Holder) -> None:
    texts = ("title", "summary", "description", "first_time", "access_sentence")
    own = {f"{name}_en": f"English {name}" for name in texts}
    offer = make_offer(**DANISH_OFFER, **own, provider=make_organisation("Xklub"))
    make_session(offer)
    html = english().get(f"/tilbud/{offer.slug}").content.decode()
    assert all(words in html for words in own.values())
    assert "only written in Danish" not in html
    assert "English title" in english().get("/tilbud").content.decode()


def test_days_and_times_are_written_as_in_britain(karen: Holder, mette: Holder) -> None:
    html = english(karen).get("/min/tilladelser").content.decode()
    with as_owner():
        hers = Permission.objects.filter(person_id=karen.person_id).earliest("valid_from")
    since = clock.local(hers.valid_from)
    assert f"From {since.day} {since:%B} {since.year}" in html
    assert "10:00" in english(karen).get("/min/plan").content.decode()  # in the week as well
    assert "10.00" not in english(karen).get("/min/plan").content.decode()


def test_a_seat_is_called_what_the_offer_is_called_in_english(karen: Holder) -> None:
    offer = make_offer("Kaffe", title_en="Coffee", provider=make_organisation("Xklub"))
    seat(make_session(offer), karen.person_id)
    for path in ("/min", "/min/plan"):
        html = english(karen).get(path).content.decode()
        assert "Coffee" in html
        assert "Kaffe" not in html


def test_opening_hours_are_said_in_english(karen: Holder) -> None:
    with as_owner():
        Municipality.objects.update(opening_hours={"mon": [["09:30", "16:00"]]})
    assert "Monday 9:30–\N{WORD JOINER}16" in english().get("/").content.decode()


def test_why_somebody_looked_is_kept_in_danish_and_told_in_english(
    karen: Holder, mette: Holder
) -> None:
    english(mette).get(f"/huset/gaest/{karen.person_id}/plan")
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        open_address(person_id=karen.person_id, purpose="kontakt", by=actor)
    assert (
        "adresse: kontakt"
        in Client(headers={"cookie": f"indgang_key={karen.key}"})
        .get("/min/tilladelser/opslag")
        .content.decode()
    )
    assert "address: contact" in english(karen).get("/min/tilladelser/opslag").content.decode()


@pytest.fixture
def account(committed: None) -> Account:
    cache.clear()
    make_municipality()
    mette = make_colleague(Role.GUIDE)
    return Account.objects.create_user("m@x.example", "a long password", person_id=mette.person_id)


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("page", SIGN_IN)
def test_signing_in_is_all_english_or_all_danish(
    account: Account, page: str, language: str
) -> None:
    client = english()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if page not in TO_STRANGERS:
        client.force_login(account)
        if page != "2fa/totp/activate/":
            TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    html = client.get(f"/konto/{page}", follow=True).content.decode()
    told = read(html)
    assert told.language == language
    if language == "en":
        assert danish_left(html) == []
    else:
        assert [text for text in told.in_danish if FOREIGN_WORDS.search(text.lower())] == []
