"""A new key card makes its holder the guest: who can get one made, and who is told."""

import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from psycopg import errors

from indgang.access import keys
from indgang.access.door import acting
from indgang.access.keys import CardOutcome
from indgang.access.queries import own_new_cards, stopped_cards
from indgang.access.rules import new_code
from indgang.config import database
from indgang.kernel.actor import Role
from indgang.people.models import ContactPoint
from indgang.post.delivery import deliver
from indgang.post.models import Letter
from tests.database import admin_dsn, as_owner
from tests.factories.entrance import make_conversation
from tests.factories.key_cards import (
    ask,
    confirm,
    moved_back,
    new_card,
    of_the_house,
    opens,
    wish_seen_by,
)
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_worker,
)
from tests.factories.plans import make_course
from tests.factories.post import running_gateway

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def karen(committed: None) -> Holder:
    make_municipality()
    karen = make_guest()
    make_course(karen)
    return karen


# ── alone ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [Role.HOST, Role.PEER_HOST, Role.GUIDE, Role.OUTREACH])
def test_nobody_becomes_alone_a_guest_who_has_a_course(karen: Holder, role: Role) -> None:
    done, code = new_card(karen, of_the_house(karen, "Bodil", role=role))
    assert done is CardOutcome.WAIT
    assert not opens(code, karen)
    assert opens(karen.key, karen)


def test_not_even_one_who_may_read_and_write_everything(karen: Holder) -> None:
    mette = make_colleague()
    kinds = ["plan", "goals", "story", "checkins", "contact", "meetings", "crisis", "notes"]
    allow(karen, to=mette, kinds=kinds, may_write=True)
    assert new_card(karen, mette)[0] is CardOutcome.WAIT


def test_a_talk_is_enough_to_take_a_second(committed: None) -> None:
    mette, hanne = make_colleague(), make_colleague(name="Hanne")
    talk = make_conversation([mette, hanne])
    guest = Holder(talk.person_id, "")
    assert new_card(guest, mette)[0] is CardOutcome.WAIT


def test_what_the_colleague_may_not_read_takes_a_second_too(committed: None) -> None:
    make_municipality()
    karen = make_guest()
    bodil = of_the_house(karen, "Bodil")
    with acting(karen.key):
        ContactPoint.objects.create(person_id=karen.person_id, channel="sms", value="12345678")
    assert new_card(karen, bodil)[0] is CardOutcome.WAIT
    allow(karen, to=bodil, kinds=["contact"], may_write=True)
    assert new_card(karen, bodil)[0] is CardOutcome.MADE


def test_a_guest_of_whom_nothing_is_kept_gets_one_at_once(committed: None) -> None:
    make_municipality()
    karen = make_guest()
    done, code = new_card(karen, of_the_house(karen, "Bodil"))
    assert done is CardOutcome.MADE
    assert opens(code, karen)
    assert not opens(karen.key, karen)


# ── a second colleague ───────────────────────────────────────────────────────────────────────────


def test_two_colleagues_make_one_together(karen: Holder) -> None:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    assert ask(karen, bodil)
    assert new_card(karen, bodil)[0] is CardOutcome.WAIT
    assert confirm(karen, hanne, wish_seen_by(karen, hanne))
    done, code = new_card(karen, bodil)
    assert done is CardOutcome.MADE
    assert opens(code, karen)
    assert new_card(karen, bodil)[0] is CardOutcome.WAIT  # once
    with acting(code):
        (told,) = own_new_cards()
    assert (told.made_by, told.confirmed_by, told.by_code) == ("Bodil", "Hanne", False)


def test_nobody_is_his_own_second(karen: Holder) -> None:
    bodil = of_the_house(karen, "Bodil")
    ask(karen, bodil)
    assert not confirm(karen, bodil, wish_seen_by(karen, bodil))
    with as_owner(), connection.cursor() as cursor, pytest.raises(Exception, match="second_is"):
        cursor.execute("update access_newcard set confirmed_at = now(), confirmed_by = asked_by")


def test_the_second_makes_nothing_of_anothers_wish(karen: Holder) -> None:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    ask(karen, bodil)
    confirm(karen, hanne, wish_seen_by(karen, hanne))
    assert new_card(karen, hanne)[0] is CardOutcome.WAIT


@pytest.mark.parametrize("who", ["a stranger", "an administrator", "the guest", "a card", "nobody"])
def test_only_a_colleague_who_may_see_the_card_is_a_second(karen: Holder, who: str) -> None:
    bodil = of_the_house(karen, "Bodil")
    ask(karen, bodil)
    second = {
        "a stranger": lambda: make_colleague(Role.HOST, name="Bo"),
        "an administrator": lambda: of_the_house(karen, "Bo", role=Role.ADMINISTRATOR),
        "the guest": lambda: karen,
        "a card": lambda: make_guest("Bo"),
        "nobody": lambda: Holder(uuid4(), "x" * 43),
    }[who]()
    assert not confirm(karen, second, wish_seen_by(karen, bodil))


