"""What stands between a person and an offer, for one use of it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from indgang.kernel.prepared import prepared, put_beside
from indgang.offers.models import AccessRule, Booking, Offer
from indgang.offers.rules.access_per_use import Answer, Entry, Line, Use, answer_for
from indgang.offers.rules.access_reach import may_be_open
from indgang.offers.rules.seats import BookingStatus
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


def usual_who(offer: Offer) -> str:
    """Whom the offer is for where nobody has said: oneself, or the first it is there for."""
    return "self" if "self" in offer.who_for or not offer.who_for else offer.who_for[0]


def answer_of(offer: Offer, use: Use) -> Answer:
    """The answer of the offer's own rule to this use. No query when its rules are fetched."""
    return answer_of_lines([line_of(rule) for rule in rules_of(offer)], use, access=offer.access)


def answer_of_lines(lines: Sequence[Line], use: Use, *, access: str) -> Answer:
    """What a guest is answered by these lines: "maybe" where it turns on what he has not said."""
    answer = answer_for(use, access=access, lines=lines)
    if answer.entry is Entry.OPEN or not may_be_open(use, lines):
        return answer
    return replace(answer, depends=True)


def asks_about_use(offer: Offer) -> bool:
    """Whether the rule turns on something one can simply be asked, and may then be open.

    Who it is for, what for, or how old. No query when ``rule_set__lines`` is fetched.
    """
    rules = rules_of(offer)
    return any(rule.answer == Entry.OPEN for rule in rules) and any(
        rule.who or rule.need_id or rule.min_age is not None or rule.max_age is not None
        for rule in rules
    )


def times_before(offer: Offer, person_id: UUID) -> int:
    """How many seats an opened person has had or has here, where the rule counts them.

    One query, or none for a rule that does not count.
    """
    if not any(rule.max_times for rule in rules_of(offer)):
        return 0
    seats = Booking.objects.filter(person_id=person_id, session__offer_id=offer.id)
    return seats.exclude(status=BookingStatus.CANCELLED).count()
