from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import leave_course, start_course
from indgang.plans.queries import plan_of
from tests.factories.entrance import make_arrival, make_conversation
from tests.factories.offers import make_need, make_offer, make_session
from tests.factories.people import Holder, make_colleague, make_key, make_municipality

pytestmark = pytest.mark.django_db

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def mette(client: Client) -> Holder:
    make_municipality()
    holder = make_colleague(Role.GUIDE)
    client.cookies["indgang_key"] = holder.key
    return holder


def test_it_begins_with_the_guest_s_yes(client: Client, mette: Holder) -> None:
    arrival = make_arrival("Karen")
    address = f"/huset/samtale/ny/{arrival.person_id}?ankomst={arrival.id}"
    refused = client.post(address, {"guides": [mette.person_id]})
    assert "Spørg gæsten først." in refused.content.decode()
    begun = client.post(address, {"guides": [mette.person_id], "said_yes": "on"})
    assert begun.headers["Location"].startswith("/huset/samtale/")


def test_a_host_who_is_no_guide_of_it_reads_nothing(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert client.get(f"/huset/samtale/{talk.id}").status_code == 404
    saved = client.post(f"/huset/samtale/{talk.id}/hopes", {"hopes": "x"}, headers=SCRIPT)
    assert saved.status_code == 404


def test_a_section_saves_by_itself(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}/hopes"
    first = client.post(address, {"hopes": "En kat", "version": "0"}, headers=SCRIPT)
    assert first.json() == {"version": 1}
    again = client.post(address, {"hopes": "En kat til", "version": "1"}, headers=SCRIPT)
    assert again.json() == {"version": 2}


def test_the_guest_is_greeted_by_the_name_he_goes_by(client: Client, mette: Holder) -> None:
    for nickname, greeting in (("Karen", "<h1>Velkommen, Karen "), ("", "<h1>Velkommen ")):
        talk = make_conversation([mette], nickname=nickname)
        assert greeting in client.get(f"/huset/samtale/{talk.id}").content.decode()


def test_what_saves_by_itself_shows_no_button(client: Client, mette: Holder) -> None:
    """The script marks each field it looks after, and the style sheet hides what stands beside."""
    page = client.get(f"/huset/samtale/{make_conversation([mette]).id}").content.decode()
    assert page.count('class="save-by-hand"') == page.count("data-autosave=") == 5
    style = finders.find("entrance/entrance.css")
    assert style
    assert (
        "form:has([data-autosave-on]) .save-by-hand { display: none; }" in Path(style).read_text()
    )


def test_two_at_once_are_shown_both_texts(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}/hopes"
    client.post(address, {"hopes": "En kat", "version": "0"}, headers=SCRIPT)
    other = client.post(address, {"hopes": "En have", "version": "0"}, headers=SCRIPT)
    assert other.status_code == 409
    assert other.json() == {"current": "En kat", "merged": "En kat\nEn have", "version": 1}


def test_without_a_script_the_two_texts_are_put_together(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    for text in ("En kat", "En have"):
        client.post(f"/huset/samtale/{talk.id}/hopes", {"hopes": text, "version": "0"})
    page = client.get(f"/huset/samtale/{talk.id}").content.decode()
    assert "En kat\nEn have</textarea>" in page


def test_a_section_that_is_not_there_and_a_text_without_end_are_refused_in_words(
    client: Client, mette: Holder
) -> None:
    talk = make_conversation([mette])
    for section, text in (("diagnose", "x"), ("hopes", "x" * 20_001)):
        saved = client.post(f"/huset/samtale/{talk.id}/{section}", {section: text}, headers=SCRIPT)
        assert saved.status_code == 422
        assert saved.json()["sentence"]


def test_offers_answer_to_what_is_written_and_say_why(client: Client, mette: Holder) -> None:
    make_need("loneliness", "Ensomhed", words=["ensom", "alene"])
    offer = make_offer("Gåture", needs=("loneliness",), evidence="documented")
    make_session(offer, seats=6)
    talk = make_conversation([mette])
    client.post(f"/huset/samtale/{talk.id}/hard", {"hard": "Jeg er så ensom", "version": "0"})
    part = client.get(f"/huset/samtale/{talk.id}", headers={"HX-Request": "true"}).content.decode()
    assert "Gåture" in part
    assert "Du har nævnt" in part
    assert "<html" not in part


def test_a_bundle_is_composed_and_started(client: Client, mette: Holder) -> None:
    session = make_session(make_offer("Gåture"), starts_at=clock.now() + timedelta(hours=2))
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}"
    client.post(f"{address}/bundt", {"offer": session.offer_id, "session": session.id})
    part = client.post(f"{address}/bundt", {"words": "Sove længe"}, headers={"HX-Request": "true"})
    assert "Sove længe" in part.content.decode()
    page = client.get(f"{address}/start").content.decode()
    assert "Gåture" in page
    assert " checked" not in page
    started = client.post(f"{address}/start", {f"yes_{mette.person_id}": ["plan", "goals"]})
    assert started.headers["Location"] == f"{address}/klar"
    done = client.get(f"{address}/klar").content.decode()
    assert "Det første er" in done
    assert "Lav nøglekort" in done
    with acting(make_key(talk.person_id, "card")):
        assert {a.words for a in plan_of(talk.person_id).activities} == {"Gåture", "Sove længe"}


def test_what_is_taken_out_of_the_bundle_is_out(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}"
    client.post(f"{address}/bundt", {"words": "Sove længe"})
    page = client.get(address).content.decode()
    item = page.split(f"{address}/bundt/")[1].split("/ud")[0]
    client.post(f"{address}/bundt/{item}/ud")
    assert "Sove længe" not in client.get(address).content.decode()


def test_a_next_talk_needs_both_day_and_time_to_come(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    for day, time in (("2031-01-01", ""), ("2020-01-01", "10:00")):
        answer = client.post(
            f"/huset/samtale/{talk.id}/start", {"next_talk_on": day, "next_talk_time": time}
        )
        assert answer.status_code == 422


def test_a_guest_who_wants_nobody_to_read_on_is_let_go_kindly(
    client: Client, mette: Holder
) -> None:
    talk = make_conversation([mette])
    client.post(f"/huset/samtale/{talk.id}/start", {})
    assert client.get(f"/huset/samtale/{talk.id}").status_code == 404
    assert client.get(f"/huset/samtale/{talk.id}/klar").status_code == 200


def test_the_ticket_is_for_its_guides(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    assert client.post(f"/huset/samtale/{talk.id}/billet").json()["ticket"]
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert client.post(f"/huset/samtale/{talk.id}/billet").status_code == 404


def test_who_has_been_here_before_is_asked_where_to_begin(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}/start"
    assert "Du har været her før" not in client.get(address).content.decode()
    with acting(make_key(talk.person_id, "card")) as actor:
        course = start_course(person_id=talk.person_id, guide_ids=(), by=actor)
        leave_course(course_id=course.id, how=HowEnded.LESS, by=actor)
    assert "Du har været her før" in client.get(address).content.decode()
    assert client.post(address, {"again": "x"}).status_code == 422
    client.post(address, {"again": "new"})
    with acting(make_key(talk.person_id, "card")):
        assert len(plan_of(talk.person_id).courses) == 2


def test_words_of_hope_never_take_the_place_of_what_is_hard(client: Client, mette: Holder) -> None:
    make_need("debt", "Gæld", words=["gæld", "skylder", "penge"])
    make_need("nature", "Natur", words=["have", "skov", "blomster", "gåture"])
    make_offer("Råd om gæld", needs=("debt",), format="individual", intrusive=2)
    make_offer("Byhaven", needs=("nature",), evidence="documented")
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}"
    hopes = "Skov og blomster og en have og gåture i skoven. " * 5
    client.post(f"{address}/hopes", {"hopes": hopes, "version": "0"})
    client.post(f"{address}/hard", {"hard": "Jeg skylder.", "version": "0"})
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 0 < part.index("Råd om gæld") < part.index("Byhaven")


def test_hopes_alone_still_find_something(client: Client, mette: Holder) -> None:
    make_need("nature", "Natur", words=["have", "skov"])
    make_offer("Byhaven", needs=("nature",))
    talk = make_conversation([mette])
    client.post(f"/huset/samtale/{talk.id}/hopes", {"hopes": "En have", "version": "0"})
    part = client.get(f"/huset/samtale/{talk.id}", headers={"HX-Request": "true"})
    assert "Byhaven" in part.content.decode()


def test_what_is_not_to_be_had_is_counted_and_nothing_of_the_guest(
    client: Client, mette: Holder
) -> None:
    make_need("debt", "Gæld", words=["gæld"])
    talk = make_conversation([mette])
    address = f"/huset/samtale/{talk.id}"
    assert "Det findes ikke her" in client.get(address).content.decode()
    assert client.post(f"{address}/mangler", {"need": "debt"}).headers["Location"] == address
    part = client.post(f"{address}/mangler", {"need": ""}, headers={"HX-Request": "true"})
    assert "talt med" in part.content.decode()
    assert client.post(f"{address}/mangler", {"need": "x"}).status_code == 404
    page = client.get("/huset/mangler").content.decode()
    assert "Gæld" in page
    assert "Noget andet" in page
    assert "Karen" not in page.split("<main")[1]
    client.cookies["indgang_key"] = make_colleague(Role.GUIDE, name="Bo").key
    assert client.post(f"{address}/mangler", {"need": "debt"}).status_code == 404
