"""Every address and every form, filled with what people and attackers type. Never a 500.

The forms are read from the pages themselves, so a new field is tried from its first day. The draw
is seeded: the same in every run, another with FUZZ_SEED.
"""

import os
import random
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indgang.kernel.actor import Role
from indgang.offers.models.catalogue import Offer
from tests.factories.checkins import make_checkin
from tests.factories.entrance import make_conversation, make_inquiry
from tests.factories.keeping import make_provider
from tests.factories.offers import (
    make_need,
    make_offer,
    make_place,
    make_schedule,
    make_session,
    seat,
)
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_key,
    make_municipality,
    make_unit,
)
from tests.factories.plans import fill_plan, make_course
from tests.factories.world import Address, addresses_about, rows_of

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.slow]

SEED = int(os.environ.get("FUZZ_SEED", "1"))
ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "1"))
KINDS = ("plan", "story", "goals", "checkins", "contact", "notes")
NASTY = [
    "",
    " ",
    "Karen",
    "0",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "\x00",
    "a\x00b",
    "\r\n\r\nSet-Cookie: x=1",
    "👩‍👩‍👧‍👦🇩🇰",
    "\u202eחושך",
    "مرحبا بالعالم",
    "\ud7ff\ufffe",
    "Ｆｕｌｌ",
    "æøåÆØÅ",
    "' or 1=1 --",
    "'; drop table people_person; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% load i18n %}",
    "%s %(x)s %n",
    "../../etc/passwd",
    "//example.org",
    "2026-02-30",
    "2026-11-21",
    "0001-01-01",
    "9999-12-31",
    "25:61",
    "10:00",
    "=HYPERLINK(1)",
    "on",
    "true",
    str(uuid4()),
    "00000000-0000-0000-0000-000000000000",
    "x" * 300,
    "ord " * 5_000,
]


