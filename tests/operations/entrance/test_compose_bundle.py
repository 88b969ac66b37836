from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.entrance.models import BundleItem
from indgang.entrance.operations import (
    Choice,
    add_to_bundle,
    compose_bundle,
    take_from_bundle,
)
from indgang.entrance.operations.bundles import MOST_ITEMS
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_conversation
from tests.factories.offers import make_offer, make_session
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_only_the_guides_compose() -> None:
    talk, bodil = make_conversation([make_colleague()]), make_colleague(Role.HOST, name="Bodil")
    with acting(bodil.key) as actor, pytest.raises(NotThere):
        compose_bundle(conversation_id=talk.id, choices=[], by=actor)


@pytest.mark.parametrize("choice", [Choice(), Choice(words="x" * 201), Choice(offer_id=uuid4())])
def test_nothing_said_is_nothing_chosen(choice: Choice) -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    with acting(mette.key) as actor, pytest.raises(Refused):
        add_to_bundle(conversation_id=talk.id, choice=choice, by=actor)


def test_a_bundle_is_no_burden() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    steps = [Choice(words=f"Skridt {number}") for number in range(MOST_ITEMS + 1)]
    with acting(mette.key) as actor, pytest.raises(Refused):
        compose_bundle(conversation_id=talk.id, choices=steps, by=actor)


def test_the_bundle_is_what_was_chosen_last() -> None:
    mette, session = make_colleague(), make_session()
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        compose_bundle(conversation_id=talk.id, choices=[Choice(words="Sove")], by=actor)
        items = compose_bundle(
            conversation_id=talk.id,
            choices=[Choice(session.offer_id, session.id), Choice(words="Gå en tur")],
            by=actor,
        )
        assert [item.words for item in items] == ["Gældsrådgivning", "Gå en tur"]
        assert BundleItem.objects.count() == 2


def test_the_same_offer_again_is_another_time() -> None:
    mette, offer = make_colleague(), make_offer()
    first, other = make_session(offer), make_session(offer)
    elsewhere = make_session()
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        for session in (first, other):
            add_to_bundle(conversation_id=talk.id, choice=Choice(offer.id, session.id), by=actor)
        assert BundleItem.objects.get().session_id == other.id
        add_to_bundle(conversation_id=talk.id, choice=Choice(offer.id, elsewhere.id), by=actor)
        assert BundleItem.objects.get().session_id is None


def test_what_is_taken_out_is_out() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    with acting(mette.key) as actor:
        item = add_to_bundle(conversation_id=talk.id, choice=Choice(words="Sove"), by=actor)
        for _each in range(2):
            take_from_bundle(conversation_id=talk.id, item_id=item.id, by=actor)
        assert not BundleItem.objects.exists()
