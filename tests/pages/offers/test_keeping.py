"""The pages of those who stand for offers."""

from datetime import timedelta

import pytest
from django.test import Client

from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Offer, Place, Schedule, Session
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_need, make_offer, make_organisation, make_place, seat
from tests.factories.offers import make_session as make_time
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)
from tests.pages.words import shown

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Gå og snak", "summary": "En tur i parken.", "main_need": "body", "who_for": ["self"],
    "kind": "voluntary", "format": "group", "place": "biblioteket", "price_kr": "0",
    "access": "open", "languages": ["da"], "run_by": "volunteers",
}  # fmt: skip


def client_of(holder: Holder) -> Client:
    client = Client()
    client.cookies["indgang_key"] = holder.key
    return client


@pytest.fixture
def ours() -> Offer:
    make_municipality()
    make_need("body", "Krop")
    return make_offer("Gå og snak", needs=("body",), place=make_place(), kind="voluntary")


@pytest.fixture
def poul(ours: Offer) -> Client:
    return client_of(make_provider(ours.provider))


def test_only_those_who_stand_for_offers_come_in(ours: Offer) -> None:
    make_unit()
    for role in (Role.HOST, Role.GUIDE, Role.LEADER):
        assert client_of(make_colleague(role, name=role)).get("/udfoerer").status_code == 403
    assert Client().get("/udfoerer").status_code == 302


def test_a_provider_sees_and_changes_only_what_his_own_organisation_offers(poul: Client) -> None:
    other = make_offer("Den andens kor", provider=make_organisation("Koret"))
    theirs = make_time(other)
    page = poul.get("/udfoerer").content.decode()
    assert "Gå og snak" in page
    assert "Den andens kor" not in page
    assert "Den andens kor" not in poul.get("/udfoerer?q=kor").content.decode()
    for path in ("", "/ord", "/tider", "/pause", "/passer", "/vis"):
        assert poul.get(f"/udfoerer/{other.id}{path}").status_code in (404, 405)
        assert poul.post(f"/udfoerer/{other.id}{path}", WORDS).status_code in (404, 405)
    for path in ("aflys", "flyt"):
        assert poul.get(f"/udfoerer/gang/{theirs.id}/{path}").status_code == 404
        assert poul.post(f"/udfoerer/gang/{theirs.id}/{path}", {"why": "ill"}).status_code == 404
    other.refresh_from_db()
    theirs.refresh_from_db()
    assert (other.title, other.status, theirs.cancelled_at) == ("Den andens kor", "published", None)


def test_a_provider_gives_no_offer_to_another_organisation(poul: Client, ours: Offer) -> None:
    make_organisation("Koret")
    answer = poul.post(f"/udfoerer/{ours.id}/ord", WORDS | {"provider": "Koret"})
    assert answer.status_code == 422
    ours.refresh_from_db()
    assert ours.provider.name == "Gældsklubben"


def test_an_administrator_keeps_them_all(ours: Offer) -> None:
    make_offer("Den andens kor", provider=make_organisation("Koret"))
    page = client_of(make_colleague(Role.ADMINISTRATOR)).get("/udfoerer").content.decode()
    assert "Gå og snak" in page
    assert "Den andens kor" in page


def test_the_list_says_when_it_is_next_who_comes_and_how_old_that_is(
    poul: Client, ours: Offer
) -> None:
    time = make_time(ours, seats=8)
    seat(time, make_guest().person_id)
    text = shown(poul.get("/udfoerer").content.decode())
    assert "1 af 8 pladser er taget" in text
    assert "set lige nu" in text
    assert "Se efter, om det passer" in text
    poul.post(f"/udfoerer/{ours.id}/passer")
    assert "Se efter, om det passer" not in shown(poul.get("/udfoerer").content.decode())


def test_words_are_changed_and_what_is_not_asked_stays(poul: Client, ours: Offer) -> None:
    with as_owner():
        Offer.objects.update(evidence="documented", status="paused")
    page = poul.get(f"/udfoerer/{ours.id}/ord").content.decode()
    assert 'value="Gå og snak"' in page
    changed = WORDS | {"title": "Gå og ti", "provider": "Gældsklubben", "price_kr": "20"}
    assert poul.post(f"/udfoerer/{ours.id}/ord", changed).status_code == 302
    ours.refresh_from_db()
    assert (ours.title, ours.price_kr, ours.evidence, ours.status) == (
        "Gå og ti", 20, "documented", "paused",
    )  # fmt: skip


