"""Offers that answer to what somebody has said is hard."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indgang.kernel.words import Language, joined
from indgang.offers.models import Need, Offer
from indgang.offers.queries.search import FoundOffer, OfferSearch, found_among, ranking_of
from indgang.offers.rules.suggesting import Candidate, needs_met, order_of

MOST_SUGGESTED = 8  # offers; more than one reads while talking


@dataclass(frozen=True)
class Suggestion:
    """An offer, and in one sentence why it is there."""

    found: FoundOffer
    why: str
    needs: tuple[str, ...] = field(default=())


def needs_in_words(text: str) -> tuple[str, ...]:
    """Codes of the needs that a text in everyday words speaks of, likeliest first. One query."""
    return ranking_of(text).needs


def offers_for_needs(
    needs: Sequence[str],
    *,
    hoped: Sequence[str] = (),
    age: int | None = None,
    who: str = "",
    most: int = MOST_SUGGESTED,
) -> list[Suggestion]:
    """Published offers that answer to any of the needs, with why each is there.

    First what is mostly there for one of them, the best documented groups before others, the least
    intrusive first. What answers only to needs that were heard in somebody's hopes comes after all
    of it, so that hopes add to what is found and never take its place. Six queries.
    """
    search = OfferSearch(age=age, who=who)
    codes = [*needs, *hoped]
    offers = Offer.objects.filter(needs__in=codes).distinct()
    titles = {need.code: _title(need) for need in Need.objects.filter(code__in=codes)}
    found = [
        (one, _candidate(one, needs, hoped)) for one in found_among(offers, search, needs=codes)
    ]
    found.sort(key=lambda pair: order_of(pair[1]))
    return [
        Suggestion(one, _why(candidate, titles), candidate.needs) for one, candidate in found[:most]
    ]


def _candidate(found: FoundOffer, needs: Sequence[str], hoped: Sequence[str]) -> Candidate:
    offer = found.offer
    offered = [need.code for need in offer.needs_in_order]
    is_only_hoped_for = not needs_met(needs, offered)
    wanted = hoped if is_only_hoped_for else needs
    return Candidate(
        needs=needs_met(wanted, offered),
        is_only_hoped_for=is_only_hoped_for,
        is_mainly_for=bool(offered) and offered[0] in wanted,
        is_open=found.is_open,
        is_group=offer.format == "group",
        evidence=offer.evidence,
        intrusive=offer.intrusive,
        next_at=found.next_session.starts_at if found.next_session else None,
    )


def _why(candidate: Candidate, titles: dict[str, str]) -> str:
    language: Language = "en" if get_language() == "en" else "da"
    names = [titles[code].lower() for code in candidate.needs if code in titles]
    sentence = _("Du har nævnt %(needs)s.") % {"needs": joined(names, language)}
    known = {
        "documented": _("Det er godt undersøgt, at det hjælper."),
        "promising": _("Det er undersøgt og ser ud til at hjælpe."),
        "experience": _("Der er gode erfaringer med det."),
    }.get(candidate.evidence, "")
    easy = _("Det er let at begynde på.") if candidate.intrusive == 0 else ""
    return " ".join(part for part in (sentence, known, easy) if part)


def _title(need: Need) -> str:
    return need.title_en if get_language() == "en" and need.title_en else need.title