class Fields(HTMLParser):
    """The names of a page's fields, and the answers it offers to choose from."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: dict[str, list[str]] = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag in ("input", "textarea", "button", "select") and name:
            self.offered.setdefault(name, []).append(found.get("value") or "")
        self.select = name if tag == "select" else self.select
        if tag == "option" and self.select:
            self.offered[self.select].append(found.get("value") or "")


class World:
    """Karen with something of everything, her guide, and others in the house."""

    def __init__(self) -> None:
        self.host = make_colleague(Role.HOST, name="Bodil")
        self.mette = make_colleague(Role.GUIDE)
        conversation = make_conversation([self.host, self.mette])
        person_id = conversation.person_id
        self.karen = Holder(person_id, make_key(person_id, "card"))
        for guide in (self.host, self.mette):
            allow(self.karen, to=guide, kinds=KINDS, may_write=True)
        make_course(self.karen, guide_ids=(self.mette.person_id,))
        fill_plan(self.karen)
        self.need, self.place = make_need(), make_place()
        self.offer = make_offer(needs=("debt",), place=self.place)
        self.schedule = make_schedule(self.offer)
        self.session = make_session(offer=self.offer)
        seat(self.session, person_id)
        self.checkin_id = make_checkin(self.karen)
        self.receipt = make_inquiry()
        self.admin = make_colleague(
            Role.ADMINISTRATOR, unit=make_unit("administration"), name="Ada"
        )
        self.provider = make_provider(self.offer.provider)
        self.leader = make_colleague(Role.LEADER, unit=make_unit("direction"), name="Lise")

    def holders(self) -> dict[str, Holder | None]:
        return {
            "nobody": None,
            "karen": self.karen,
            "guide": self.mette,
            "host": self.host,
            "administrator": self.admin,
            "leader": self.leader,
            "provider": self.provider,
        }


@pytest.fixture
def world(committed: None) -> World:
    return World()


@pytest.fixture
def offer(committed: None) -> Offer:
    """As much of a world as strangers meet."""
    make_municipality()
    make_unit()
    return make_offer()


def test_the_addresses_are_all_there(world: World) -> None:
    assert len(addresses_about(world.karen)) > 100


@pytest.mark.parametrize(
    "who", ["nobody", "karen", "guide", "host", "administrator", "leader", "provider"]
)
def test_no_form_breaks(world: World, who: str) -> None:
    draw = random.Random(SEED)  # noqa: S311 – the same in every run
    client = Client(raise_request_exception=False)
    if holder := world.holders()[who]:
        client.cookies["indgang_key"] = holder.key
    found = [a for a in addresses_about(world.karen, world) if a.path != "/ud"]
    draw.shuffle(found)
    broken = [fault for address in found for fault in faults(client, address, draw)]
    assert broken == []


def faults(client: Client, address: Address, draw: random.Random) -> list[tuple[str, object]]:
    page = client.get(address.path)
    if page.status_code == 403 and isinstance(address.guard, frozenset):
        return []  # "not for you": the guard stands before all that reads what was typed
    fields = Fields()
    if "html" in page.headers.get("Content-Type", "") and not page.streaming:
        fields.feed(page.content.decode())
    tried = [("GET", page.status_code)]
    for _round in range(ROUNDS):
        form = {name: typed(offered, draw) for name, offered in fields.offered.items()}
        tried.append((f"POST {form}"[:400], client.post(address.path, form).status_code))
        query = {name: draw.choice(NASTY) for name in ("q", "side", "next", "fra", "n", *form)}
        tried.append((f"GET {query}"[:400], client.get(address.path, query).status_code))
    return [(f"{address.path} {how}", status) for how, status in tried if status >= 500]


def typed(offered: list[str], draw: random.Random) -> str | list[str]:
    """Mostly something nasty; sometimes what the page itself offers, so that one gets further."""
    if offered and draw.random() < 0.4:
        return draw.choice(offered)
    if draw.random() < 0.1:
        return [draw.choice(NASTY), draw.choice(NASTY)]
    return draw.choice(NASTY)


@pytest.mark.parametrize("path", ["/henvend/mig", "/ind/", "/konto/login/"])
def test_ten_megabytes_are_told_to_be_too_much(offer: Offer, path: str) -> None:
    answer = Client().post(path, {"words": "x" * 10_000_000, "code": "x"})
    assert answer.status_code == 413
    assert "tel:" in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [b"", b"%", b"a=%ff%fe", b"\xff\xfe", b"--x\r\nContent-Disposition: form-data", b"a" * 5000],
)
@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "",
    ],
)
def test_a_body_that_is_no_form_breaks_nothing(offer: Offer, body: bytes, kind: str) -> None:
    client = Client(raise_request_exception=False)
    for path in ("/henvend/mig", "/ind/", f"/tilbud/{offer.slug}"):
        assert client.generic("POST", path, body, content_type=kind).status_code < 500


def test_a_file_where_none_is_asked_for_breaks_nothing(world: World) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["indgang_key"] = world.karen.key
    for path in ("/henvend/mig", "/min/plan/maal/nyt"):
        form = {"words": SimpleUploadedFile("x.txt", b"\x00\xff")}
        assert client.post(path, form).status_code < 500


@pytest.mark.parametrize("key", ["", "x", "\x00", "é" * 50, "x" * 5000, "' or 1=1 --", "null"])
def test_a_nonsense_key_is_nobody(offer: Offer, key: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["indgang_key"] = key
    assert client.get("/min").status_code == 302


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options", "head", "trace"])
def test_other_verbs_break_nothing(world: World, verb: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["indgang_key"] = world.mette.key
    for address in addresses_about(world.karen, world):
        assert getattr(client, verb)(address.path).status_code < 500, address.path


def test_the_world_has_rows_in_it(world: World) -> None:
    assert rows_of("plans_goal", world.karen)
    assert rows_of("entrance_conversation", world.karen)
