"""Who may simply come: the administrator's pages, and what a guest then reads."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.offers.models import AccessRule, AccessRuleSet, DecisionTime, Offer, Session
from indgang.offers.operations import renew_laws
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.open_words import refusing_words
from tests.database import as_owner
from tests.factories.lillevang import make_overview
from tests.factories.offers import make_need, make_offer, make_place, make_rule, make_session, seat
from tests.factories.people import make_colleague, make_guest, make_municipality
from tests.pages.words import shown as text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/opsaetning/adgang"
DECIDED = Line(Entry.DECISION, decided_by="Voksenmyndigheden")


@pytest.fixture
def anne(client: Client) -> Client:
    make_municipality()
    holder = make_colleague(Role.ADMINISTRATOR, name="Anne")
    with acting(holder.key) as actor:
        renew_laws(by=actor)
    client.cookies["indgang_key"] = holder.key
    return client


def shown(answer: Any) -> str:
    """The text of the page, its white space as one reads it."""
    text = answer.content.decode()
    return " ".join((text_of(text) if "<main" in text else unescape(strip_tags(text))).split())


def soon(offer: Offer) -> Session:
    """Open now and for some hours yet, whatever the clock says."""
    return make_session(offer, seats=None, starts_at=clock.now() - timedelta(minutes=5), hours=3)


def taken(offer: Offer, days: int) -> None:
    """So many days a yes has typically taken."""
    with as_owner():
        DecisionTime.objects.create(offer=offer, days=days, counted_at=clock.now())


def line_at(rule: AccessRuleSet, place: int) -> AccessRule:
    return AccessRule.objects.filter(rule_set=rule)[place]


def test_only_an_administrator_comes_in(client: Client) -> None:
    rule = make_rule(make_offer(), DECIDED)
    client.cookies["indgang_key"] = make_colleague(Role.HOST).key
    for address in (ADDRESS, f"{ADDRESS}/ny", f"{ADDRESS}/{rule.id}"):
        assert client.get(address).status_code == 403


def test_a_rule_begins_from_an_example_and_reads_in_plain_danish(anne: Client) -> None:
    assert "Fem gange uden videre" in anne.get(f"{ADDRESS}/ny").content.decode()
    answer = anne.post(
        f"{ADDRESS}/ny", {"name": "Væresteder", "kind": "", "example": "first_times"}
    )
    assert answer.status_code == 302
    page = shown(anne.get(answer["Location"]))
    assert "1. For alle, de første 5 gange: kom bare." in page
    assert "2. For alle andre: vi taler sammen først." in page
    assert "Anne begyndte reglen" in page


def test_what_cannot_be_a_rule_is_asked_again_with_a_sentence(anne: Client) -> None:
    rule = make_rule(make_offer(), DECIDED, name="Støtte")
    answer = anne.post(f"{ADDRESS}/ny", {"name": "", "example": "open"})
    assert answer.status_code == 422
    answer = anne.post(f"{ADDRESS}/{rule.id}/linje", {"answer": "open"})
    assert (answer.status_code, "Linjen taler om alle" in shown(answer)) == (422, True)
    answer = anne.post(
        f"{ADDRESS}/{rule.id}/linje", {"answer": "talk", "who": "parent", "sentence": "Afslag"}
    )
    assert (answer.status_code, "»afslag«" in shown(answer)) == (422, True)


def test_a_line_is_written_changed_moved_and_taken_away(anne: Client) -> None:
    make_need("grief", "Sorg")
    rule = make_rule(make_offer(), Line(Entry.TALK, who="parent"), DECIDED)
    anne.post(
        f"{ADDRESS}/{rule.id}/linje",
        {"who": "sibling", "need": "grief", "max_times": "5", "answer": "open"},
    )
    line = line_at(rule, 1)
    anne.post(f"{ADDRESS}/linje/{line.id}/flyt", {"up": "1"})
    page = shown(anne.get(f"{ADDRESS}/{rule.id}"))
    assert "1. For en søskende, når det handler om sorg, de første 5 gange: kom bare." in page
    assert "3. For alle andre: her skal vi først have et ja fra Voksenmyndigheden." in page
    anne.post(f"{ADDRESS}/linje/{line.id}", {"who": "sibling", "max_times": "1", "answer": "talk"})
    page = shown(anne.get(f"{ADDRESS}/{rule.id}"))
    assert "1. For en søskende, første gang: vi taler sammen først." in page
    assert "Før: For en søskende, når det handler om sorg" in page
    anne.post(f"{ADDRESS}/linje/{line.id}/vaek")
    assert AccessRule.objects.filter(rule_set=rule).count() == 2


def test_the_page_says_what_to_look_at(anne: Client) -> None:
    offer = make_offer()
    rule = make_rule(
        offer,
        Line(Entry.OPEN, min_age=18),
        Line(Entry.TALK, min_age=20, max_age=30),
        Line(Entry.DECISION),
    )
    page = shown(anne.get(f"{ADDRESS}/{rule.id}"))
    assert "Linje 2 bliver aldrig brugt: Linje 1 står før" in page
    assert "Skriv, hvilken lov et ja efter linje 3 bliver givet efter." in page
    assert "Skriv, hvem der siger ja i linje 3." in page
    assert "Den, der ikke siger sin alder, får linje 3." in page
    assert "4 ting at se på" in shown(anne.get(ADDRESS))


def test_the_rule_is_tried_for_a_person_like_this_one(anne: Client) -> None:
    offer = make_offer()
    taken(offer, 12)
    soon(offer)
    rule = make_rule(offer, Line(Entry.OPEN, who="sibling", max_times=5), DECIDED)
    address = f"{ADDRESS}/{rule.id}?hvem=sibling&gange="
    first = anne.get(f"{address}0", headers={"HX-Request": "true"})
    assert "<h1" not in first.content.decode()
    assert "Linje 1 bestemmer." in shown(first)
    assert "Du kan starte i dag" in shown(first)
    later = shown(anne.get(f"{address}5"))
    assert "Linje 2 bestemmer." in later
    yes = "Her skal vi først have et ja fra Voksenmyndigheden, det tager typisk 12 dage (målt)"
    assert yes in later
    assert "Du kan starte i dag" in shown(anne.get(f"{address}x&alder=mange&tilbud=?"))


def test_an_offer_finds_its_rule_and_leaves_it_again(anne: Client) -> None:
    rule = make_rule(make_offer("Kor"), DECIDED, name="Støtte")
    other = make_offer("Boldklubben")
    assert f"{ADDRESS}/ny/{other.id}" in anne.get(f"/udfoerer/{other.id}").content.decode()
    assert "Lad det følge reglen" in shown(anne.get(f"{ADDRESS}/{rule.id}?q=bold"))
    assert "Ingen af dem hedder det" in shown(anne.get(f"{ADDRESS}/{rule.id}?q=zzz"))
    anne.post(f"{ADDRESS}/{rule.id}/foelg/{other.id}")
    assert Offer.objects.get(id=other.id).rule_set_id == rule.id
    assert f"{ADDRESS}/{rule.id}" in anne.get(f"/udfoerer/{other.id}").content.decode()
    anne.post(f"{ADDRESS}/fri/{other.id}")
    assert Offer.objects.get(id=other.id).rule_set_id is None
    answer = anne.post(f"{ADDRESS}/ny/{other.id}", {"example": "open"})
    own = Offer.objects.get(id=other.id).rule_set
    assert own
    assert (answer["Location"], own.name) == (f"{ADDRESS}/{own.id}", "")
    assert anne.post(f"{ADDRESS}/fri/{other.id}")["Location"] == ADDRESS


def test_a_rule_is_named_and_ended(anne: Client) -> None:
    rule = make_rule(make_offer("Kor"), DECIDED)
    make_rule(make_offer("Bold"), DECIDED, name="Andet")
    anne.post(f"{ADDRESS}/{rule.id}/navn", {"name": "Støtte", "kind": "coaching"})
    rule.refresh_from_db()
    assert (rule.name, rule.kind) == ("Støtte", "coaching")
    assert anne.post(f"{ADDRESS}/{rule.id}/navn", {"name": ""}).status_code == 422
    assert "Slut reglen »Støtte«?" in shown(anne.get(f"{ADDRESS}/{rule.id}/slut"))
    anne.post(f"{ADDRESS}/{rule.id}/slut")
    assert anne.get(f"{ADDRESS}/{rule.id}").status_code == 404


def test_a_guest_reads_the_new_rule_at_once_and_the_same_words_everywhere(
    anne: Client, client: Client
) -> None:
    offer = make_offer("Hjemmestøtte", place=make_place())
    taken(offer, 1)
    session = soon(offer)
    rule = make_rule(offer, Line(Entry.OPEN, who="sibling"), Line(Entry.TALK))
    last = line_at(rule, 1)
    anne.post(
        f"{ADDRESS}/linje/{last.id}", {"answer": "decision", "decided_by": "Voksenmyndigheden"}
    )
    guest = Client()
    yes = "Her skal vi først have et ja fra Voksenmyndigheden, det tager typisk 1 dag (målt)"
    anne.post(f"{ADDRESS}/linje/{line_at(rule, 0).id}/vaek")
    for address in (
        f"/tilbud/{offer.slug}", "/tilbud", f"/tilbud/{offer.slug}/proev/{session.id}",
    ):  # fmt: skip
        page = shown(guest.get(address))
        assert (yes in page, "Kom bare" in page) == (True, False), address


def test_a_guest_who_has_used_his_first_times_reads_what_comes_then(client: Client) -> None:
    make_municipality()
    offer, karen = make_offer(), make_guest()
    make_rule(offer, Line(Entry.OPEN, max_times=1), DECIDED)
    client.cookies["indgang_key"] = karen.key
    soon(offer)
    assert "Du kan starte i dag" in shown(client.get(f"/tilbud/{offer.slug}"))
    past = make_session(offer, starts_at=clock.now() - timedelta(days=7))
    seat(past, karen.person_id, "attended")
    assert "et ja fra Voksenmyndigheden" in shown(client.get(f"/tilbud/{offer.slug}"))


def test_what_a_guest_has_not_said_is_asked_for_and_never_guessed(client: Client) -> None:
    make_municipality()
    make_need("grief", "Sorg")
    offer = make_offer()
    session = soon(offer)
    make_rule(offer, Line(Entry.OPEN, need="grief", max_age=24), DECIDED)
    assert "Du kan måske starte med det samme" in shown(client.get(f"/tilbud/{offer.slug}"))
    client.cookies["indgang_key"] = make_guest().key
    address = f"/tilbud/{offer.slug}/proev/{session.id}"
    assert "Hvad vil du gerne have hjælp til?" in shown(client.get(address))
    assert client.post(address, {"need": "other", "age": "20"}).status_code == 409
    assert client.post(address, {"need": "grief", "age": "20"}).status_code == 302


def test_no_page_of_the_open_flow_turns_anybody_away(client: Client) -> None:
    """The whole demo town, as anyone reads it: no "not for you" anywhere, and plain words."""
    make_overview()
    for offer in Offer.objects.filter(access="decision"):
        taken(offer, 12)
    pages = ["/", "/tilbud", "/tilbud?alle=1", "/henvend", *(
        f"/tilbud/{slug}" for slug in Offer.objects.values_list("slug", flat=True)
    )]  # fmt: skip
    said = {page: shown(client.get(page)) for page in pages}
    own = {  # a helper may write of a refusal one has had elsewhere
        words
        for offer in Offer.objects.all()
        for words in refusing_words(f"{offer.summary} {offer.description} {offer.first_time}")
    }
    assert {page: set(refusing_words(text)) - own for page, text in said.items()} == {
        page: set() for page in pages
    }
    rules = [*AccessRule.objects.values_list("sentence", flat=True)]
    rules += Offer.objects.values_list("access_sentence", flat=True)
    assert [text for text in rules if refusing_words(text)] == []
    hard = {page: lix(text) for page, text in said.items() if page.startswith("/tilbud/")}
    assert sum("det tager typisk 12 dage" in text for text in said.values()) >= 2
    assert all(number <= GUEST_LIX_LIMIT for number in hard.values()), hard


def test_words_that_turn_somebody_away_are_known() -> None:
    assert refusing_words("Du er IKKE  berettiget, og du får afslag.") == [
        "ikke berettiget", "afslag",
    ]  # fmt: skip
    assert refusing_words("Vi hjælper dig med at spørge. Afslagsvis? Nej.") == []
