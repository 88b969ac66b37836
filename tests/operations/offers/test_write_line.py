"""Writing, changing, moving and taking away the lines of a rule."""

from dataclasses import replace
from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import AccessRule, AccessRuleChange, AccessRuleSet, LawBasis, Offer
from indgang.offers.operations import (
    WrittenLine,
    change_line,
    move_line,
    remove_line,
    renew_laws,
    take_seat,
    write_line,
)
from indgang.offers.rules.access_per_use import Entry, Line
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_rule, make_session
from tests.factories.people import Holder, make_colleague, make_guest

pytestmark = pytest.mark.django_db

SIBLING = WrittenLine(Line(Entry.OPEN, who="sibling", max_times=5))


@pytest.fixture
def offer() -> Offer:
    return make_offer()


@pytest.fixture
def rule(offer: Offer) -> AccessRuleSet:
    lines = (Line(Entry.TALK, max_age=24), Line(Entry.OPEN, who="parent"), Line(Entry.DECISION))
    return make_rule(offer, *lines)


@pytest.fixture
def anne() -> Holder:
    return make_colleague(Role.ADMINISTRATOR, name="Anne")


def answers(rule: AccessRuleSet) -> list[str]:
    return [line.answer for line in AccessRule.objects.filter(rule_set=rule)]


def line_at(rule: AccessRuleSet, place: int) -> AccessRule:
    return AccessRule.objects.filter(rule_set=rule)[place]


def test_only_the_municipality_writes_lines(offer: Offer, rule: AccessRuleSet) -> None:
    line = line_at(rule, 0)
    for holder in (make_provider(offer.provider), make_colleague(Role.LEADER), make_guest()):
        with acting(holder.key) as actor:
            for attempt in (
                lambda by: write_line(rule_set_id=rule.id, written=SIBLING, by=by),
                lambda by: change_line(line_id=line.id, written=SIBLING, by=by),
                lambda by: move_line(line_id=line.id, up=False, by=by),
                lambda by: remove_line(line_id=line.id, by=by),
            ):
                with pytest.raises(Refused, match="administrator"):
                    attempt(actor)
    assert answers(rule) == ["talk", "open", "decision"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (WrittenLine(Line(Entry.OPEN)), "everyone"),
        (WrittenLine(Line(Entry.OPEN, min_age=30, max_age=20)), "max_age"),
        (WrittenLine(Line(Entry.OPEN, max_times=0)), "max_times"),
        (WrittenLine(Line(Entry.TALK, "Du er ikke berettiget.", max_age=5)), "sentence"),
        (WrittenLine(Line(Entry.TALK, max_age=5), sentence_en="Not eligible."), "sentence"),
    ],
)
def test_a_line_that_makes_no_sense_or_turns_somebody_away_is_refused(
    rule: AccessRuleSet, anne: Holder, written: WrittenLine, code: str
) -> None:
    with acting(anne.key) as actor, pytest.raises(Refused) as refusal:
        write_line(rule_set_id=rule.id, written=written, by=actor)
    assert refusal.value.code == code


def test_a_line_that_is_not_there_is_not_there(anne: Holder) -> None:
    with acting(anne.key) as actor:
        with pytest.raises(NotThere):
            write_line(rule_set_id=uuid4(), written=SIBLING, by=actor)
        with pytest.raises(NotThere):
            change_line(line_id=uuid4(), written=SIBLING, by=actor)
        with pytest.raises(NotThere):
            remove_line(line_id=uuid4(), by=actor)


def test_thirty_lines_are_enough(rule: AccessRuleSet, anne: Holder) -> None:
    with acting(anne.key) as actor:
        for times in range(27):
            written = replace(SIBLING, line=replace(SIBLING.line, max_times=times + 1))
            write_line(rule_set_id=rule.id, written=written, by=actor)
        with pytest.raises(Refused, match="30"):
            write_line(rule_set_id=rule.id, written=SIBLING, by=actor)


def test_the_last_line_stays_the_one_for_all_others(rule: AccessRuleSet, anne: Holder) -> None:
    last = line_at(rule, 2)
    with acting(anne.key) as actor:
        with pytest.raises(Refused, match="alle andre"):
            remove_line(line_id=last.id, by=actor)
        with pytest.raises(Refused, match="alle andre"):
            change_line(line_id=last.id, written=SIBLING, by=actor)
        with pytest.raises(Refused, match="alle andre"):
            change_line(
                line_id=line_at(rule, 0).id, written=WrittenLine(Line(Entry.OPEN)), by=actor
            )
        move_line(line_id=last.id, up=True, by=actor)
        move_line(line_id=line_at(rule, 1).id, up=False, by=actor)
        move_line(line_id=line_at(rule, 0).id, up=True, by=actor)
        change_line(line_id=last.id, written=WrittenLine(Line(Entry.TALK)), by=actor)
    assert answers(rule) == ["talk", "open", "talk"]


def test_a_new_line_stands_before_all_others(rule: AccessRuleSet, anne: Holder) -> None:
    with acting(anne.key) as actor:
        renew_laws(by=actor)
        law = LawBasis.objects.get(section="SEL § 85")
        written = WrittenLine(
            Line(Entry.DECISION, who="sibling", decided_by="Jobcentret"), law_id=law.id
        )
        write_line(rule_set_id=rule.id, written=written, by=actor)
    line = line_at(rule, 2)
    assert (line.who, line.decided_by, line.law) == ("sibling", "Jobcentret", law)
    change = AccessRuleChange.objects.get()
    assert (change.did, change.changed_by) == ("added", anne.person_id)
    assert change.became["law"] == "SEL § 85"


def test_lines_change_places_and_are_taken_away_and_the_history_tells(
    rule: AccessRuleSet, anne: Holder
) -> None:
    with acting(anne.key) as actor:
        move_line(line_id=line_at(rule, 1).id, up=True, by=actor)
        assert answers(rule) == ["open", "talk", "decision"]
        change_line(line_id=line_at(rule, 0).id, written=SIBLING, by=actor)
        change_line(line_id=line_at(rule, 0).id, written=SIBLING, by=actor)  # nothing new
        remove_line(line_id=line_at(rule, 1).id, by=actor)
    assert answers(rule) == ["open", "decision"]
    changes = list(AccessRuleChange.objects.order_by("id"))
    assert [change.did for change in changes] == ["moved", "changed", "removed"]
    assert (changes[1].was["who"], changes[1].became["who"]) == ("parent", "sibling")
    assert changes[2].was["max_age"] == 24


def test_what_is_agreed_stays_and_a_search_sees_the_new_rule_at_once(anne: Holder) -> None:
    session = make_session(seats=5)
    rule = make_rule(session.offer, Line(Entry.OPEN, max_times=2), Line(Entry.OPEN))
    karen, bo = make_guest(), make_guest()
    with acting(karen.key) as actor:
        booking = take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    with acting(anne.key) as actor:
        remove_line(line_id=line_at(rule, 0).id, by=actor)
        change_line(
            line_id=line_at(rule, 0).id, written=WrittenLine(Line(Entry.DECISION)), by=actor
        )
    assert Offer.objects.get(id=session.offer_id).access == "decision"
    with acting(bo.key) as actor, pytest.raises(Refused, match="ja fra kommunen"):
        take_seat(session_id=session.id, person_id=bo.person_id, by=actor)
    with acting(karen.key) as actor:
        booking.refresh_from_db()
        again = take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    assert (booking.status, booking.entry, again.id) == ("seated", "open", booking.id)
