from datetime import timedelta
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person, withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.checkins.models import CheckIn
from indgang.config import wiring
from indgang.entrance.models import Conversation, DoorEvent, SectionText
from indgang.entrance.operations import (
    Again,
    Choice,
    Started,
    Yes,
    compose_bundle,
    finish_conversation,
    open_conversation,
    save_section,
)
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import add_goal, leave_course, start_course
from indgang.plans.queries import Plan, plan_of
from indgang.requests.models import Request
from tests.database import as_owner
from tests.factories.entrance import make_conversation
from tests.factories.offers import make_session, seat
from tests.factories.people import Holder, make_colleague, make_key, make_person
from tests.factories.requests import decided_offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts_are_wired() -> None:
    wiring.connect()


def finish(talk: Conversation, who: Holder, yes: Yes | None = None) -> Started:
    with acting(who.key) as actor:
        return finish_conversation(conversation_id=talk.id, yes=yes or Yes(), by=actor)


def compose(talk: Conversation, who: Holder, *choices: Choice) -> None:
    with acting(who.key) as actor:
        compose_bundle(conversation_id=talk.id, choices=choices, by=actor)


def write(talk: Conversation, who: Holder, section: str, text: str, version: int = 0) -> None:
    with acting(who.key) as actor:
        save_section(conversation_id=talk.id, section=section, text=text, version=version, by=actor)


def test_only_one_of_the_two_guides_starts() -> None:
    mette, bodil = make_colleague(), make_colleague(Role.HOST, name="Bodil")
    talk = make_conversation([mette])
    with pytest.raises(NotThere):
        finish(talk, bodil)


def test_it_starts_once() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    finish(talk, mette, Yes(kinds={mette.person_id: [Kind.STORY]}))
    with pytest.raises(Refused, match="slut"):
        finish(talk, mette)


def test_the_plan_is_made_of_what_was_said_and_chosen() -> None:
    """In the morning, so that the first thing is the same day."""
    with clock.stopped(clock.at(clock.today(), 10)):
        _it_is_made()


def _it_is_made() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    session = make_session(starts_at=clock.now() + timedelta(hours=3))
    talk = make_conversation([mette, ali])
    write(talk, mette, "hopes", "- En kat\n- Sove om natten")
    write(talk, ali, "agreed", "Ali: ringer i morgen\nVi går en tur kl. 14: sammen")
    compose(talk, mette, Choice(session.offer_id, session.id), Choice(words="Gå en tur"))
    later = clock.now() + timedelta(days=3)
    started = finish(talk, mette, Yes(goals=["Jeg vil ud hver dag"], next_talk_at=later))
    assert started.sentences == ()
    assert started.first_at == session.starts_at
    with acting(make_key(talk.person_id, "card")):
        plan = plan_of(talk.person_id)
        assert {hope.words for hope in plan.hopes} == {"En kat", "Sove om natten"}
        assert [goal.words for goal in plan.goals] == ["Jeg vil ud hver dag"]
        assert {a.words for a in plan.activities} == {"Gældsrådgivning", "Gå en tur"}
        assert [booking.status for booking in plan.bookings] == ["seated"]
        assert {(a.who, a.what) for a in plan.agreements} == {
            ("Ali", "ringer i morgen"),
            ("Vi sammen", "Vi går en tur kl. 14: sammen"),
        }
        assert [a.starts_at for a in plan.appointments] == [later]
        assert {guide.name for guide in plan.guides} == {"Mette", "Ali"}
        assert plan.course is not None
        assert plan.course.id == started.course_id
        assert CheckIn.objects.filter(person_id=talk.person_id).exists()
    assert DoorEvent.objects.get(step="activity").in_time


@pytest.mark.parametrize(("seat_in", "talk_in"), [(3, 1), (1, 3), (72, 2)])
def test_whatever_is_earlier_a_seat_or_a_talk_is_the_first_thing(
    seat_in: int, talk_in: int
) -> None:
    with clock.stopped(clock.at(clock.today(), 10)):
        mette = make_colleague()
        session = make_session(starts_at=clock.now() + timedelta(hours=seat_in))
        talk = make_conversation([mette])
        compose(talk, mette, Choice(session.offer_id, session.id))
        talk_at = clock.now() + timedelta(hours=talk_in)
        started = finish(talk, mette, Yes(next_talk_at=talk_at))
    assert started.first_at == min(session.starts_at, talk_at)
    assert DoorEvent.objects.get(step="activity").ended_at == started.first_at


def test_who_may_read_on_is_what_the_guest_said_and_nothing_else() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    finish(talk, mette, Yes(kinds={ali.person_id: [Kind.PLAN, Kind.GOALS]}))
    with acting(ali.key) as actor:
        opened = open_person(person_id=talk.person_id, purpose="opfølgning", by=actor)
        assert opened.kinds == {Kind.CARD, Kind.PLAN, Kind.GOALS}
        given = permissions_in_force(talk.person_id).get(to_person_id=ali.person_id)
        assert given.may_write
        assert given.valid_until is not None
        assert timedelta(weeks=23) < given.valid_until - clock.now() < timedelta(weeks=25)
    with acting(mette.key) as actor:
        # She is of the house, and sees the card that the house may see.
        opened = open_person(person_id=talk.person_id, purpose="opfølgning", by=actor)
        assert opened.kinds == {Kind.CARD}
        with pytest.raises(NotThere):
            open_conversation(conversation_id=talk.id, by=actor)


