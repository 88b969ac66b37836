"""What stands between a person and an offer, for one use of it."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from indgang.kernel.prepared import prepared, put_beside
from indgang.offers.models import AccessRule, Offer
from indgang.offers.rules.access_per_use import Answer, Entry, Line, Use, answer_for
from indgang.offers.wording import text_of


def rules_of(offer: Offer) -> list[AccessRule]:
    """The lines the offer follows, in order. No query when ``rule_set__lines`` is fetched."""
    return list(offer.rule_set.lines.all()) if offer.rule_set else []


def put_rules_beside(offers: Sequence[Offer]) -> None:
    """Fetch the lines of the rules that these offers follow. One query, or none.

    For offers whose ``rule_set`` is fetched already.
    """
    sets = [offer.rule_set for offer in offers if offer.rule_set]
    if sets:
        lines = _lines_of(list({one.id for one in sets}))
        put_beside(sets, "lines", lines, by="rule_set_id")


@prepared
def _lines_of(rule_set_ids: list[UUID]) -> QuerySet[AccessRule]:
    return AccessRule.objects.filter(rule_set__any_of=rule_set_ids)


def line_of(rule: AccessRule) -> Line:
    """The line as plain values, with its words in the language of the page. No query."""
    return Line(
        answer=Entry(rule.answer),
        sentence=text_of(rule, "sentence"),
        who=rule.who,
        need=rule.need_id or "",
        min_age=rule.min_age,
        max_age=rule.max_age,
        max_times=rule.max_times,
        decided_by=rule.decided_by,
    )


def answer_of(offer: Offer, use: Use) -> Answer:
    """The answer of the offer's own rule to this use. No query when its rules are fetched."""
    lines = [line_of(rule) for rule in rules_of(offer)]
    return answer_for(use, access=offer.access, lines=lines)


def asks_about_use(offer: Offer) -> bool:
    """Whether the rule turns on something one can simply be asked: who it is for, or how old."""
    return any(
        rule.who or rule.min_age is not None or rule.max_age is not None for rule in rules_of(offer)
    )
