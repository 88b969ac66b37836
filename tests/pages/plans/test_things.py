"""Everything else one can do on the pages of a plan, as the guest and as somebody let in."""

import re
from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.plans.models import (
    Activity,
    Agreement,
    Appointment,
    ContactPerson,
    Course,
    Goal,
    GoalRating,
    Hope,
    Suggestion,
)
from indgang.plans.operations import rate_goal
from indgang.plans.queries import guide_ids_of, plan_of
from tests.factories.people import Holder, make_colleague, make_guest, make_municipality
from tests.factories.plans import fill_plan, make_course, make_guide_of
from tests.pages.plans.test_plan_pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    karen = make_guest()
    make_course(karen)
    fill_plan(karen)
    return karen


def test_a_word_that_is_no_thing_is_not_there(karen: Holder) -> None:
    assert page_of(karen).get("/min/plan/sag/nyt").status_code == 404


def test_the_guest_says_where_she_is_and_sees_the_line(karen: Holder) -> None:
    with acting(karen.key) as actor:
        goal = Goal.objects.get(status="open")
        with clock.shifted(timedelta(days=-9)):
            rate_goal(goal_id=goal.id, value=-2, by=actor)
    address = f"/min/plan/maal/{goal.id}/trin"
    client = page_of(karen)
    assert client.post(address, {"value": "7"}).status_code == 422
    html = client.post(address, {"value": "0"}, follow=True).content.decode()
    assert "Sådan er det gået" in html
    with acting(karen.key):
        assert GoalRating.objects.order_by("on").last().value == 0


def test_own_words_for_the_levels(karen: Holder) -> None:
    with acting(karen.key):
        goal = Goal.objects.get(status="open")
    address = f"/min/plan/maal/{goal.id}/ord"
    assert "Jeg går en tur" in page_of(karen).get(address).content.decode()
    page_of(karen).post(address, {"level_0": "Jeg går to ture"})
    with acting(karen.key):
        assert Goal.objects.get(status="open").as_hoped == "Jeg går to ture"


def test_a_goal_and_a_hope_end_and_stay(karen: Holder) -> None:
    client = page_of(karen)
    with acting(karen.key):
        goal, hope = Goal.objects.get(status="open"), Hope.objects.get()
    for address in (f"maal/{goal.id}", f"haab/{hope.id}"):
        assert client.post(f"/min/plan/{address}/slut", {"status": "x"}).status_code == 422
        client.post(f"/min/plan/{address}/slut", {"status": "reached"})
    html = client.get("/min/plan").content.decode()
    assert goal.words in html
    assert hope.words in html
    assert client.get("/min/udgang").content.decode().count(goal.words) == 1


def test_an_activity_goes_well(karen: Holder) -> None:
    with acting(karen.key):
        activity = Activity.objects.get(status="planned")
    page_of(karen).post(f"/min/plan/aktivitet/{activity.id}/gaar", {"status": "going"})
    with acting(karen.key):
        assert Activity.objects.get(id=activity.id).status == "going"


def test_what_is_there_is_changed_where_it_stands(karen: Holder) -> None:
    with acting(karen.key):
        activity = Activity.objects.get(status="planned")
        meeting = Appointment.objects.get()
    client = page_of(karen)
    html = client.get(f"/min/plan/aktivitet/{activity.id}").content.decode()
    assert "checked" in html
    assert " open" in html  # what stands in the folded part is shown
    client.post(f"/min/plan/aktivitet/{activity.id}", {"words": "Løbe", "weekdays": ["6"]})
    assert client.get(f"/min/plan/moede/{meeting.id}").status_code == 200
    moved = {"what": "Gåtur", "on": "2027-03-01", "at": "09:30"}
    client.post(f"/min/plan/moede/{meeting.id}", moved)
    with acting(karen.key):
        assert Activity.objects.get(id=activity.id).weekdays == [6]
        assert clock.local(Appointment.objects.get().starts_at).hour == 9


def test_done_and_not_done_after_all(karen: Holder) -> None:
    with acting(karen.key):
        agreement = Agreement.objects.get()
    address = f"/min/plan/aftale/{agreement.id}/gjort"
    assert page_of(karen).get(address).status_code == 405
    assert "Godt gået" in page_of(karen).post(address, follow=True).content.decode()
    page_of(karen).post(address, {"done": "0"})
    with acting(karen.key):
        assert Agreement.objects.get().is_open


def test_asked_once_more_before_something_is_cancelled_or_removed(karen: Holder) -> None:
    with acting(karen.key):
        meeting, ali = Appointment.objects.get(), ContactPerson.objects.get()
    client = page_of(karen)
    for address in (f"moede/{meeting.id}/aflys", f"person/{ali.id}/fjern"):
        assert "<form" in client.get(f"/min/plan/{address}").content.decode()
        client.post(f"/min/plan/{address}")
    with acting(karen.key):
        assert Appointment.objects.get().cancelled_at
        assert not ContactPerson.objects.exists()


