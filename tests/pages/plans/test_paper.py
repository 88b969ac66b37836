from datetime import date, timedelta

import pytest
from icalendar import Calendar

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.plans.feed import calendar_of
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import (
    add_activity,
    add_agreement,
    add_goal,
    call_off_agreement,
    choose_coordinator,
    come_back,
    finish_agreement,
    leave_course,
    plan_exit,
)
from indgang.plans.pdf import pdf_of
from indgang.plans.queries import Coming, plan_of
from indgang.plans.sheet import Sheet, sheet_of
from indgang.plans.wording import coming_words, day_words
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import make_colleague, make_guest
from tests.factories.plans import fill_plan, make_course

pytestmark = pytest.mark.django_db


def text_of(sheet: Sheet) -> str:
    lines = [f"{line.text} {line.note}" for part in sheet.parts for line in part.lines]
    return "\n".join([*(part.heading for part in sheet.parts), *lines])


def test_the_sheet_has_goals_and_actions_together_and_what_failed_too() -> None:
    karen, mette = make_guest(), make_colleague()
    course = make_course(karen, guide_ids=(mette.person_id,))
    fill_plan(karen)
    seat(make_session(make_offer("Banko")), karen.person_id)
    with acting(karen.key) as actor:
        choose_coordinator(course_id=course.id, colleague_id=mette.person_id, by=actor)
        plan_exit(course_id=course.id, planned_on=clock.today(), farewell="Kaffe", by=actor)
        plan = plan_of(karen.person_id)
        finish_agreement(agreement_id=plan.agreements[0].id, by=actor)
        text = text_of(sheet_of(plan_of(karen.person_id)))
    for words in (
        "Jeg vil ud af huset hver dag", "Jeg vil stoppe med at ryge", "Ikke lige nu",
        "Gå en tur ved søen", "Mandage, onsdage og fredage kl. 10", "Der var for mange mennesker",
        "Ringe til banken", "gjort", "samler trådene", "Ali", "Banko", "Farvel: Kaffe",
    ):  # fmt: skip
        assert words in text


def test_the_sheet_of_who_has_left_and_come_back_says_so() -> None:
    karen, mette = make_guest(), make_colleague()
    course = make_course(karen)
    with acting(karen.key) as actor:
        choose_coordinator(course_id=course.id, colleague_id=mette.person_id, by=actor)
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
        assert "Vejen tilbage er altid åben" in text_of(sheet_of(plan_of(karen.person_id)))
        come_back(person_id=karen.person_id, open_old=True, by=actor)
        assert "Tilbage igen den" in text_of(sheet_of(plan_of(karen.person_id)))


def test_an_empty_plan_is_a_sheet_with_a_heading_only() -> None:
    nova = make_guest("")
    with acting(nova.key):
        sheet = sheet_of(plan_of(nova.person_id))
    assert sheet.title == "Min plan"
    assert not sheet.parts


@pytest.mark.parametrize("words", ["#panic() *x* $y$ \\", "Glæde 😀 שלום", "希望", "x" * 4000])
def test_whatever_was_written_can_be_printed(words: str) -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        add_goal(person_id=karen.person_id, words=words, by=actor)
        sheet = sheet_of(plan_of(karen.person_id))
    assert pdf_of(sheet, language="da", owner="Prøveby", footer="1").startswith(b"%PDF")


def test_a_time_keeps_its_hour_across_the_change_of_the_clocks() -> None:
    days = (date(2027, 3, 27), date(2027, 3, 28))
    things = [Coming(clock.at(day, 14), None, "Kor") for day in days]
    calendar = Calendar.from_ical(calendar_of(things, with_titles=False))
    starts = [event["DTSTART"].dt for event in calendar.walk("VEVENT")]
    assert [start.hour for start in starts] == [14, 14]
    assert starts[0].utcoffset() != starts[1].utcoffset()


def test_no_times_are_still_a_calendar() -> None:
    assert b"BEGIN:VCALENDAR" in calendar_of([], with_titles=True)


def test_times_in_words() -> None:
    with clock.stopped(clock.at(date(2026, 11, 21), 9)):
        today = clock.today()
        at = clock.at(today, 14)
        assert coming_words(Coming(at, None, "gåtur.", "Ved søen", "Mette")) == (
            "I dag kl. 14: gåtur. Mød Mette ved søen."
        )
        assert coming_words(Coming(at, None, "kor", "ved kirken")) == (
            "I dag kl. 14: kor. Ved kirken."
        )
        assert coming_words(Coming(at, None, "kaffe", "", "Per")) == (
            "I dag kl. 14: kaffe. Mød Per."
        )
        assert coming_words(Coming(at, None, "bad", "Hallen")) == (
            "I dag kl. 14: bad. Sted: Hallen."
        )
        assert coming_words(Coming(at, None, "ro")) == "I dag kl. 14: ro."
        assert day_words(today + timedelta(days=1)) == "i morgen"
        assert day_words(today + timedelta(days=60)) == "onsdag den 20. januar 2027"


def test_what_is_not_said_leaves_no_mark_on_the_sheet() -> None:
    karen = make_guest()
    with clock.shifted(timedelta(weeks=-30)):
        make_course(karen)
    with acting(karen.key) as actor:
        add_activity(person_id=karen.person_id, words="Gå", weekdays=[1], by=actor)
        made = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
        call_off_agreement(agreement_id=made.id, by=actor)
        text = text_of(sheet_of(plan_of(karen.person_id)))
    assert "Gå Tirsdage, ikke begyndt endnu" in text
    assert "Ringe Mig, aflyst" in text
    assert "Vi taler om" not in text
