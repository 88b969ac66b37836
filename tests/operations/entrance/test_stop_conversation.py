import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.entrance.models import Conversation
from indgang.entrance.operations import (
    Choice,
    Yes,
    compose_bundle,
    finish_conversation,
    save_section,
    stop_conversation,
)
from indgang.entrance.queries import told_by
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_conversation
from tests.factories.people import Holder, make_colleague, make_key, make_unit

pytestmark = pytest.mark.django_db


def stop(talk: Conversation, who: Holder, outcome: str = "thinking", where: str = "") -> None:
    with acting(who.key) as actor:
        stop_conversation(conversation_id=talk.id, outcome=outcome, shown_where=where, by=actor)


def test_a_colleague_of_another_house_does_not() -> None:
    talk = make_conversation([make_colleague()])
    with pytest.raises(NotThere):
        stop(talk, make_colleague(Role.HOST, unit=make_unit("house", "Et andet"), name="Bo"))


def test_no_unknown_outcome_no_course_by_the_way_and_no_nowhere() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    for outcome in ("course", "magic"):
        with pytest.raises(NotThere):
            stop(talk, mette, outcome)
    with pytest.raises(Refused, match="hvor"):
        stop(talk, mette, "shown_on", " ")


def test_one_that_became_a_course_is_not_stopped() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        finish_conversation(conversation_id=talk.id, yes=Yes(), by=actor)
    with pytest.raises(Refused, match="forløb"):
        stop(talk, mette)


def test_the_words_stay_the_guest_s_and_the_guides_read_no_more() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        for version, text in enumerate(("En", "En kat")):
            save_section(
                conversation_id=talk.id, section="hopes", text=text, version=version, by=actor
            )
        compose_bundle(conversation_id=talk.id, choices=[Choice(words="Sove længe")], by=actor)
    stop(talk, mette, "shown_on", "lægen")
    with acting(mette.key) as actor:
        opened = open_person(person_id=talk.person_id, purpose="opfølgning", by=actor)
        assert opened.kinds == {Kind.CARD}
    with acting(make_key(talk.person_id, "card")):
        told = told_by(talk.person_id)[0]
        assert [section.text for section in told.sections] == ["En kat"]
        assert told.picked == ["Sove længe"]
        assert (told.conversation.outcome, told.conversation.shown_where) == ("shown_on", "lægen")


def test_stopping_twice_is_stopping_once() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette])
    stop(talk, mette, "helped")
    stop(talk, ali, "left")
    with acting(mette.key):
        assert Conversation.objects.get(id=talk.id).outcome == "helped"


def test_a_colleague_of_the_house_ends_what_a_guide_who_is_away_began() -> None:
    talk = make_conversation([make_colleague()])
    bodil = make_colleague(Role.HOST, name="Bodil")
    stop(talk, bodil, "left")
    with acting(bodil.key):
        assert Conversation.objects.get(id=talk.id).finished_by == bodil.person_id