def test_the_guest_chooses_who_holds_the_threads(karen: Holder) -> None:
    mette = make_colleague()
    client = page_of(karen)
    bo = {"colleague": str(karen.person_id)}
    assert client.post("/min/plan/koordinator", bo).status_code == 422
    client.post("/min/plan/koordinator", {"colleague": str(mette.person_id)})
    assert "Mette samler trådene" in client.get("/min/mennesker").content.decode()


def test_only_those_who_meet_guests_are_offered_and_ones_own_guides_stand_first() -> None:
    karen, mette = make_guest(), make_colleague(name="Mette")
    make_course(karen, guide_ids=(mette.person_id,))
    for role, name in ((Role.HOST, "Asta"), (Role.COORDINATOR, "Jamal")):
        make_colleague(role, name=name)
    flemming = make_colleague(Role.ADMINISTRATOR, name="Flemming")
    make_colleague(Role.DPO, name="Dorthe")
    client = page_of(karen)
    page = client.get("/min/plan/koordinator").content.decode()
    assert page.index("Mette") < page.index("Asta") < page.index("Jamal")
    assert "Flemming" not in page
    assert "Dorthe" not in page
    chosen = {"colleague": str(flemming.person_id)}
    assert client.post("/min/plan/koordinator", chosen).status_code == 422


def test_other_matters_and_guides_need_a_course() -> None:
    nova = make_guest("Nova")
    mette = make_guide_of(nova)
    assert page_of(nova).get("/min/plan/andet").status_code == 404
    assert page_of(nova).get("/min/plan/koordinator").status_code == 404
    assert page_of(nova).get("/min/udgang").status_code == 404
    assert page_of(nova).get("/min/udgang/nu").status_code == 404
    assert page_of(nova).get("/min/udgang/dagen/svar").status_code == 404
    assert page_of(mette).get(f"/huset/gaest/{nova.person_id}/plan/guider").status_code == 404


def test_what_else_matters_stands_in_the_plan(karen: Holder) -> None:
    page_of(karen).post("/min/plan/andet", {"words": "Helst sms"})
    with acting(karen.key):
        assert Course.objects.get().other_matters == "Helst sms"


def test_a_guide_hands_over_to_another(karen: Holder) -> None:
    mette, per = make_guide_of(karen), make_guide_of(karen, name="Per")
    base = f"/huset/gaest/{karen.person_id}/plan"
    client = page_of(mette)
    assert client.get(f"{base}/guider").status_code == 200
    assert client.post(f"{base}/guider", {"guides": ["x"]}).status_code == 422
    client.post(f"{base}/guider", {"guides": [str(per.person_id)]})
    with acting(karen.key):
        assert guide_ids_of(Course.objects.get()) == [per.person_id]


def test_every_page_is_also_there_for_whom_the_guest_let_in(karen: Holder) -> None:
    mette = make_guide_of(karen)
    with acting(karen.key):
        goal, hope = Goal.objects.get(status="open"), Hope.objects.get()
        activity = Activity.objects.get(status="planned")
    client = page_of(mette)
    for part in (
        "", "/print", "/pdf", "/andet", "/haab/nyt", f"/maal/{goal.id}", f"/maal/{goal.id}/trin",
        f"/maal/{goal.id}/ord", f"/maal/{goal.id}/slut", f"/haab/{hope.id}/slut",
        f"/aktivitet/{activity.id}/gaar", f"/aktivitet/{activity.id}/videre",
    ):  # fmt: skip
        assert client.get(f"/huset/gaest/{karen.person_id}/plan{part}").status_code == 200


def test_a_suggested_change_shows_what_stands_there_now(karen: Holder) -> None:
    siv = make_guide_of(karen, may_write=False, name="Siv")
    with acting(karen.key):
        agreement = Agreement.objects.get()
    base = f"/huset/gaest/{karen.person_id}/plan"
    new = {"what": "Gå i banken", "who": "Siv", "due_on": "2027-02-03", "why": ""}
    page_of(siv).post(f"{base}/aftale/{agreement.id}", new)
    at = {"what": "Kaffe", "on": "2027-03-01", "at": "09:30"}
    page_of(siv).post(f"{base}/moede/nyt", at)
    walk = {"words": "Gå", "at_time": "08:15"}
    page_of(siv).post(f"{base}/aktivitet/nyt", walk)
    html = page_of(karen).get("/min/forslag").content.decode()
    for words in ("Lige nu står der:", "Ringe til banken", "3. februar", "kl. 9.30", "Kl. 8.15"):
        assert words in html
    with acting(karen.key):
        suggestion = Suggestion.objects.filter(about="agreement").get()
    client = page_of(karen)
    assert "Du sagde nej" in client.post(
        f"/min/forslag/{suggestion.id}", {"answer": "no"}, follow=True
    ).content.decode()  # fmt: skip


def test_titles_in_the_calendar_are_turned_off_again(karen: Holder) -> None:
    client = page_of(karen)
    client.post("/min/kalender", {"new": "1", "with_titles": "on"})
    assert "checked" in client.get("/min/kalender").content.decode()
    client.post("/min/kalender", {})
    assert "checked" not in client.get("/min/kalender").content.decode()


