"""Courses with a start, from the provider's form to the guest's place and the leader's second look."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.offers.models import Booking, Run, Session, Urgency
from indgang.offers.operations import take_seat
from tests.database import as_owner
from tests.factories.offers import figures, make_offer, make_session, seat
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.runs import draw, fresh, make_provider, make_run, make_urgency, take, times_of
from tests.pages.words import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town() -> None:
    make_municipality()


def client_of(holder: Holder) -> Client:
    client = Client()
    client.cookies["indgang_key"] = holder.key
    return client


def seen(answer: Any) -> str:
    return shown(answer.content.decode())


def course(**said: object) -> dict[str, object]:
    first = clock.today() + timedelta(days=10)
    return {
        "starts_on": first.isoformat(), "starts_time": "14:00", "ends_time": "16:00", "weeks": "1",
        "times": "8", "seats": "6", "register_by": (first - timedelta(days=3)).isoformat(),
        "given": "draw", **said,
    }  # fmt: skip


def test_a_provider_makes_a_course_and_guests_see_it() -> None:
    offer, bo = make_offer(), client_of(make_provider())
    assert "Et nyt hold" in seen(bo.get(f"/udfoerer/{offer.id}"))
    page = bo.post(f"/udfoerer/{offer.id}/forloeb", course(), follow=True)
    assert page.redirect_chain[0][1] == 302
    assert "Holdet er oprettet" in seen(page)
    run = Run.objects.get()
    assert (run.by_draw, run.times.count()) == (True, 8)
    words = seen(Client().get(f"/tilbud/{offer.slug}"))
    assert "8 gange" in words
    assert "6 pladser i alt" in words
    assert "Så giver vi pladserne på én gang" in words
    assert lix(words) <= GUEST_LIX_LIMIT


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends_time": "13:00"}, "slutte, efter det er begyndt"),
        ({"starts_on": "2020-01-01"}, "fra i morgen"),
        ({"register_by": "2040-01-01"}, "før første gang"),
    ],
)
def test_what_makes_no_sense_is_said_beside_it(wrong: dict[str, object], said: str) -> None:
    offer, bo = make_offer(), client_of(make_provider())
    page = bo.post(f"/udfoerer/{offer.id}/forloeb", course(**wrong))
    assert page.status_code == 422
    assert said in seen(page)


def test_a_provider_changes_a_course_and_another_does_not_find_it() -> None:
    run, bo = make_run(), client_of(make_provider())
    address = f"/udfoerer/forloeb/{run.id}"
    stranger = client_of(make_provider("En anden forening"))
    assert stranger.get(address).status_code == 404
    said = {"seats": "5", "register_by": run.register_by.isoformat(), "by_draw": "draw"}
    assert bo.post(address, said).status_code == 302
    assert {(t.seats, t.draw_on) for t in times_of(run)} == {(5, run.register_by)}
    take(make_guest(), run)
    page = bo.post(address, said | {"by_draw": "turn"})
    assert page.status_code == 422
    assert "laves om" in seen(page)
    assert "1 ønsker en plads" in seen(page)


def test_a_guest_says_that_she_would_like_a_place_and_what_she_would_like_most() -> None:
    first, second = make_run(by_draw=True), make_run(by_draw=True)
    karen = make_guest()
    client = client_of(karen)
    address = f"/tilbud/{first.offer.slug}/proev/{times_of(first)[1].id}"
    page = client.get(address, follow=True)
    assert page.redirect_chain == [(f"/tilbud/{first.offer.slug}/proev/{first.room_id}", 302)]
    assert "trækker vi lod" in seen(page)
    assert lix(seen(page)) <= GUEST_LIX_LIMIT
    took = client.post(page.redirect_chain[0][0], follow=True)
    assert "Du har sagt, at du gerne vil have en plads." in seen(took)
    booking = take(karen, second)
    own = f"/tilbud/plads/{booking.id}"
    assert "Det her vil du helst" in seen(client.get(own))
    assert "Nu står det øverst." in seen(client.post(f"{own}/helst", follow=True))
    assert fresh(booking).rank == 1


def test_each_guest_is_told_why() -> None:
    run = make_run(by_draw=True, seats=1)
    karen, ali, mia = make_guest(), make_guest("Ali"), make_guest("Mia")
    bookings = {holder: take(holder, run) for holder in (karen, ali, mia)}
    make_urgency(karen, 0)
    own = f"/tilbud/plads/{bookings[karen].id}"
    assert "I har talt om, at det haster for dig." in seen(client_of(karen).get(own))
    draw(run)
    page = seen(client_of(karen).get(own))
    assert "Du fik en plads, fordi I har sagt, at det haster for dig." in page
    assert "Der var 1 plads, og 3 ville med." in page
    for holder in (ali, mia):
        page = seen(client_of(holder).get(f"/tilbud/plads/{bookings[holder].id}"))
        assert "Pladserne gik til dem, det haster mere for." in page
        assert "i køen" in page
        assert lix(page) <= GUEST_LIX_LIMIT


def test_a_draw_is_done_again_before_the_leaders_eyes() -> None:
    run = make_run(by_draw=True, seats=1)
    for name in ("Karen", "Ali"):
        take(make_guest(name), run)
    draw_id = draw(run)
    lise = client_of(make_colleague(Role.LEADER, name="Lise"))
    assert f"/huset/lodtraekning/{draw_id}" in lise.get("/huset/lodtraekning").content.decode()
    page = seen(lise.get(f"/huset/lodtraekning/{draw_id}"))
    assert "2 ønsker, og alle kom ud som dengang" in page
    assert "Karen" not in page
    with as_owner():
        run.lots.filter(outcome="seated").update(number=2**47)
    page = seen(lise.get(f"/huset/lodtraekning/{draw_id}"))
    assert "passer ikke" in page


def test_a_provider_does_not_look_into_draws() -> None:
    assert client_of(make_provider()).get("/huset/lodtraekning").status_code == 403


def test_the_house_says_how_urgent_it_is_with_the_guest() -> None:
    karen, mette = make_guest(), make_colleague(Role.GUIDE)
    client, address = client_of(mette), f"/huset/gaest/{karen.person_id}/haster"
    assert client.get(address).status_code == 404
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    run = make_run(by_draw=True)
    take(karen, run)
    assert "Gæsten ønsker en plads her:" in seen(client.get(address))
    assert client.post(address, {"level": "7"}).status_code == 422
    page = client.post(address, {"level": "1"}, follow=True)
    assert "Gæsten kan se det" in seen(page)
    with as_owner():
        assert Urgency.objects.get().level == 1


def test_who_came_the_first_time_is_counted_and_nobody_is_named() -> None:
    offer = make_offer("Gå og snak")
    earlier = make_session(offer, seats=9, starts_at=clock.now() - timedelta(days=9))
    later = make_session(offer, seats=9, starts_at=clock.now() - timedelta(days=2))
    karen, ali, mia = make_guest(), make_guest("Ali"), make_guest("Mia")
    for holder, status in ((karen, "attended"), (ali, "missed"), (mia, "seated")):
        seat(earlier, holder.person_id, status)
    seat(later, ali.person_id, "attended")  # the second time is not the first
    lise = client_of(make_colleague(Role.LEADER, name="Lise"))
    page = seen(lise.get("/huset/kom-foerste-gang"))
    assert "kom 1 af 2" in page
    assert "1 gang er ikke noteret" in page
    assert "Gå og snak" in page
    assert "Karen" not in page


# ---- An earlier time ---------------------------------------------------------------------------


def test_a_guest_asks_for_an_earlier_time_and_gets_it() -> None:
    karen, offer = make_guest(), make_offer()
    later = make_session(offer, starts_at=clock.now() + timedelta(days=10))
    with acting(karen.key) as actor:
        mine = take_seat(session_id=later.id, person_id=karen.person_id, by=actor)
    client, own = client_of(karen), f"/tilbud/plads/{mine.id}"
    assert "Sig til, hvis der kommer en tidligere tid" in seen(client.get(own))
    page = seen(client.post(f"{own}/tidligere", {"wants": "1"}, follow=True))
    assert "Du beholder den her, til du siger ja." in page
    assert "Så siger vi ikke til." in seen(
        client.post(f"{own}/tidligere", {"wants": "0"}, follow=True)
    )
    soon = make_session(offer)
    page = seen(client.post(f"{own}/tidligere", {"wants": "1"}, follow=True))
    assert "Der er en tidligere tid til dig." in page
    with as_owner():
        offered = Booking.objects.get(session=soon)
    page = seen(client.get(f"/tilbud/plads/{offered.id}"))
    assert "giver du din tid" in page
    assert lix(page) <= GUEST_LIX_LIMIT
    client.post(f"/tilbud/plads/{offered.id}/ja")
    assert (figures(soon), figures(later)) == ((1, 0), (0, 0))


def test_a_place_in_a_course_stands_in_the_calendar_for_all_its_times() -> None:
    karen, run = make_guest(), make_run()
    take(karen, run)
    page = client_of(karen).get("/min/plan").content.decode()
    assert page.count(run.offer.title) >= 3
    with as_owner():
        first = times_of(run)[0]
        Session.objects.filter(id=first.id).update(
            starts_at=clock.now() - timedelta(days=20),
            ends_at=clock.now() - timedelta(days=20, hours=-1),
        )
        Booking.objects.update(status="attended")
    page = client_of(karen).get("/min").content.decode()
    assert run.offer.title in page
