import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, hard_words, lix
from indgang.offers.models import LawBasis
from indgang.offers.operations import renew_laws
from indgang.offers.rules.access_per_use import Entry, Line
from tests.database import as_owner
from tests.factories.offers import make_offer, make_place, make_rule, make_session, seat
from tests.factories.people import make_colleague, make_guest, make_municipality
from tests.pages.words import shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_what_is_not_shown_is_not_there(client: Client, status: str) -> None:
    offer = make_offer(status=status)
    assert client.get(f"/tilbud/{offer.slug}").status_code == 404


def test_nobody_can_try_what_needs_a_decision(client: Client) -> None:
    session = make_session(make_offer(access="decision"))
    page = client.get(f"/tilbud/{session.offer.slug}").content.decode()
    assert "Tal med os" in page
    assert "Jeg vil prøve" not in page


def test_an_age_can_be_asked_about(client: Client) -> None:
    session = make_session(make_offer(access="mixed"))
    make_rule(session.offer, Line(Entry.OPEN, max_age=29), Line(Entry.TALK))
    assert "Jeg vil prøve" in client.get(f"/tilbud/{session.offer.slug}").content.decode()


def test_each_time_has_its_own_way_in(client: Client) -> None:
    free = make_session(make_offer(), seats=2)
    full = make_session(free.offer, seats=1)
    seat(full, make_guest().person_id)
    page = client.get(f"/tilbud/{free.offer.slug}").content.decode()
    assert f"proev/{free.id}" in page
    assert f"proev/{full.id}" in page
    assert "Stil mig i kø" in page


def test_more_times_ask_no_more_of_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offer = make_offer(place=make_place())
    for times in (1, 3):
        for _time in range(times):
            make_session(offer, seats=None)
        with django_assert_num_queries(11):
            client.get(f"/tilbud/{offer.slug}")


def test_paragraph_numbers_are_for_the_staff(client: Client) -> None:
    offer, admin = make_offer(), make_colleague(Role.ADMINISTRATOR)
    with acting(admin.key) as actor:
        renew_laws(by=actor)
    with as_owner():
        offer.laws.set(LawBasis.objects.filter(section="SEL § 104"))
    assert "§" not in client.get(f"/tilbud/{offer.slug}").content.decode()
    client.cookies["indgang_key"] = admin.key
    assert "SEL § 104" in client.get(f"/tilbud/{offer.slug}").content.decode()


def test_anyone_can_read_it(client: Client) -> None:
    make_municipality()
    session = make_session(make_offer(place=make_place(), first_time="Sig bare hej."), seats=2)
    text = shown(client.get(f"/tilbud/{session.offer.slug}").content.decode())
    assert lix(text) <= GUEST_LIX_LIMIT, hard_words(text)[:20]
