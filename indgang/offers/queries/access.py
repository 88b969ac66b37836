"""What stands between a person and an offer, for one use of it."""

from indgang.offers.models import Offer
from indgang.offers.rules.access_per_use import Answer, Entry, Line, Use, answer_for
from indgang.offers.wording import text_of


def _lines_of(offer: Offer) -> list[Line]:
    """The offer's rule as plain lines, in order. No query when its rules are fetched already."""
    return [
        Line(
            answer=Entry(rule.answer),
            sentence=text_of(rule, "sentence"),
            who=rule.who,
            need=rule.need_id or "",
            min_age=rule.min_age,
            max_age=rule.max_age,
            max_times=rule.max_times,
        )
        for rule in offer.access_rules.all()
    ]


def answer_of(offer: Offer, use: Use) -> Answer:
    """The answer of the offer's own rule to this use. No query when its rules are fetched."""
    return answer_for(use, access=offer.access, lines=_lines_of(offer))


def asks_about_use(offer: Offer) -> bool:
    """Whether the rule turns on something one can simply be asked: who it is for, or how old."""
    return any(
        line.who or line.min_age is not None or line.max_age is not None
        for line in _lines_of(offer)
    )