def test_a_second_comes_within_a_quarter_and_the_card_within_another(karen: Holder) -> None:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    ask(karen, bodil)
    wish = wish_seen_by(karen, hanne)
    moved_back(16)
    assert not confirm(karen, hanne, wish)
    moved_back(-16)
    assert confirm(karen, hanne, wish)
    moved_back(16)
    moved_back(16, confirmed=True)
    assert new_card(karen, bodil)[0] is CardOutcome.WAIT


def test_a_wish_for_one_guest_opens_no_other(karen: Holder) -> None:
    ali = make_guest("Ali")
    make_course(ali)
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    for colleague in (bodil, hanne):
        allow(ali, to=colleague, may_write=True)
    ask(karen, bodil)
    wish = wish_seen_by(karen, hanne)
    assert not confirm(ali, hanne, wish)
    confirm(karen, hanne, wish)
    assert new_card(ali, bodil)[0] is CardOutcome.WAIT


def test_the_guest_reads_that_somebody_confirmed(karen: Holder, client: Client) -> None:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    ask(karen, bodil)
    confirm(karen, hanne, wish_seen_by(karen, hanne))
    client.cookies["indgang_key"] = new_card(karen, bodil)[1]
    page = client.get("/min/tilladelser").content.decode()
    assert "nyt nøglekort bekræftet" in page
    assert "Bodil lavede et nyt kort til dig. Hanne bekræftede det. Var det ikke dig?" in " ".join(
        page.split()
    )


# ── the guest's own code ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def reachable(karen: Holder) -> Holder:
    with acting(karen.key):
        ContactPoint.objects.create(
            person_id=karen.person_id, channel="sms", value="12345678", is_preferred=True
        )
    return karen


def sent(guest: Holder, settings: Any) -> list[str]:
    worker = make_worker()
    with running_gateway() as gateway:
        settings.SMS_GATEWAY_URL = gateway.url
        deliver(person_id=guest.person_id, worker_key=worker.key)
    return [message["text"] for message, _headers in gateway.received]


def code_in(texts: list[str]) -> str:
    found = re.search(r"Din kode er (\d{6})", "\n".join(texts))
    assert found, texts
    return found[1]


def test_the_code_from_the_guests_own_telephone_makes_a_card(
    reachable: Holder, settings: Any
) -> None:
    bodil = of_the_house(reachable, "Bodil")
    ask(reachable, bodil, with_code=True)
    code = code_in(sent(reachable, settings))
    wrong = "000000" if code != "000000" else "111111"
    assert new_card(reachable, bodil, spoken=wrong)[0] is CardOutcome.WRONG
    done, card = new_card(reachable, bodil, spoken=code)
    assert done is CardOutcome.MADE
    with acting(card):
        assert own_new_cards()[0].by_code
    texts = sent(reachable, settings)
    stop = re.search(r"/kort/stop/(\S+)", "\n".join(texts))
    assert stop, texts
    assert keys.stop_card(UUID(stop[1]))
    assert not opens(card, reachable)


def test_a_code_is_not_found_by_trying(reachable: Holder, settings: Any) -> None:
    bodil = of_the_house(reachable, "Bodil")
    ask(reachable, bodil, with_code=True)
    code = code_in(sent(reachable, settings))
    for number in range(5):
        guess = f"{(int(code) + 1 + number) % 1_000_000:06}"
        assert new_card(reachable, bodil, spoken=guess)[0] is CardOutcome.WRONG
    assert new_card(reachable, bodil, spoken=code)[0] is CardOutcome.WAIT


def test_no_more_than_five_codes_a_day_are_sent(reachable: Holder) -> None:
    bodil = of_the_house(reachable, "Bodil")
    for _ in range(8):
        ask(reachable, bodil, with_code=True)
    with as_owner():
        assert Letter.objects.filter(message="card_code").count() == 5


def test_a_code_is_for_the_one_who_asked_and_for_a_quarter(
    reachable: Holder, settings: Any
) -> None:
    bodil, hanne = of_the_house(reachable, "Bodil"), of_the_house(reachable, "Hanne")
    ask(reachable, bodil, with_code=True)
    code = code_in(sent(reachable, settings))
    assert new_card(reachable, hanne, spoken=code)[0] is CardOutcome.WAIT
    moved_back(16)
    assert new_card(reachable, bodil, spoken=code)[0] is CardOutcome.WAIT


@pytest.mark.parametrize("wrote", ["the one who asks", "another colleague"])
def test_no_code_goes_where_a_colleague_has_just_said(karen: Holder, wrote: str) -> None:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    writer = bodil if wrote == "the one who asks" else hanne
    allow(karen, to=writer, kinds=["contact"], may_write=True)
    with acting(writer.key), connection.cursor() as cursor:
        cursor.execute("select indgang.open(%s, 'opfølgning')", [karen.person_id])
        ContactPoint.objects.create(person_id=karen.person_id, channel="sms", value="87654321")
    assert ask(karen, bodil, with_code=True)  # the same answer
    with as_owner():
        assert not Letter.objects.exists()