def test_pages_of_leaving_lead_to_where_one_is(karen: Holder) -> None:
    client = page_of(karen)
    assert client.get("/min/tilbage")["Location"] == "/min/plan"
    client.post("/min/udgang/nu", {"how": "less"})
    assert client.get("/min/udgang")["Location"] == "/min/tilbage"
    with clock.shifted(timedelta(days=30)):
        assert "forfra" in client.get("/min/tilbage").content.decode()


STEPS = {
    "dagen": ("planned_on", "2027-01-02"),
    "bagefter": ("what_next", "Kor"),
    "omkring": ("around_me", "Ali"),
    "farvel": ("farewell", "Kaffe"),
}


def test_a_day_that_is_none_is_said_and_an_unknown_question_is_not_there(karen: Holder) -> None:
    client = page_of(karen)
    assert client.post("/min/udgang/dagen/svar", {"planned_on": "x"}).status_code == 422
    assert client.get("/min/udgang/ukendt/svar").status_code == 404
    assert client.post("/min/udgang/ukendt/svar", {"skip": "1"}).status_code == 404


def test_a_whole_exit_is_asked_question_by_question(karen: Holder) -> None:
    client, asked = page_of(karen), client_path(karen)
    for field, said in STEPS.values():
        page = client.get(asked).content.decode()
        assert "Spring over" in page
        assert "Gem og videre" in page
        asked = client.post(asked, {field: said})["Location"]
    assert asked == "/min/udgang"
    html = client.get(asked).content.decode()
    assert all(words in html for words in ("2. januar", "Kor", "Ali", "Kaffe"))


def client_path(karen: Holder) -> str:
    """The first question, as the page of the exit leads to it."""
    html = page_of(karen).get("/min/udgang").content.decode()
    return re.findall(r'href="(/min/udgang/[^"]+/svar)"', html)[0]


def test_every_question_of_the_exit_may_be_passed_over(karen: Holder) -> None:
    client, asked = page_of(karen), client_path(karen)
    for _step in STEPS:
        asked = client.post(asked, {"skip": "1"})["Location"]
    assert asked == "/min/udgang"
    assert "Begynd at tænke over det" in client.get(asked).content.decode()
    client.post("/min/udgang/farvel/svar", {"farewell": "Kaffe"})
    html = client.get("/min/udgang").content.decode()
    assert "Ikke valgt endnu" in html
    assert "Kaffe" in html
    assert "Kaffe" in client.get("/min/plan/print").content.decode()


def test_one_answer_of_the_exit_is_corrected_by_itself(karen: Holder) -> None:
    client = page_of(karen)
    for step, (field, said) in STEPS.items():
        client.post(f"/min/udgang/{step}/svar", {field: said})
    page = client.get("/min/udgang").content.decode()
    assert 'href="/min/udgang/dagen/svar?ret"' in page
    only = client.get("/min/udgang/dagen/svar?ret").content.decode()
    assert "Spring over" not in only
    answer = client.post("/min/udgang/dagen/svar?ret", {"planned_on": ""})
    assert answer["Location"] == "/min/udgang"
    html = client.get("/min/udgang").content.decode()
    assert "Ikke valgt endnu" in html
    assert all(words in html for words in ("Kor", "Ali", "Kaffe"))


def test_who_goes_need_not_say_why(karen: Holder) -> None:
    client = page_of(karen)
    assert client.post("/min/udgang/nu", {"how": "quiet"}).status_code == 422
    assert client.post("/min/udgang/nu", {})["Location"] == "/min/tilbage"
    with acting(karen.key):
        assert Course.objects.get().ended_how == "unsaid"


def test_a_new_page_takes_along_what_one_wants(karen: Holder) -> None:
    client = page_of(karen)
    client.post("/min/udgang/nu", {})
    with acting(karen.key):
        goal, hope = Goal.objects.get(status="open"), Hope.objects.get()
    html = client.get("/min/tilbage/ny").content.decode()
    assert html.count("checked") == 2
    assert client.post("/min/tilbage/ny", {"keep": ["x"]}).status_code == 422
    assert client.post("/min/tilbage/ny", {"keep": [str(goal.id)]})["Location"] == "/min/plan"
    with acting(karen.key):
        plan = plan_of(karen.person_id)
        assert plan.is_live
        assert [g.id for g in plan.open_goals] == [goal.id]
        assert hope.id in [h.id for h in plan.closed_hopes]
        assert {a.course_id for a in plan.present_activities} == {
            plan.course.id if plan.course else 0
        }
    assert client.get("/min/tilbage/ny")["Location"] == "/min/plan"


def test_who_never_had_a_plan_begins_one_and_no_new_page() -> None:
    make_municipality()
    bo = page_of(make_guest("Bo"))
    assert bo.get("/min/tilbage/ny")["Location"] == "/min/tilbage"


def test_somebody_elses_goal_is_not_there(karen: Holder) -> None:
    with acting(karen.key):
        goal = Goal.objects.get(status="open")
    bo = page_of(make_guest("Bo"))
    for part in ("", "/trin", "/ord", "/slut"):
        assert bo.get(f"/min/plan/maal/{goal.id}{part}").status_code == 404
