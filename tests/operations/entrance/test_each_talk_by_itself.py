"""What was told to one guide is not the next one's to read, unless the guest says so."""

from datetime import timedelta
from uuid import UUID

import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.entrance.models import BundleItem, Conversation, Inquiry, SectionText
from indgang.entrance.operations import (
    Choice,
    Yes,
    compose_bundle,
    finish_conversation,
    save_section,
    start_conversation,
    stop_conversation,
)
from indgang.history.models import Change
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from tests.database import as_owner
from tests.factories.entrance import make_conversation, make_inquiry
from tests.factories.people import Holder, allow, make_colleague, make_key

pytestmark = pytest.mark.django_db


def told_to(mette: Holder) -> Conversation:
    """A talk that has ended, with words and something picked out."""
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        save_section(conversation_id=talk.id, section="hard", text="Gammelt", version=0, by=actor)
        compose_bundle(conversation_id=talk.id, choices=[Choice(words="Kor")], by=actor)
        stop_conversation(conversation_id=talk.id, outcome="thinking", by=actor)
    return talk


def talk_anew(talk: Conversation, guide: Holder) -> Conversation:
    with acting(guide.key) as actor:
        return start_conversation(
            person_id=talk.person_id, guide_ids=[guide.person_id], by=actor
        )  # fmt: skip


def read_by(guide: Holder, person_id: UUID) -> tuple[list[str], int]:
    with acting(guide.key) as actor:
        open_person(person_id=person_id, purpose="samtale", by=actor)
        return list(SectionText.objects.values_list("text", flat=True)), BundleItem.objects.count()


def test_who_sits_down_with_a_guest_reads_this_talk_and_not_the_last_one() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = told_to(mette)
    anew = talk_anew(talk, ali)
    with acting(ali.key) as actor:
        save_section(conversation_id=anew.id, section="hard", text="Nyt", version=0, by=actor)
    assert read_by(ali, talk.person_id) == (["Nyt"], 0)


def test_the_house_that_reads_a_letter_does_not_read_the_talk_after_it() -> None:
    mette, bodil = make_colleague(), make_colleague(Role.HOST, name="Bodil")
    receipt = make_inquiry()
    with acting(mette.key):
        person_id = Inquiry.objects.get(id=receipt.inquiry_id).person_id
    with acting(mette.key) as actor:
        talk = start_conversation(person_id=person_id, guide_ids=[mette.person_id], by=actor)
        save_section(conversation_id=talk.id, section="hard", text="Kun os", version=0, by=actor)
    assert read_by(bodil, person_id) == ([], 0)
    with acting(bodil.key) as actor, pytest.raises(NotThere):
        save_section(conversation_id=talk.id, section="hard", text="Mig med", version=0, by=actor)
    assert read_by(mette, person_id) == (["Kun os"], 0)
    allow(person_id, unit_id=bodil.unit_id, kinds=["story"])
    with as_owner():
        Conversation.objects.update(started_at=clock.now() - timedelta(hours=1))
    assert read_by(bodil, person_id) == (["Kun os"], 0)


def changes_read_by(guide: Holder, person_id: UUID) -> list[str]:
    """What the history tells of bundles, as an attacker with SQL would ask for it."""
    with acting(guide.key) as actor:
        open_person(person_id=person_id, purpose="samtale", by=actor)
        found = Change.objects.filter(table_name="entrance_bundleitem").order_by("id")
        return [f"{row.did} {row.was} {row.became}" for row in found]


def test_the_history_tells_of_a_talk_no_more_than_the_talk_does() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = told_to(mette)
    talk_anew(talk, ali)
    with as_owner():
        item = BundleItem.objects.get()
        BundleItem.objects.update(words="Kor om tirsdagen")
        item.delete()
    assert changes_read_by(ali, talk.person_id) == []
    karen = Holder(talk.person_id, make_key(talk.person_id, "card"))
    seen = changes_read_by(karen, talk.person_id)
    assert [change[0] for change in seen] == ["I", "U", "D"]
    assert all("Kor" in change for change in seen)


def test_the_history_of_a_talk_opens_with_the_talk() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = told_to(mette)
    anew = talk_anew(talk, ali)
    with acting(ali.key) as actor:
        yes = Yes(kinds={ali.person_id: [Kind.STORY]})
        finish_conversation(conversation_id=anew.id, yes=yes, by=actor)
    assert len(changes_read_by(ali, talk.person_id)) == 1


def test_it_is_read_when_the_guest_says_yes_to_it() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = told_to(mette)
    anew = talk_anew(talk, ali)
    with acting(ali.key) as actor:
        yes = Yes(kinds={ali.person_id: [Kind.STORY]})
        finish_conversation(conversation_id=anew.id, yes=yes, by=actor)
    assert read_by(ali, talk.person_id) == (["Gammelt"], 1)


def test_the_guest_reads_it_all() -> None:
    talk = told_to(make_colleague())
    with acting(make_key(talk.person_id, "card")):
        assert SectionText.objects.get().text == "Gammelt"
