import re
from html import unescape

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.plans.models import Activity, Goal, Suggestion
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.plans import fill_plan, make_course

pytestmark = pytest.mark.django_db

GUEST_PAGES = (
    "/min/plan",
    "/min/mennesker",
    "/min/plan/print",
    "/min/plan/haab/nyt",
    "/min/plan/maal/nyt",
    "/min/plan/aktivitet/nyt",
    "/min/plan/aftale/nyt",
    "/min/plan/moede/nyt",
    "/min/plan/person/nyt",
    "/min/plan/andet",
    "/min/plan/koordinator",
    "/min/forslag",
    "/min/udgang",
    "/min/udgang/nu",
    "/min/udgang/dagen/svar",
    "/min/udgang/bagefter/svar",
    "/min/udgang/omkring/svar",
    "/min/udgang/farvel/svar",
    "/min/udgang/farvel/svar?ret",
    "/min/kalender",
)


def page_of(holder: Holder) -> Client:
    client = Client()
    client.cookies["indgang_key"] = holder.key
    return client


def shown_text(html: str) -> str:
    """What a reader sees of the main part, a line for each block."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<(style|script|svg)[\s\S]*?</\1>", "", main)
    main = re.sub(r"</(p|li|h\d|label|legend|dt|dd|button|a|div|summary|td|th|tr)>", "\n", main)
    return unescape(re.sub(r"<[^>]+>", "", main))


@pytest.mark.parametrize("address", GUEST_PAGES)
def test_every_page_of_the_plan_is_easy_to_read(address: str) -> None:
    make_municipality()
    karen, mette = make_guest(), make_colleague()
    make_course(karen, guide_ids=(mette.person_id,))
    fill_plan(karen)
    answer = page_of(karen).get(address)
    assert answer.status_code == 200
    text = shown_text(answer.content.decode())
    assert lix(text) <= GUEST_LIX_LIMIT, text
    for word in ("sag ", "visitere", "ydelse", "borger", "§"):
        assert word not in text.lower()


def test_a_stranger_and_nobody_get_nothing() -> None:
    karen, bo = make_guest(), make_colleague(Role.HOST, name="Bo")
    fill_plan(karen)
    address = f"/huset/gaest/{karen.person_id}/plan"
    assert page_of(bo).get(address).status_code == 404
    unknown = "/huset/gaest/00000000-0000-4000-8000-000000000000/plan"
    assert page_of(bo).get(unknown).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_card_alone_does_not_open_the_plan() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["card"])
    assert page_of(mette).get(f"/huset/gaest/{karen.person_id}/plan").status_code == 404


def test_karen_writes_a_goal_in_her_own_words() -> None:
    karen = make_guest()
    answer = page_of(karen).post("/min/plan/maal/nyt", {"words": "Ud af sengen før ni"})
    assert answer.status_code == 302
    assert "Ud af sengen før ni" in page_of(karen).get("/min/plan").content.decode()


def test_an_empty_goal_is_asked_for_again() -> None:
    karen = make_guest()
    answer = page_of(karen).post("/min/plan/maal/nyt", {"words": " "})
    assert answer.status_code == 422
    assert "form-error-message" in answer.content.decode()


def test_who_may_write_writes_what_is_agreed() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan", "goals"], may_write=True)
    base = f"/huset/gaest/{karen.person_id}/plan"
    assert page_of(mette).post(f"{base}/maal/nyt", {"words": "Gå en tur"}).status_code == 302
    with acting(karen.key):
        assert Goal.objects.get().added_by == mette.person_id


def test_who_may_only_read_suggests_and_the_guest_answers() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["plan", "goals"])
    base = f"/huset/gaest/{karen.person_id}/plan"
    page_of(mette).post(f"{base}/maal/nyt", {"words": "Gå en tur", "why": "Det hjalp før"})
    with acting(karen.key):
        assert not Goal.objects.exists()
        suggestion = Suggestion.objects.get()
    html = page_of(karen).get("/min/forslag").content.decode()
    assert "Mette foreslår et mål" in html
    assert "Det hjalp før" in html
    page_of(karen).post(f"/min/forslag/{suggestion.id}", {"answer": "yes"})
    with acting(karen.key):
        assert Goal.objects.get().words == "Gå en tur"


def test_what_does_not_work_is_changed() -> None:
    karen = make_guest()
    fill_plan(karen)
    with acting(karen.key):
        html = page_of(karen).get("/min/plan").content.decode()
    address = re.search(r"/min/plan/aktivitet/[0-9a-f-]{36}/gaar", html)
    assert address
    said_nothing = page_of(karen).post(address.group(), {"status": "stopped", "why": ""})
    assert said_nothing.headers["Location"].endswith("/videre")
    answer = page_of(karen).post(
        address.group(), {"status": "stopped", "why": "For koldt"}, follow=True
    )
    html = answer.content.decode()
    assert "laver vi om" in html
    instead = re.search(r"/min/plan/aktivitet/nyt\?for=[0-9a-f-]{36}", html)
    assert instead
    assert (
        "I stedet for: Gå en tur ved søen" in page_of(karen).get(instead.group()).content.decode()
    )
    page_of(karen).post(instead.group(), {"words": "Gå med Ali"})
    with acting(karen.key):
        new = Activity.objects.get(words="Gå med Ali")
        assert new.replaces
        assert new.replaces.why_ended == "For koldt"
    assert page_of(karen).get("/min/plan/aktivitet/nyt?for=x").status_code == 404


def test_a_draft_waits_where_it_was_written_and_is_gone_when_sent() -> None:
    karen, client = make_guest(), None
    client = page_of(karen)
    kept = client.post("/min/plan/kladde/haab-ny", {"words": "At jeg", "version": "0"})
    assert kept.json() == {"version": 0}
    assert "At jeg" in client.get("/min/plan/haab/nyt").content.decode()
    client.post("/min/plan/haab/nyt", {"words": "At jeg sover"})
    assert "At jeg" not in client.get("/min/plan/haab/nyt").content.decode()


def test_too_long_a_draft_is_refused_in_words() -> None:
    answer = page_of(make_guest()).post("/min/plan/kladde/haab-ny", {"words": "x" * 5000})
    assert answer.status_code == 422
    assert "for lang" in answer.json()["sentence"]


def test_the_pdf_is_tagged_and_has_the_plan() -> None:
    karen = make_guest()
    fill_plan(karen)
    answer = page_of(karen).get("/min/plan.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/Marked true" in answer.content


def test_leaving_and_coming_back_with_one_button() -> None:
    karen = make_guest()
    make_course(karen)
    fill_plan(karen)
    client = page_of(karen)
    steps = {"dagen": "planned_on", "bagefter": "what_next", "farvel": "farewell"}
    answers = {"planned_on": "2027-01-02", "what_next": "Kor", "farewell": "Kaffe"}
    for step, field in steps.items():
        answer = client.post(f"/min/udgang/{step}/svar", {field: answers[field]})
        assert answer.status_code == 302
    html = client.get("/min/udgang").content.decode()
    assert all(words in html for words in ("2. januar", "Kor", "Kaffe"))
    assert (
        "Tillykke" in client.post("/min/udgang/nu", {"how": "done"}, follow=True).content.decode()
    )
    assert "Kom tilbage" in client.get("/min/plan").content.decode()
    back = client.post("/min/tilbage", follow=True).content.decode()
    assert "Velkommen tilbage" in back
    assert "Jeg vil ud af huset hver dag" in back