def test_the_code_and_the_stop_are_in_nothing_that_anybody_reads(
    reachable: Holder, settings: Any
) -> None:
    bodil = of_the_house(reachable, "Bodil")
    allow(reachable, to=bodil, kinds=["contact"], may_write=True)
    ask(reachable, bodil, with_code=True)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select code, stop_id::text from access_newcard")
        secret = cursor.fetchone()
        cursor.execute(
            "select coalesce(string_agg(l::text, ''), '') from post_letter l union all"
            " select coalesce(string_agg(h::text, ''), '') from history_change h union all"
            " select coalesce(string_agg(l::text, ''), '') from access_lookup l"
        )
        readable = "".join(row[0] for row in cursor.fetchall())
    assert re.fullmatch(r"\d{6}", secret[0])
    assert not any(each in re.sub(r"[-:.+]\d+", "", readable) for each in secret)
    with acting(bodil.key), connection.cursor() as cursor:
        cursor.execute("select indgang.open(%s, 'opfølgning')", [reachable.person_id])
        cursor.execute("select indgang.secret_of_letter(id) from post_letter")
        assert cursor.fetchall() == [(None,)]


# ── it was not me ────────────────────────────────────────────────────────────────────────────────


def test_whoever_shows_the_old_card_can_stop_the_new_one(karen: Holder, client: Client) -> None:
    bodil, hanne = of_the_house(karen, "Bodil"), of_the_house(karen, "Hanne")
    old = new_code(secrets.token_bytes)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update access_key set hash = sha256(%s::bytea) where person_id = %s",
            [old.encode(), karen.person_id],
        )
    ask(karen, bodil)
    confirm(karen, hanne, wish_seen_by(karen, hanne))
    code = new_card(karen, bodil)[1]
    client.post("/ind/", {"code": code})
    assert client.get("/min/tilladelser").status_code == 200
    owner = Client()
    page = owner.post("/ind/", {"code": old}).content.decode()
    stop = re.search(r'href="(/kort/stop/[^"]+)"', page)
    assert stop, page
    assert "Vil du stoppe det nye kort?" in owner.get(stop[1]).content.decode()
    assert opens(code, karen)  # looking stops nothing
    assert "Kortet virker ikke mere" in owner.post(stop[1]).content.decode()
    assert client.get("/min/tilladelser").status_code == 302
    assert not opens(code, karen)
    assert not opens(old, karen)
    leader = make_colleague(Role.LEADER, name="Lis")
    with acting(leader.key):
        assert [(card.made_by, card.confirmed_by) for card in stopped_cards()] == [
            ("Bodil", "Hanne")
        ]
    client.cookies["indgang_key"] = leader.key
    assert "Bodil lavede det" in client.get("/tilsyn/nodaabninger").content.decode()
    with acting(bodil.key):
        assert stopped_cards() == []


def test_a_stop_of_an_older_card_leaves_the_newest_alone(committed: None) -> None:
    make_municipality()
    karen = make_guest()
    bodil = of_the_house(karen, "Bodil")
    first = new_card(karen, bodil)[1]
    with acting(first):
        stop_id = own_new_cards()[0].stop_id
    second = new_card(karen, bodil)[1]
    assert keys.stop_card(stop_id)
    assert opens(second, karen)
    assert not keys.stop_card(uuid4())


@pytest.mark.parametrize("address", ["/kort/stop/00000000-0000-4000-8000-000000000000"])
def test_an_address_of_nothing_says_nothing(client: Client, karen: Holder, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert "Kortet virker ikke mere" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


# ── with SQL ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def attacker(committed: None) -> Iterator[psycopg.Connection[Any]]:
    name = connection.settings_dict["NAME"]
    address = database.dsn(database.Role.WEB, name, admin=admin_dsn())
    with psycopg.connect(address, autocommit=True) as web:
        yield web


@pytest.mark.parametrize("message", ["card_code", "new_card"])
def test_nobody_sends_a_code_or_a_fright_of_his_own(
    reachable: Holder, attacker: psycopg.Connection[Any], message: str
) -> None:
    bodil = of_the_house(reachable, "Bodil")
    ask(reachable, bodil, with_code=True)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select id from access_newcard")
        (wish,) = cursor.fetchone()
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [bodil.key])
        for about in (wish, uuid4()):
            with suppress(errors.InsufficientPrivilege), attacker.transaction():
                attacker.execute(
                    "select indgang.queue_letter(%s, %s, '{}', %s, '', '{}', true, now(), null,"
                    " now(), now())",
                    [reachable.person_id, message, about],
                )
    with as_owner():
        assert [each.message for each in Letter.objects.all()] == [
            "card_code"
        ]  # the database's own


def test_a_stranger_does_not_learn_whether_a_card_is_asked_for(
    karen: Holder, attacker: psycopg.Connection[Any]
) -> None:
    ask(karen, of_the_house(karen, "Bodil"))
    bo = make_colleague(Role.HOST, name="Bo")
    with attacker.transaction():
        attacker.execute("select indgang.begin(%s)", [bo.key])
        step = attacker.execute("select indgang.card_step(%s)", [karen.person_id]).fetchone()
        assert step == (None,)
        assert attacker.execute("select count(*) from indgang.own_new_cards()").fetchone() == (0,)
