from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.requests.operations import set_pace
from indgang.requests.rules import answer_by
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import make_guest
from tests.factories.requests import ask, link_of, row_of

pytestmark = pytest.mark.django_db


def test_nobody_sets_anothers_pace_nor_by_a_link() -> None:
    offer = make_offer()
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    poul = make_provider(offer.provider)
    for key in (sofie.key, link_of(poul)):
        with acting(key) as actor, pytest.raises(NotThere):
            set_pace(organisation_id=offer.provider_id, answer_days=1, fresh_days=1, by=actor)


def test_the_next_request_is_answered_within_it() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    with acting(poul.key) as actor:
        set_pace(organisation_id=offer.provider_id, answer_days=2, fresh_days=7, by=actor)
    row = row_of(ask(make_guest(), offer))
    assert row.answer_by == answer_by(clock.today(), working_days=2)
    assert row.answer_by > clock.today() + timedelta(days=1)