def test_what_is_wrong_is_said_and_nothing_written_is_lost(poul: Client, ours: Offer) -> None:
    wrong = WORDS | {"provider": "Gældsklubben", "summary": "", "place": "andet", "title": "Nyt"}
    answer = poul.post(f"/udfoerer/{ours.id}/ord", wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Nyt"' in page
    assert "Skriv det nye steds navn og adresse" in page


def test_a_new_offer_in_a_new_place_gets_its_times_and_stands_in_the_overview(
    poul: Client,
) -> None:
    said = WORDS | {
        "title": "Æbler på bænken", "provider": "Gældsklubben", "place": "andet",
        "new_place": "Æbleskoven", "new_address": "Skovvej 1",
    }  # fmt: skip
    answer = poul.post("/udfoerer/nyt", said)
    offer = Offer.objects.get(title="Æbler på bænken")
    assert answer["Location"] == f"/udfoerer/{offer.id}/tider"
    assert (offer.slug, Place.objects.get(name="Æbleskoven").address) == (
        "aebler-paa-baenken", "Skovvej 1",
    )  # fmt: skip
    tomorrow = clock.today() + timedelta(days=1)
    times = {
        "repeats": "weekly", "days": ["MO", "TH"], "starts_on": tomorrow.isoformat(),
        "starts_time": "10:00", "ends_time": "11:30", "seats": "6",
    }  # fmt: skip
    assert poul.post(f"/udfoerer/{offer.id}/tider", times).status_code == 302
    assert 14 <= offer.sessions.count() <= 17
    page = shown(poul.get(f"/udfoerer/{offer.id}").content.decode())
    assert "Hver mandag og torsdag kl. 10–11.30, 6 pladser" in page
    assert "Æbler på bænken" in Client().get("/tilbud?q=æbler").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": []}, "Vælg mindst én dag"),
        ({"ends_time": "09:00"}, "efter det er begyndt"),
        ({"starts_on": "2020-01-01"}, "fra i dag"),
        ({"starts_on": "9999-12-31"}, "to år frem"),
        ({"seats": "0"}, "Hvor mange pladser"),
    ],
)
def test_times_that_make_no_sense_are_refused(
    poul: Client, ours: Offer, wrong: dict[str, str], said: str
) -> None:
    times = {
        "repeats": "weekly", "days": ["MO"], "starts_on": clock.today().isoformat(),
        "starts_time": "10:00", "ends_time": "11:00",
    }  # fmt: skip
    answer = poul.post(f"/udfoerer/{ours.id}/tider", times | wrong)
    assert answer.status_code == 422
    assert said in shown(answer.content.decode())
    assert not Schedule.objects.exists()


def test_a_time_is_called_off_with_a_reason_on_a_telephone_at_the_door(
    poul: Client, ours: Offer
) -> None:
    time, karen = make_time(ours), make_guest()
    booking = seat(time, karen.person_id)
    assert f"/udfoerer/gang/{time.id}/aflys" in poul.get("/udfoerer").content.decode()
    page = poul.post(f"/udfoerer/gang/{time.id}/aflys", {"why": "other", "words": ""})
    assert page.status_code == 422
    done = poul.post(f"/udfoerer/gang/{time.id}/aflys", {"why": "weather"}, follow=True)
    assert "Den ene, der har plads eller venter, får besked" in shown(done.content.decode())
    hers = client_of(karen).get(f"/tilbud/plads/{booking.id}").content.decode()
    assert "Vejret er for dårligt." in hers
    assert poul.get(f"/udfoerer/gang/{time.id}/flyt").status_code == 404
    with as_owner():
        assert Letter.objects.get().message == "seat_cancelled"


def test_a_time_is_moved_and_a_time_that_has_been_is_not(poul: Client, ours: Offer) -> None:
    time = make_time(ours)
    day = clock.local(time.starts_at).date() + timedelta(days=1)
    new = {
        "day": day.isoformat(),
        "starts_time": "09:00",
        "ends_time": "10:00",
        "where_note": "Søen",
    }
    past = poul.post(f"/udfoerer/gang/{time.id}/flyt", new | {"day": "2020-01-01"})
    assert past.status_code == 422
    assert "Vælg en tid, der ikke er gået." in past.content.decode()
    assert poul.post(f"/udfoerer/gang/{time.id}/flyt", new).status_code == 302
    time.refresh_from_db()
    assert time.starts_at == clock.at(day, 9)
    public = shown(Client().get(f"/tilbud/{ours.slug}").content.decode())
    assert "Søen" in public


