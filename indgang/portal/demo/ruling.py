"""The rules of who may simply come, as the demo municipality's administrator has written them."""

from collections.abc import Mapping
from uuid import UUID

from indgang.kernel.actor import Actor
from indgang.offers.models import AccessRule, LawBasis
from indgang.offers.operations import WrittenLine, begin_rule, change_line, follow_rule
from indgang.offers.queries import line_of
from indgang.offers.rules.access_per_use import Entry, Line

FAMILY = (
    Line(Entry.OPEN, who="sibling", max_times=5),
    Line(Entry.OPEN, who="parent"),
    Line(Entry.OPEN, who="relative"),
    Line(Entry.TALK, sentence="Vi finder ud af sammen, hvad der er bedst for dig."),
)
FOR_FAMILIES = ("foraeldre-til-unge", "soeskendegruppen", "paaroerendecafe")
# The section each decision is made under; two are left out, as in many a municipality.
DECIDED_BY_LAW = {
    "fast-stoette-hjemme": "SEL § 85",
    "smedjen": "SEL § 103",
    "mentor-i-job-og-skole": "LAB § 167",
}


def write_rules(offers: Mapping[str, UUID], by: Actor) -> None:
    """One rule that several offers follow, and the law under the decisions of others."""
    family = begin_rule(name="Familie og venner", lines=FAMILY, by=by)
    followers = [offers[slug] for slug in FOR_FAMILIES if slug in offers]
    follow_rule(rule_set_id=family.id, offer_ids=followers, by=by)
    laws = {law.section: law.id for law in LawBasis.objects.all()}
    for slug, section in DECIDED_BY_LAW.items():
        if slug in offers and section in laws:
            _rest_on(offers[slug], laws[section], by)


def _rest_on(offer_id: UUID, law_id: UUID, by: Actor) -> None:
    rules = AccessRule.objects.filter(rule_set__offers=offer_id, answer=Entry.DECISION)
    for rule in rules:
        change_line(line_id=rule.id, written=WrittenLine(line_of(rule), law_id=law_id), by=by)
