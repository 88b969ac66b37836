import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.operations import give_rule_of_its_own
from indgang.offers.rules.access_per_use import Entry, Line
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_rule
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_who_stands_for_an_offer_does_not_write_its_rule() -> None:
    offer = make_offer()
    for holder in (make_provider(offer.provider), make_colleague(Role.LEADER, name="Lis")):
        with acting(holder.key) as actor, pytest.raises(Refused, match="administrator"):
            give_rule_of_its_own(offer=offer, lines=[Line(Entry.TALK)], by=actor)
    assert offer.rule_set is None


def test_all_others_get_a_line_of_what_the_offer_says() -> None:
    offer = make_offer(access="decision")
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        rule = give_rule_of_its_own(offer=offer, lines=[Line(Entry.OPEN, max_times=5)], by=actor)
    assert [line.answer for line in rule.lines.all()] == ["open", "decision"]


def test_a_rule_that_others_follow_stays_as_it_is() -> None:
    offer = make_offer()
    shared = make_rule(offer, Line(Entry.TALK), name="Væresteder")
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        own = give_rule_of_its_own(offer=offer, lines=[Line(Entry.OPEN)], by=actor)
        again = give_rule_of_its_own(offer=offer, lines=[Line(Entry.TALK)], by=actor)
    assert own.id == again.id != shared.id
    assert shared.lines.get().answer == "talk"
    assert own.lines.get().answer == "talk"