def test_a_session_that_became_full_is_said_and_nothing_else_is_lost() -> None:
    mette, full, free = make_colleague(), make_session(seats=1), make_session(seats=1)
    talk = make_conversation([mette])
    compose(
        talk,
        mette,
        Choice(full.offer_id, full.id, "Kor"),
        Choice(free.offer_id, free.id, "Gåtur"),
    )
    seat(full, make_person("Ib"))
    started = finish(talk, mette)
    assert len(started.sentences) == 1
    assert started.sentences[0].startswith("Kor blev fuldt imens.")
    with acting(make_key(talk.person_id, "card")):
        plan = plan_of(talk.person_id)
        assert {booking.status for booking in plan.bookings} == {"seated", "waiting"}
        assert {a.words for a in plan.activities} == {"Kor", "Gåtur"}


def test_a_wish_for_what_is_decided_goes_to_those_who_decide_the_same_day() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    offer = decided_offer()
    session = make_session(offer)
    compose(talk, mette, Choice(offer_id=offer.id, session_id=session.id))
    started = finish(talk, mette)
    assert "Ønsket er sendt i dag" in " ".join(started.sentences)
    with as_owner():
        wish = Request.objects.get(person_id=talk.person_id)
    assert (wish.about, wish.state, wish.asked_on) == ("decision", "sent", clock.today())


def test_a_session_that_has_begun_is_said_and_the_offer_is_in_the_plan() -> None:
    mette, gone = make_colleague(), make_session(starts_at=clock.now() + timedelta(minutes=1))
    talk = make_conversation([mette])
    compose(talk, mette, Choice(gone.offer_id, gone.id))
    with clock.stopped(clock.now() + timedelta(hours=1)):
        started = finish(talk, mette)
    assert "allerede begyndt" in started.sentences[0]
    with acting(make_key(talk.person_id, "card")):
        assert [a.words for a in plan_of(talk.person_id).activities] == ["Gældsrådgivning"]


def test_who_wrote_what_is_kept_and_not_every_stroke() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    write(talk, mette, "hopes", "En")
    write(talk, mette, "hopes", "En kat", 1)
    write(talk, ali, "hopes", "En kat\nEn have", 2)
    finish(talk, mette)
    with acting(make_key(talk.person_id, "card")):
        kept = SectionText.objects.order_by("version").values_list("text", "saved_by")
        assert list(kept) == [
            ("En kat", mette.person_id),
            ("En kat\nEn have", ali.person_id),
        ]


def test_a_guest_who_stopped_it_meanwhile_is_heeded() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    guest_key = make_key(talk.person_id, "card")
    with acting(guest_key) as guest:
        theirs = permissions_in_force(talk.person_id).get(to_person_id=ali.person_id)
        withdraw_permission(permission_id=theirs.id, by=guest)
    assert finish(talk, mette).course_id


def who_has_left(mette: Holder) -> tuple[Conversation, UUID]:
    """A guest who has had a course, has left, and now sits and talks again."""
    talk = make_conversation([mette])
    karen = make_key(talk.person_id, "card")
    with acting(karen) as actor:
        course = start_course(person_id=talk.person_id, guide_ids=(), by=actor)
        add_goal(person_id=talk.person_id, words="Gå en tur", by=actor)
        leave_course(course_id=course.id, how=HowEnded.DONE, by=actor)
    return talk, course.id


def plan_after(talk: Conversation) -> Plan:
    with acting(make_key(talk.person_id, "card")):
        return plan_of(talk.person_id)


def test_who_had_left_comes_back_to_the_plan_as_it_was() -> None:
    mette = make_colleague()
    talk, course_id = who_has_left(mette)
    write(talk, mette, "hopes", "En kat")
    started = finish(talk, mette)
    assert started.course_id == course_id
    plan = plan_after(talk)
    assert len(plan.courses) == len(plan.returns) == 1
    assert plan.is_live
    assert [goal.words for goal in plan.open_goals] == ["Gå en tur"]
    assert [guide.person_id for guide in plan.guides] == [mette.person_id]


@pytest.mark.parametrize(("again", "goals"), [(Again.NEW, ["Gå en tur"]), (Again.BLANK, [])])
def test_or_begins_on_a_new_page_if_he_says_so_and_the_old_one_stays(
    again: Again, goals: list[str]
) -> None:
    mette = make_colleague()
    talk, course_id = who_has_left(mette)
    write(talk, mette, "hopes", "En kat")
    started = finish(talk, mette, Yes(again=again))
    assert started.course_id != course_id
    plan = plan_after(talk)
    assert len(plan.courses) == 2
    assert plan.returns == []
    assert [goal.words for goal in plan.open_goals] == goals
    assert len(plan.goals) == 1
    assert [hope.words for hope in plan.hopes if hope.status == "open"] == ["En kat"]


def test_who_is_in_a_course_already_stays_in_it_whatever_is_asked() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    with acting(make_key(talk.person_id, "card")) as actor:
        course = start_course(person_id=talk.person_id, guide_ids=(), by=actor)
    assert finish(talk, mette, Yes(again=Again.BLANK)).course_id == course.id
