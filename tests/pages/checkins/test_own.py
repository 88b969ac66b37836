"""A guest answers on a telephone: one question a page, nothing demanded, nothing lost."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Key
from indgang.checkins.queries import own_hand
from indgang.kernel import clock
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from tests.database import as_owner
from tests.factories.checkins import (
    NOON,
    answered_who5,
    answers,
    checkin,
    make_checkin,
    make_goal,
)
from tests.factories.people import Holder, make_guest, make_key, make_municipality, make_unit
from tests.pages.words import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

NEXT_WEEK = datetime.now(UTC) + timedelta(days=7)
HTML = {"HTTP_ACCEPT_LANGUAGE": "da"}


@pytest.fixture
def noon() -> object:
    with clock.stopped(NOON):
        yield


@pytest.fixture
def karen(client: Client) -> Holder:
    make_municipality()
    make_unit()
    guest = make_guest()
    client.cookies["indgang_key"] = guest.key
    return guest


def _page(client: Client, address: str) -> str:
    answer = client.get(address, headers={"accept-language": "da"})
    assert answer.status_code == 200
    return answer.content.decode()


def _address(checkin_id: UUID, number: object) -> str:
    return f"/min/tjek/{checkin_id}/{number}"


@pytest.mark.parametrize("address", ["/min/tjek", "/min/gaar-det", "/min/tal-med-nogen"])
def test_a_stranger_is_asked_for_his_key(address: str) -> None:
    assert Client().get(address)["Location"].startswith("/ind/")


def test_somebody_elses_check_in_is_not_there(client: Client, karen: Holder) -> None:
    foreign = make_checkin(make_guest("Bo"))
    for page in (1, "tak"):
        assert client.get(_address(foreign, page)).status_code == 404
    for page in ("slut", "spring"):
        assert client.post(_address(foreign, page)).status_code == 404


def test_a_question_that_is_not_there_is_not_there(client: Client, karen: Holder) -> None:
    asked = make_checkin(karen)
    for number in (0, 6, 10**9):
        assert client.get(_address(asked, number)).status_code == 404


@pytest.mark.parametrize("data", [{}, {"value": ""}, {"value": "9"}, {"value": "x\x00"}])
def test_an_answer_is_one_of_those_that_stand_there(
    client: Client, karen: Holder, data: dict[str, str]
) -> None:
    asked = make_checkin(karen)
    answer = client.post(_address(asked, 1), {"x": "1", **data})
    assert answer.status_code == 422
    assert answers(asked) == {}


def test_one_question_a_page_from_the_first_to_the_curve(client: Client, karen: Holder) -> None:
    asked = make_checkin(karen)
    assert _address(asked, 1) in _page(client, "/min/tjek")
    for number in range(1, 6):
        page = _page(client, _address(asked, number))
        assert f"{number} af 5" in page
        assert "Jeg vil gerne tale med nogen" in page
        assert "Spring over" in page
        assert "© World Health Organization" in page
        answer = client.post(_address(asked, number), {"value": "4"})
        onward = number + 1 if number < 5 else "tak"
        assert answer["Location"] == _address(asked, onward)
    assert checkin(asked).status == "answered"
    page = _page(client, _address(asked, "tak"))
    assert "Det er dit første svar" in page
    assert "Du ser dem først" in page


def test_an_answer_is_kept_at_once_and_one_goes_on_where_one_was(
    client: Client, karen: Holder
) -> None:
    asked = make_checkin(karen)
    client.post(_address(asked, 1), {"value": "4"})
    assert answers(asked) == {"happy": 4}
    assert _address(asked, 2) in _page(client, "/min/tjek")
    assert "checked" in _page(client, _address(asked, 1))


def test_a_question_can_be_passed_over(client: Client, karen: Holder) -> None:
    asked = make_checkin(karen)
    client.post(_address(asked, 1), {"skip": "1", "value": "nonsense"})
    assert answers(asked) == {"happy": None}


def test_one_can_stop_in_the_middle_or_let_it_be(client: Client, karen: Holder) -> None:
    stopped, skipped = make_checkin(karen), make_checkin(karen, moment="week6")
    client.post(_address(stopped, 1), {"value": "4"})
    client.post(_address(stopped, "slut"))
    client.post(_address(skipped, "spring"))
    assert (checkin(stopped).status, checkin(skipped).status) == ("answered", "skipped")
    assert client.get(_address(stopped, 1))["Location"] == _address(stopped, "tak")


def test_a_check_in_that_has_closed_says_so_kindly(client: Client, karen: Holder) -> None:
    asked = make_checkin(karen, due_on=date(2020, 1, 1))
    answer = client.get(_address(asked, 1), follow=True, headers={"accept-language": "da"})
    assert "Det gør ikke noget." in answer.content.decode()


def test_own_goals_are_asked_in_own_words(client: Client, karen: Holder) -> None:
    make_goal(karen, "Sove om natten", as_hoped="Sover fem timer")
    asked = make_checkin(karen, "goals-1")
    page = _page(client, _address(asked, 1))
    assert "Sove om natten" in page
    assert "Sover fem timer" in page


def test_without_goals_there_is_nothing_to_ask_about_them(client: Client, karen: Holder) -> None:
    make_checkin(karen, "goals-1")
    assert "ikke noget, du skal svare på" in _page(client, "/min/tjek")


def test_one_may_answer_unasked(client: Client, karen: Holder) -> None:
    answer = client.post("/min/tjek/ny")
    assert answer["Location"].endswith("/1")
    assert "Hvor meget hjælp" in _page(client, answer["Location"])


def test_a_large_fall_is_answered_with_an_offer_that_can_be_declined(
    client: Client, karen: Holder
) -> None:
    answered_who5(karen, 4, on=date(2026, 4, 1))
    asked = make_checkin(karen)
    for number in range(1, 6):
        client.post(_address(asked, number), {"value": "1"})
    assert "Det er et tilbud. Du kan sige nej." in _page(client, _address(asked, "tak"))
    client.post("/min/tal-med-nogen/nej")
    with acting(karen.key):
        assert own_hand(karen.person_id) is None


def test_one_can_always_ask_for_a_talk(client: Client, karen: Holder) -> None:
    page = _page(client, "/min/tal-med-nogen")
    assert "Vi læser det ikke med det samme." in page
    assert client.post("/min/tal-med-nogen", {"words": "x" * 501}).status_code == 422
    client.post("/min/tal-med-nogen", {"words": "Ring efter 12"})
    assert "Ring efter 12" in _page(client, "/min/tal-med-nogen")


def test_the_curves_say_who_sees_them_and_what_they_cannot_show(
    client: Client, karen: Holder
) -> None:
    assert "Der er ingen svar endnu" in _page(client, "/min/gaar-det")
    answered_who5(karen, 1, on=date(2026, 4, 1))
    answered_who5(karen, 3)
    page = _page(client, "/min/gaar-det")
    assert "Siden den 1. april er dit tal gået fra 20 til 60" in page
    assert "Den kan ikke vise, hvad der gjorde forskellen." in page
    assert "Det her kan kun du se." in page
    for clinical in ("depression", "risiko", "score", "symptom", "patient"):
        assert clinical not in page.lower()


@pytest.mark.parametrize("address", ["/min/tjek", "/min/gaar-det", "/min/tal-med-nogen"])
def test_every_page_is_easy_to_read(client: Client, karen: Holder, address: str) -> None:
    answered_who5(karen, 3)
    make_checkin(karen)
    assert lix(shown(_page(client, address))) <= GUEST_LIX_LIMIT


def link_of(guest: Holder, checkin_id: UUID) -> str:
    """A link as in an invitation: it opens check-ins and goals, and is called after the check-in."""
    raw = make_key(guest.person_id, "link", kinds=["checkins", "goals"], expires_at=NEXT_WEEK)
    with as_owner():
        Key.objects.filter(kind="link").update(label=f"besked:{checkin_id.hex}")
    return raw


def minutes_left() -> float:
    with as_owner():
        ends = Key.objects.get(kind="link").expires_at
    assert ends
    return (ends - datetime.now(UTC)).total_seconds() / 60


@pytest.mark.parametrize("ending", ["slut", "spring"])
def test_the_link_that_asked_ends_with_the_answer_and_leaves_time_to_read_it(
    client: Client, karen: Holder, ending: str
) -> None:
    asked, other = make_checkin(karen, moment="week6"), make_checkin(karen)
    client.cookies["indgang_key"] = link_of(karen, asked)
    client.post(f"/min/tjek/{other}/{ending}")
    assert minutes_left() > 60
    client.post(f"/min/tjek/{asked}/{ending}")
    assert 50 < minutes_left() <= 60
    assert client.get("/min/gaar-det").status_code == 200


def test_a_link_that_is_over_says_so_kindly_and_shows_the_way_in(
    client: Client, karen: Holder
) -> None:
    asked = make_checkin(karen)
    raw = link_of(karen, asked)
    with as_owner():
        Key.objects.filter(kind="link").update(expires_at=datetime(2026, 1, 1, tzinfo=UTC))
    for address in ("/min/tjek", f"/min/tjek/{asked}/1", f"/t/{raw}/min/tjek"):
        client.cookies["indgang_key"] = raw
        answer = client.get(address, follow=True)
        assert answer.status_code == 410
        html = answer.content.decode()
        assert "Linket virker ikke mere" in html
        assert 'href="/ind/"' in html
        assert lix(shown(html)) <= GUEST_LIX_LIMIT
    part = client.get("/min/tjek", headers={"HX-Request": "true"})
    assert part.status_code == 401
