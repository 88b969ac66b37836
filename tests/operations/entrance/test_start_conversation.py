import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.access.queries import permissions_in_force
from indgang.entrance.models import Arrival, Conversation
from indgang.entrance.operations import open_conversation, start_conversation
from indgang.kernel.actor import Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_arrival, make_conversation
from tests.factories.people import make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_a_guest_the_actor_may_not_see_is_not_there() -> None:
    karen, mette = make_guest(), make_colleague()
    with acting(mette.key) as actor, pytest.raises(NotThere):
        start_conversation(person_id=karen.person_id, guide_ids=[mette.person_id], by=actor)


def test_there_must_be_a_guide_and_he_must_work_here() -> None:
    arrival, mette, bo = make_arrival(), make_colleague(), make_guest("Bo")
    many = [make_colleague(name=name).person_id for name in ("Ali", "Eva", "Ib")]
    with acting(mette.key) as actor:
        for guides in ([], [bo.person_id], many):
            with pytest.raises(Refused):
                start_conversation(person_id=arrival.person_id, guide_ids=guides, by=actor)


def test_a_host_lets_two_guides_write_and_does_not_read_himself() -> None:
    bodil = make_colleague(Role.HOST, name="Bodil")
    mette, ali = make_colleague(), make_colleague(name="Ali", unit=make_unit("guides"))
    arrival = make_arrival(by=bodil)
    with acting(bodil.key) as actor:
        conversation = start_conversation(
            person_id=arrival.person_id,
            guide_ids=[mette.person_id, ali.person_id],
            arrival_id=arrival.id,
            by=actor,
        )
        assert Arrival.objects.get().outcome == "conversation"
    with acting(bodil.key) as actor, pytest.raises(NotThere):
        open_conversation(conversation_id=conversation.id, by=actor)
    for guide in (mette, ali):
        with acting(guide.key) as actor:
            assert open_conversation(conversation_id=conversation.id, by=actor).id
            opened = open_person(person_id=arrival.person_id, purpose="samtale", by=actor)
            assert opened.kinds == {Kind.CARD, Kind.STORY}
            ends = permissions_in_force(arrival.person_id).get(to_person_id=guide.person_id)
            assert ends.valid_until is not None


def test_a_conversation_that_is_going_on_is_the_one() -> None:
    mette = make_colleague()
    first = make_conversation([mette])
    with acting(mette.key) as actor:
        again = start_conversation(person_id=first.person_id, guide_ids=[mette.person_id], by=actor)
        assert again.id == first.id
        assert Conversation.objects.count() == 1
