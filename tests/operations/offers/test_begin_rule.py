"""Beginning, naming and ending a rule, and which offers follow it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import AccessRuleChange, AccessRuleSet, Offer
from indgang.offers.operations import (
    add_offer,
    begin_rule,
    change_offer,
    describe_offer,
    end_rule,
    follow_rule,
    leave_rule,
    name_rule,
)
from indgang.offers.rules.access_per_use import Entry, Line
from tests.factories.keeping import make_provider
from tests.factories.offers import SHEET, a_town, make_offer, make_rule
from tests.factories.people import Holder, make_colleague

pytestmark = pytest.mark.django_db

LINES = (Line(Entry.OPEN, max_times=5), Line(Entry.TALK))


@pytest.fixture
def anne() -> Holder:
    return a_town()


def rule_of(offer: Offer) -> AccessRuleSet | None:
    return Offer.objects.select_related("rule_set").get(id=offer.id).rule_set


def test_who_stands_for_an_offer_begins_names_and_ends_no_rule(anne: Holder) -> None:
    offer = make_offer()
    rule = make_rule(offer, *LINES, name="Væresteder")
    for holder in (make_provider(offer.provider), make_colleague(Role.LEADER)):
        with acting(holder.key) as actor:
            for attempt in (
                lambda by: begin_rule(name="Ny", lines=LINES, by=by),
                lambda by: name_rule(rule_set_id=rule.id, name="Andet", by=by),
                lambda by: follow_rule(rule_set_id=rule.id, offer_ids=[offer.id], by=by),
                lambda by: leave_rule(offer_id=offer.id, by=by),
                lambda by: end_rule(rule_set_id=rule.id, by=by),
            ):
                with pytest.raises(Refused, match="administrator"):
                    attempt(actor)
    assert rule_of(offer) == rule


def test_a_rule_has_a_name_or_an_offer_and_a_kind_has_one_rule(anne: Holder) -> None:
    with acting(anne.key) as actor:
        with pytest.raises(Refused, match="navn"):
            begin_rule(name="", lines=LINES, by=actor)
        first = begin_rule(name="Fællesskaber", kind="voluntary", lines=LINES, by=actor)
        with pytest.raises(Refused, match="den slags"):
            begin_rule(name="To", kind="voluntary", lines=LINES, by=actor)
        with pytest.raises(Refused, match="navn"):
            name_rule(rule_set_id=first.id, name="", by=actor)
        with pytest.raises(NotThere):
            begin_rule(name="", lines=LINES, offer_id=uuid4(), by=actor)
        with pytest.raises(NotThere):
            leave_rule(offer_id=uuid4(), by=actor)


def test_a_whole_kind_follows_also_what_comes_later_but_not_who_has_a_rule(anne: Holder) -> None:
    old, own = make_offer("Kor", kind="voluntary"), make_offer("Bold", kind="voluntary")
    other = make_offer("Job", kind="coaching")
    kept = make_rule(own, Line(Entry.TALK))
    with acting(anne.key) as actor:
        rule = begin_rule(name="Fællesskaber", kind="voluntary", lines=LINES, by=actor)
        new = add_offer(sheet=replace(SHEET, access_lines=(), kind="voluntary"), by=actor)
    assert [rule_of(offer) for offer in (old, own, other, new)] == [rule, kept, None, rule]


def test_a_table_takes_no_rule_away_and_who_stands_for_it_does_not_open_it(anne: Holder) -> None:
    with acting(anne.key) as actor:
        offer = add_offer(sheet=replace(SHEET, access_lines=()), by=actor)
        rule = begin_rule(name="", lines=[Line(Entry.DECISION)], offer_id=offer.id, by=actor)
        sheet = replace(SHEET, access_lines=(), access="open")
        change_offer(offer_id=offer.id, sheet=sheet, by=actor)
    with acting(make_provider(offer.provider).key) as actor:
        describe_offer(offer_id=offer.id, sheet=sheet, by=actor)
    offer = Offer.objects.get(id=offer.id)
    assert (offer.rule_set_id, offer.access) == (rule.id, "decision")
    with acting(anne.key) as actor:
        end_rule(rule_set_id=rule.id, by=actor)
    assert Offer.objects.get(id=offer.id).access == "open"


def test_an_offer_changes_from_one_rule_to_another_and_leaves(anne: Holder) -> None:
    offer = make_offer(access="mixed")
    first = make_rule(offer, *LINES, name="Én")
    with acting(anne.key) as actor:
        other = begin_rule(name="To", lines=[Line(Entry.OPEN)], by=actor)
        assert follow_rule(rule_set_id=other.id, offer_ids=[offer.id], by=actor) == 1
        assert follow_rule(rule_set_id=other.id, offer_ids=[offer.id], by=actor) == 0
        assert (rule_of(offer), Offer.objects.get(id=offer.id).access) == (other, "open")
        leave_rule(offer_id=offer.id, by=actor)
        leave_rule(offer_id=offer.id, by=actor)
    assert rule_of(offer) is None
    assert Offer.objects.get(id=offer.id).access == "mixed"  # its own word again
    said = AccessRuleChange.objects.order_by("id").values_list("rule_set", "did")
    assert list(said) == [
        (other.id, "began"), (first.id, "left"), (other.id, "followed"), (other.id, "left"),
    ]  # fmt: skip


def test_a_rule_that_ends_lets_its_offers_go_and_keeps_its_history(anne: Holder) -> None:
    offer = make_offer()
    with acting(anne.key) as actor:
        rule = begin_rule(name="", lines=LINES, offer_id=offer.id, by=actor)
        name_rule(rule_set_id=rule.id, name="Væresteder", by=actor)
        end_rule(rule_set_id=rule.id, by=actor)
        with pytest.raises(NotThere):
            end_rule(rule_set_id=rule.id, by=actor)
        again = begin_rule(name="Væresteder", kind="training", lines=LINES, by=actor)
    rule.refresh_from_db()
    assert (rule.ended_by, rule_of(offer)) == (anne.person_id, None)
    assert list(rule.changes.values_list("did", flat=True)) == [
        "ended", "named", "followed", "began",
    ]  # fmt: skip
    assert again.lines.count() == 2
