"""What the pages of the rules show, ready to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst

from indgang.offers import cards, wording
from indgang.offers.models import AccessRuleChange, Offer, Session
from indgang.offers.queries.access import answer_of_lines
from indgang.offers.queries.rules_of_access import ReadRule, name_of
from indgang.offers.rule_words import (
    line_in_words,
    line_of_change,
    rule_in_words,
    warning_in_words,
)
from indgang.offers.rules.access_per_use import Entry, Line, Use
from indgang.offers.rules.access_reach import Odd, number_of_deciding


@dataclass(frozen=True)
class LineShown:
    """One line of a rule, and what one can do with it."""

    id: UUID
    number: int
    sentence: str
    more: str
    law: str
    warnings: tuple[str, ...]
    is_hidden: bool
    may_rise: bool
    may_sink: bool
    is_last: bool


@dataclass(frozen=True)
class RuleCard:
    """A rule in the list of them."""

    href: str
    name: str
    kind: str
    sentences: tuple[str, ...]
    followers: int
    number_of_warnings: int


@dataclass(frozen=True)
class Tested:
    """What the rule answers a person like this one, and what the guest reads."""

    number: int
    sentence: str
    guest_reads: str
    more: str
    tone: str
    may_try: bool
    offer: str


@dataclass(frozen=True)
class ChangeShown:
    """One change of a rule."""

    at: datetime
    who: str
    did: str
    was: str
    became: str


def lines_of(read: ReadRule, needs: Mapping[str, str]) -> list[LineShown]:
    """Every line as it is read. No query."""
    last = len(read.rules) - 1
    sentences = rule_in_words(read.lines, needs)
    return [
        LineShown(
            id=rule.id,
            number=place + 1,
            sentence=sentences[place],
            more=read.lines[place].sentence,
            law=rule.law.section if rule.law else "",
            warnings=tuple(warning_in_words(one) for one in read.warnings if one.number == place),
            is_hidden=any(o.odd is Odd.HIDDEN and o.number == place for o in read.warnings),
            may_rise=0 < place < last,
            may_sink=place < last - 1,
            is_last=place == last,
        )
        for place, rule in enumerate(read.rules)
    ]


def card_of(read: ReadRule, needs: Mapping[str, str]) -> RuleCard:
    """The rule in a list. No query."""
    rule_set = read.rule_set
    return RuleCard(
        href=reverse("offers:rule", args=[rule_set.id]),
        name=name_of(rule_set),
        kind=rule_set.get_kind_display() if rule_set.kind else "",
        sentences=tuple(rule_in_words(read.lines, needs)),
        followers=len(rule_set.offers.all()),
        number_of_warnings=len(read.warnings),
    )


def tested(
    use: Use,
    read: ReadRule,
    *,
    needs: Mapping[str, str],
    offer: Offer | None,
    session: Session | None,
) -> Tested | None:
    """The answer for a person like this one, in the very words a guest is shown. No query.

    None for a rule without a line that fits.
    """
    place = number_of_deciding(use, read.lines)
    if place is None:
        return None
    line = read.lines[place]
    answer = answer_of_lines(read.lines, use, access="open")
    return Tested(
        number=place + 1,
        sentence=rule_in_words(read.lines, needs)[place],
        guest_reads=capfirst(wording.access_in_words(answer, offer, session)),
        more=cards.access_sentence(offer, answer) if offer else line.sentence,
        tone=cards.TONES[line.answer],
        may_try=answer.entry is Entry.OPEN or answer.depends,
        offer=wording.text_of(offer, "title") if offer else "",
    )


def change_of(
    change: AccessRuleChange, names: Mapping[UUID, str], needs: Mapping[str, str]
) -> ChangeShown:
    """One change in words. No query."""
    return ChangeShown(
        at=change.changed_at,
        who=names.get(change.changed_by, ""),
        did=change.get_did_display(),
        was=_in_words(change.was, needs),
        became=_in_words(change.became, needs),
    )


def example_sentences(lines: Sequence[Line]) -> list[str]:
    """An example as it will read. No query."""
    return rule_in_words(lines, {})


def _in_words(kept: dict[str, Any] | None, needs: Mapping[str, str]) -> str:
    line = line_of_change(kept)
    if line is not None:
        law = (kept or {}).get("law")
        said = line_in_words(line, needs=needs, is_last_of_several=False)
        more = " ".join(part for part in (line.sentence, f"({law})" if law else "") if part)
        return f"{said} {more}".strip()
    return str((kept or {}).get("offer") or (kept or {}).get("name") or "")