def test_a_pause_calls_off_what_has_people_and_it_can_be_shown_again(
    poul: Client, ours: Offer
) -> None:
    busy, empty = make_time(ours), make_time(ours, starts_at=clock.now() + timedelta(days=4))
    seat(busy, make_guest().person_id)
    assert "Nogen har en plads til 1 af gangene" in shown(
        poul.get(f"/udfoerer/{ours.id}/pause").content.decode()
    )
    poul.post(f"/udfoerer/{ours.id}/pause", {"ends": "0"})
    ours.refresh_from_db()
    busy.refresh_from_db()
    assert (ours.status, busy.cancelled_why) == ("paused", "pause")
    assert not Session.objects.filter(id=empty.id).exists()
    assert poul.post(f"/udfoerer/{ours.id}/vis").status_code == 302
    ours.refresh_from_db()
    assert ours.status == "published"


def test_fixed_times_stop_and_what_has_people_stays_until_it_is_called_off(
    poul: Client, ours: Offer
) -> None:
    other = make_offer("Kor", provider=make_organisation("Koret"))
    tomorrow = clock.today() + timedelta(days=1)
    with as_owner():
        schedules = [
            Schedule.objects.create(
                offer=offer, rrule="FREQ=DAILY", starts_on=tomorrow, starts_time="10:00",
                duration_minutes=60, seats=5,
            )
            for offer in (ours, other)
        ]  # fmt: skip
    poul.post(f"/udfoerer/{ours.id}/vis")
    seat(Session.objects.filter(offer=ours).order_by("starts_at")[3], make_guest().person_id)
    stop = "/udfoerer/{}/tider/{}/stop"
    assert poul.post(stop.format(ours.id, schedules[1].id)).status_code == 404
    done = poul.post(stop.format(ours.id, schedules[0].id), follow=True)
    assert "en plads til 1 af gangene" in shown(done.content.decode())
    assert Session.objects.filter(offer=ours).count() == 1
    assert "Hver dag" not in shown(done.content.decode())


def test_what_was_looked_for_in_vain_is_shown_as_a_number(poul: Client) -> None:
    for _each in range(2):
        Client().get("/tilbud?q=xyzzy")
    Client().get("/tilbud?behov=body&alder=3&q=xyzzy")
    text = shown(poul.get("/udfoerer").content.decode())
    assert "Noget, søgningen ikke forstod: 2" in text
    assert "Krop: 1" in text
    assert "xyzzy" not in text


def test_a_provider_sees_names_only_of_those_who_allow_it_and_an_administrator_none(
    poul: Client, ours: Offer
) -> None:
    time, karen, bo = make_time(ours, seats=5), make_guest("Karen"), make_guest("Bo")
    seat(time, karen.person_id)
    seat(time, bo.person_id)
    with as_owner():
        unit_id = ours.provider.units.get().id
    allow(karen, unit_id=unit_id, kinds=["card"])
    text = shown(poul.get(f"/udfoerer/gang/{time.id}").content.decode())
    assert "Karen" in text
    assert "Bo" not in text
    assert text.count("En gæst") == 1
    anne = client_of(make_colleague(Role.ADMINISTRATOR))
    assert anne.get(f"/udfoerer/gang/{time.id}").status_code == 403
    other = client_of(make_provider(make_organisation("Koret"), "Kor"))
    assert other.get(f"/udfoerer/gang/{time.id}").status_code == 404


def test_who_came_is_noted_by_one_tap_and_only_of_ones_own(poul: Client, ours: Offer) -> None:
    time = make_time(ours, seats=5, starts_at=clock.now() - timedelta(hours=1))
    booking = seat(time, make_guest().person_id)
    elsewhere = seat(
        make_time(make_offer("Kor", provider=make_organisation("Koret"))), make_guest().person_id
    )
    note = f"/udfoerer/gang/{time.id}/kom"
    assert "Hvem kom?" in poul.get(f"/udfoerer/{ours.id}").content.decode()
    for foreign in (elsewhere.id, "x", ""):
        assert poul.post(note, {"booking": foreign, "came": "1"}).status_code == 404
    for came, status in (("1", "attended"), ("0", "missed")):
        poul.post(note, {"booking": booking.id, "came": came})
        with as_owner():
            booking.refresh_from_db()
        assert booking.status == status
