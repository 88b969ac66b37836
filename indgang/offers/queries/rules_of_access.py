"""The rules of access as those who write them see them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from indgang.kernel import clock
from indgang.offers.models import AccessRule, AccessRuleChange, AccessRuleSet, LawBasis, Need, Offer
from indgang.offers.queries.access import line_of
from indgang.offers.rules.access_per_use import Line
from indgang.offers.rules.access_reach import Law, Warning, warnings_of
from indgang.offers.rules.search_words import da_key

MOST_FOUND = 20  # offers to choose among at once
MOST_CHANGES = 50


@dataclass(frozen=True)
class ReadRule:
    """A rule, its lines in order, and what somebody should look at."""

    rule_set: AccessRuleSet
    rules: list[AccessRule]
    lines: list[Line]
    warnings: list[Warning]


def access_rules() -> list[ReadRule]:
    """Every rule somebody may follow, shared ones first, by name in Danish order. Three queries.

    Each rule set carries ``followers``: how many offers follow it.
    """
    sets = (
        AccessRuleSet.objects.filter(ended_at__isnull=True)
        .annotate(followers=Count("offers"))
        .filter(Q(followers__gt=0) | ~Q(name=""))
        .prefetch_related(
            _with_laws(), Prefetch("offers", Offer.objects.only("id", "title", "rule_set_id"))
        )
    )
    found = [_read(one) for one in sets]
    return sorted(found, key=lambda one: (not one.rule_set.name, da_key(name_of(one.rule_set))))


def access_rule(rule_set_id: UUID) -> ReadRule | None:
    """One rule with the offers that follow it; None if there is none or it has ended. Three queries."""
    sets = AccessRuleSet.objects.filter(ended_at__isnull=True, id=rule_set_id)
    found = sets.prefetch_related(_with_laws(), Prefetch("offers", Offer.objects.order_by("title")))
    return next((_read(one) for one in found), None)


def name_of(rule_set: AccessRuleSet) -> str:
    """Its own name, or that of the one offer it is for. No query when ``offers`` is fetched."""
    if rule_set.name:
        return rule_set.name
    return next((offer.title for offer in rule_set.offers.all()), "")


def access_line(line_id: UUID) -> AccessRule | None:
    """A line with its rule and law; None if there is none. One query."""
    return AccessRule.objects.select_related("rule_set", "law").filter(id=line_id).first()


def changes_of_rule(rule_set_id: UUID) -> list[AccessRuleChange]:
    """What was done to a rule, latest first. One query."""
    return list(AccessRuleChange.objects.filter(rule_set_id=rule_set_id)[:MOST_CHANGES])


def offers_to_follow(text: str, rule_set_id: UUID) -> list[Offer]:
    """Offers with these words in their name that do not follow the rule, by name. One query."""
    offers = Offer.objects.exclude(status="closed").exclude(rule_set_id=rule_set_id)
    for word in text.split():
        offers = offers.filter(title__icontains=word)
    return list(offers.select_related("rule_set").order_by("title")[:MOST_FOUND])


def offer_to_rule(offer_id: UUID) -> Offer | None:
    """An offer with the rule it follows. One query."""
    return Offer.objects.select_related("rule_set").filter(id=offer_id).first()


def laws_to_choose() -> list[tuple[str, str]]:
    """Sections in force today, by their own id and with their title. One query."""
    today = clock.today()
    laws = LawBasis.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    return [(str(law.id), f"{law.section}: {law.title}") for law in laws.order_by("section")]


def names_of_needs() -> dict[str, str]:
    """Every need's name in the language of the page, also the closed ones. One query."""
    name = "title_en" if get_language() == "en" else "title"
    found = Need.objects.values_list("code", name, "title")
    return {code: own or danish for code, own, danish in found}


def _with_laws() -> "Prefetch[str, QuerySet[AccessRule], str]":
    return Prefetch("lines", AccessRule.objects.select_related("law").order_by("position"))


def _read(rule_set: AccessRuleSet) -> ReadRule:
    rules = list(rule_set.lines.all())
    lines = [line_of(rule) for rule in rules]
    laws = [_law(rule.law) for rule in rules]
    return ReadRule(rule_set, rules, lines, warnings_of(lines, laws))


def _law(law: LawBasis | None) -> Law | None:
    if law is None:
        return None
    return Law(law.mode, law.valid_to is None or law.valid_to > clock.today())
