from datetime import timedelta

import pytest
from django.test import Client

from indgang.kernel.actor import Role
from indgang.offers.nights_shown import nights_in_words
from indgang.offers.queries import tonight
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, make_place
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.stays import in_nights, make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def page_of(holder: Holder | None) -> Client:
    make_municipality()
    client = Client()
    if holder:
        client.cookies["indgang_key"] = holder.key
    return client


def test_an_offer_without_beds_has_no_page_of_nights() -> None:
    offer = make_offer()
    assert page_of(None).get(f"/tilbud/{offer.slug}/naetter").status_code == 404
    assert "Ledige nætter" not in page_of(None).get(f"/tilbud/{offer.slug}").content.decode()


def test_free_nights_lead_to_asking_and_taken_ones_do_not() -> None:
    bed = make_thing(make_offer("En seng", place=make_place()))
    make_stay(bed, make_guest().person_id, number=2)
    body = page_of(None).get(f"/tilbud/{bed.offer.slug}").content.decode()
    for ahead, is_free in ((0, False), (1, False), (2, True)):
        day = (tonight() + timedelta(days=ahead)).isoformat()
        assert (f"naetter?fra={day}" in body) is is_free
    assert "Karen" not in body


def test_a_taken_night_says_when_the_next_one_is() -> None:
    bed = make_thing(make_offer("En seng"))
    make_stay(bed, make_guest("Ali").person_id, number=3)
    sent = {"first": tonight().isoformat(), "number": "1"}
    answer = page_of(make_guest()).post(f"/tilbud/{bed.offer.slug}/naetter", sent)
    assert answer.status_code == 422
    assert "Den næste ledige nat er" in answer.content.decode()


def test_a_guest_asks_is_told_and_calls_off() -> None:
    karen, bed = make_guest(), make_thing(make_offer("En vogn", access="mixed"))
    client = page_of(karen)
    sent = {"first": (tonight() + timedelta(days=3)).isoformat(), "number": "2"}
    answer = client.post(f"/tilbud/{bed.offer.slug}/naetter", sent, follow=True)
    body = answer.content.decode()
    assert "Du får svar senest" in body
    assert "Holdt til dig" in client.get("/min").content.decode()
    path = answer.redirect_chain[-1][0]
    assert "meldt fra" in client.post(f"{path}/fra", follow=True).content.decode()


def test_the_keeper_answers_and_notes_who_comes_and_goes() -> None:
    karen, bed = make_guest(), make_thing(make_offer("En vogn", access="mixed"))
    make_thing(bed.offer, "Seng 2")
    stay = make_stay(bed, karen.person_id, state="held")
    client = page_of(make_provider(make_organisation()))
    body = client.get("/udfoerer/naetter").content.decode()
    assert "Vil gerne have svar" in body
    assert "Karen" not in body  # she has not said yes to that
    for step, state in (("ja", "agreed"), ("kommet", "there")):
        client.post(f"/udfoerer/ophold/{stay.id}/skridt", {"skridt": step, "plan": "1"})
        assert state_of(stay)[0] == state
    assert client.get(f"/udfoerer/ophold/{stay.id}").status_code == 200
    until = (tonight() + timedelta(days=4)).isoformat()
    client.post(f"/udfoerer/ophold/{stay.id}/laengere", {"until": until})
    other = bed.offer.things.get(name="Seng 2")
    client.post(f"/udfoerer/ophold/{stay.id}/flyt", {"thing": str(other.id)})
    assert state_of(stay)[3] == "Seng 2"
    client.post(f"/udfoerer/ophold/{stay.id}/skridt", {"skridt": "hjem"})
    assert state_of(stay)[0] == "ended"


def test_the_keeper_sees_the_name_of_one_who_said_yes() -> None:
    karen, bed, keeper = make_guest(), make_thing(), make_provider(make_organisation())
    make_stay(bed, karen.person_id)
    allow(karen, to=keeper)
    assert "Karen" in page_of(keeper).get("/udfoerer/naetter").content.decode()


def test_others_see_no_plan_of_nights() -> None:
    stay = make_stay(make_thing(), make_guest().person_id)
    host, other = make_colleague(Role.HOST), make_provider(make_organisation("Nogle andre"))
    assert page_of(host).get("/udfoerer/naetter").status_code == 403
    assert "ledig i nat" not in page_of(other).get("/udfoerer/naetter").content.decode()
    assert page_of(other).get(f"/udfoerer/ophold/{stay.id}").status_code == 404
    assert page_of(make_guest("Bo")).get(f"/tilbud/ophold/{stay.id}").status_code == 404


def test_beds_are_written_down_changed_and_closed() -> None:
    offer = make_offer("En seng")
    client = page_of(make_provider(make_organisation()))
    sent = {"name": "Seng 1", "room_for": "én person", "most_nights": "5"}
    client.post(f"/udfoerer/{offer.id}/senge/ny", sent)
    bed = offer.things.get()
    out = in_nights(3, 2)
    sent |= {"out_from": out.first.isoformat(), "out_until": out.until.isoformat()}
    client.post(f"/udfoerer/seng/{bed.id}", sent)
    assert "Ude af brug" in client.get(f"/udfoerer/{offer.id}/senge").content.decode()
    wrong = client.post(f"/udfoerer/seng/{bed.id}", sent | {"out_until": ""})
    assert wrong.status_code == 422
    client.post(f"/udfoerer/seng/{bed.id}/luk")
    bed.refresh_from_db()
    assert bed.closed_on


def test_nights_stand_in_the_plan_and_on_paper() -> None:
    karen = make_guest()
    make_stay(make_thing(make_offer("En seng")), karen.person_id, number=2)
    client = page_of(karen)
    for page in ("/min/plan", "/min/plan/print", "/min"):
        body = client.get(page).content.decode()
        assert "En seng" in body, page
        assert "2 nætter" in body, page


def test_a_stay_from_tonight_is_said_as_tonight_also_before_the_morning() -> None:
    assert nights_in_words(in_nights(0)).startswith("1 nat, fra i nat til ")
    assert "i nat" not in nights_in_words(in_nights(3, 2))
