"""The rules that say for which use one simply comes. The municipality writes them.

What somebody has agreed stays: a booking keeps what it was made under, and no rule looks back.
Every change is kept with who made it, so that a sentence a guest was shown can be explained later.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import AccessRule, AccessRuleChange, AccessRuleSet, LawBasis, Offer
from indgang.offers.queries.access import line_of
from indgang.offers.rules.access_per_use import Line, with_an_end
from indgang.offers.rules.access_reach import access_of
from indgang.offers.rules.open_words import refusing_words

MOST_LINES = 30  # lines in one rule; more is not a rule anyone can read


@dataclass(frozen=True)
class WrittenLine:
    """A line as an administrator writes it, with the section it rests on."""

    line: Line
    sentence_en: str = ""
    law_id: UUID | None = None


@transaction.atomic
def begin_rule(
    *, name: str, kind: str = "", lines: Sequence[Line], offer_id: UUID | None = None, by: Actor
) -> AccessRuleSet:
    """A new rule with these lines and one for all others; the offer follows it, if one is named.

    With a kind, every offer of that kind that follows no rule follows this one, and so do new ones.
    Without a name it is the one offer's own. Raises Refused for everyone but an administrator and
    the worker, without both name and offer, and if the kind has a rule; NotThere for no such offer.
    """
    writer = _writer(by)
    if not (name or offer_id):
        raise Refused(_("Giv reglen et navn, så I kan kende den igen."), code="name")
    _refuse_kind_twice(kind)
    rule_set = AccessRuleSet.objects.create(
        name=name, kind=kind, made_at=clock.now(), made_by=writer
    )
    offer = _offer(offer_id) if offer_id else None
    access = offer.access if offer else "open"
    for place, line in enumerate(with_an_end(lines, access=access)):
        AccessRule.objects.create(rule_set=rule_set, position=place, **_columns(line))
    _note(rule_set, "began", by, became={"name": name})
    if offer:
        _follow(rule_set, [offer], by)
    if kind:
        _follow(rule_set, list(Offer.objects.filter(kind=kind, rule_set__isnull=True)), by)
    _keep_in_step(rule_set)
    return rule_set


@transaction.atomic
def name_rule(*, rule_set_id: UUID, name: str, kind: str = "", by: Actor) -> None:
    """Another name, and another kind of offers that follow by themselves or none.

    Offers that follow go on following. Raises Refused as begin_rule; NotThere for no such rule.
    """
    rule_set = _locked(rule_set_id, by)
    if not name:
        raise Refused(_("Giv reglen et navn, så I kan kende den igen."), code="name")
    if kind != rule_set.kind:
        _refuse_kind_twice(kind)
    was = {"name": rule_set.name, "kind": rule_set.kind}
    rule_set.name, rule_set.kind = name, kind
    rule_set.save(update_fields=["name", "kind"])
    _note(rule_set, "named", by, was=was, became={"name": name, "kind": kind})
    if kind:
        _follow(rule_set, list(Offer.objects.filter(kind=kind, rule_set__isnull=True)), by)
    _keep_in_step(rule_set)


@transaction.atomic
def write_line(*, rule_set_id: UUID, written: WrittenLine, by: Actor) -> AccessRule:
    """A new line, right before the one for all others.

    Raises Refused for what makes no sense, for words that turn somebody away, and for too many
    lines; NotThere for no such rule.
    """
    rule_set = _locked(rule_set_id, by)
    _refuse_nonsense(written)
    if written.line.fits_everyone:
        raise Refused(
            _("Linjen taler om alle. Skriv, hvem den gælder for, eller ret den sidste linje."),
            code="everyone",
        )
    rules = list(rule_set.lines.all())
    if len(rules) >= MOST_LINES:
        raise Refused(_("En regel kan højst have 30 linjer. Del den i to regler."), code="lines")
    last = rules[-1]
    AccessRule.objects.filter(id=last.id).update(position=F("position") + 1)
    rule = AccessRule.objects.create(
        rule_set=rule_set, position=last.position, **_columns_of(written)
    )
    _note(rule_set, "added", by, became=_kept(rule))
    _keep_in_step(rule_set)
    return rule


@transaction.atomic
def change_line(*, line_id: UUID, written: WrittenLine, by: Actor) -> None:
    """The line as it is written now. The last one stays the one for all others.

    Raises Refused as write_line; NotThere for no such line.
    """
    rule = _line(line_id)
    rule_set = _locked(rule.rule_set_id, by)
    _refuse_nonsense(written)
    if _is_last(rule) != written.line.fits_everyone:
        raise Refused(
            _("Den sidste linje er for alle andre, og de andre siger, hvem de gælder for."),
            code="everyone",
        )
    was = _kept(rule)
    for name, value in _columns_of(written).items():
        setattr(rule, name, value)
    rule.save()
    if was != _kept(rule):
        _note(rule_set, "changed", by, was=was, became=_kept(rule))
    _keep_in_step(rule_set)


@transaction.atomic
def move_line(*, line_id: UUID, up: bool, by: Actor) -> None:
    """The line and its neighbour change places. At the top, and before the last, nothing happens.

    Raises Refused for everyone but an administrator and the worker; NotThere for no such line.
    """
    rule = _line(line_id)
    rule_set = _locked(rule.rule_set_id, by)
    rules = list(rule_set.lines.all())[:-1]
    place = next((number for number, one in enumerate(rules) if one.id == line_id), None)
    if place is None or not 0 <= place + (-1 if up else 1) < len(rules):
        return
    other = rules[place + (-1 if up else 1)]
    rule.position, other.position = other.position, rule.position
    AccessRule.objects.bulk_update([rule, other], ["position"])
    _note(rule_set, "moved", by, became=_kept(rule))
    _keep_in_step(rule_set)


@transaction.atomic
def remove_line(*, line_id: UUID, by: Actor) -> None:
    """The line decides nothing from now on; it stays in the history.

    Raises Refused for the last line, which is for all others; NotThere for no such line.
    """
    rule = _line(line_id)
    rule_set = _locked(rule.rule_set_id, by)
    if _is_last(rule):
        raise Refused(_("Den sidste linje er for alle andre. Ret den i stedet."), code="last")
    _note(rule_set, "removed", by, was=_kept(rule))
    rule.delete()
    _keep_in_step(rule_set)


@transaction.atomic
def follow_rule(*, rule_set_id: UUID, offer_ids: Collection[UUID], by: Actor) -> int:
    """Let the offers follow the rule from now on. Returns how many did not before.

    Raises Refused for everyone but an administrator and the worker; NotThere for no such rule.
    """
    rule_set = _locked(rule_set_id, by)
    offers = list(Offer.objects.filter(id__in=offer_ids))
    new = _follow(rule_set, [one for one in offers if one.rule_set_id != rule_set_id], by)
    _keep_in_step(rule_set)
    return new


@transaction.atomic
def leave_rule(*, offer_id: UUID, by: Actor) -> None:
    """The offer's own word on access decides again. Nothing happens where it follows no rule.

    Raises Refused for everyone but an administrator and the worker; NotThere for no such offer.
    """
    _writer(by)
    offer = _offer(offer_id)
    if offer.rule_set_id is None:
        return
    rule_set = _locked(offer.rule_set_id, by)
    _let_go(Offer.objects.filter(id=offer_id))
    _note(rule_set, "left", by, was={"offer": offer.title})


@transaction.atomic
def end_rule(*, rule_set_id: UUID, by: Actor) -> None:
    """From now on no offer follows the rule; their own word decides. Its history stays.

    Raises Refused for everyone but an administrator and the worker; NotThere for no such rule.
    """
    rule_set = _locked(rule_set_id, by)
    _let_go(Offer.objects.filter(rule_set=rule_set))
    rule_set.ended_at, rule_set.ended_by = clock.now(), by.person_id
    rule_set.save(update_fields=["ended_at", "ended_by"])
    _note(rule_set, "ended", by)


@transaction.atomic
def give_rule_of_its_own(*, offer: Offer, lines: Sequence[Line], by: Actor) -> AccessRuleSet:
    """Exactly these lines, for this offer alone. A line for all others is put last if there is none.

    Raises Refused for everyone but an administrator and the worker.
    """
    writer = _writer(by)
    rule_set = offer.rule_set
    if rule_set is None or rule_set.name or rule_set.kind:
        rule_set = AccessRuleSet.objects.create(made_at=clock.now(), made_by=writer)
        offer.rule_set, offer.own_access = rule_set, offer.own_access or offer.access
        offer.save(update_fields=["rule_set", "own_access"])
    rule_set.lines.all().delete()
    AccessRule.objects.bulk_create(
        AccessRule(rule_set=rule_set, position=place, **_columns(line))
        for place, line in enumerate(with_an_end(lines, access=offer.own_access))
    )
    _note(rule_set, "began", by, became={"offer": offer.title})
    offer.access = _keep_in_step(rule_set)
    return rule_set


def _writer(by: Actor) -> UUID:
    """Who writes the rules: the municipality's own, never those who stand for an offer."""
    if by.person_id is None or not by.has(Role.ADMINISTRATOR, Role.WORKER):
        raise Refused(_("Kun en administrator kan ændre, hvem der bare kan komme."))
    return by.person_id


def _locked(rule_set_id: UUID, by: Actor) -> AccessRuleSet:
    _writer(by)
    rules = AccessRuleSet.objects.select_for_update().filter(ended_at__isnull=True)
    rule_set = rules.filter(id=rule_set_id).first()
    if rule_set is None:
        raise NotThere
    return rule_set


def _line(line_id: UUID) -> AccessRule:
    rule = AccessRule.objects.select_related("law").filter(id=line_id).first()
    if rule is None:
        raise NotThere
    return rule


def _offer(offer_id: UUID) -> Offer:
    offer = Offer.objects.select_for_update().filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    return offer


def _is_last(rule: AccessRule) -> bool:
    last = AccessRule.objects.filter(rule_set=rule.rule_set_id).aggregate(last=Max("position"))
    return bool(rule.position == last["last"])


def _refuse_kind_twice(kind: str) -> None:
    if kind and AccessRuleSet.objects.filter(kind=kind, ended_at__isnull=True).exists():
        raise Refused(_("Der er allerede en regel for den slags tilbud."), code="kind")


def _refuse_nonsense(written: WrittenLine) -> None:
    line = written.line
    if line.min_age is not None and line.max_age is not None and line.min_age > line.max_age:
        raise Refused(_("Den yngste alder skal være lavere end den ældste."), code="max_age")
    if line.max_times is not None and line.max_times < 1:
        raise Refused(_("Skriv, hvor mange gange. Mindst én."), code="max_times")
    for text in (line.sentence, written.sentence_en, line.decided_by):
        if words := refusing_words(text):
            raise Refused(
                _("Skriv det uden »%(words)s«. Her siger ingen nej på forhånd.")
                % {"words": words[0]},
                code="sentence",
            )


def _columns(line: Line) -> dict[str, Any]:
    return {name: value for name, value in vars(line).items() if name != "need"} | {
        "need_id": line.need or None
    }


def _columns_of(written: WrittenLine) -> dict[str, Any]:
    law = LawBasis.objects.filter(id=written.law_id).first() if written.law_id else None
    return _columns(written.line) | {"sentence_en": written.sentence_en, "law": law}


def _kept(rule: AccessRule) -> dict[str, Any]:
    """The line as the history keeps it: with the section's name, since texts of law end."""
    names = (
        "who", "min_age", "max_age", "max_times", "answer", "decided_by", "sentence", "sentence_en",
    )  # fmt: skip
    kept = {name: getattr(rule, name) for name in names}
    return kept | {"need": rule.need_id or "", "law": rule.law.section if rule.law else ""}


def _follow(rule_set: AccessRuleSet, offers: Sequence[Offer], by: Actor) -> int:
    for offer in offers:
        if offer.rule_set is not None:
            _note(offer.rule_set, "left", by, was={"offer": offer.title})
        _note(rule_set, "followed", by, became={"offer": offer.title})
    chosen = Offer.objects.filter(id__in=[offer.id for offer in offers])
    chosen.filter(rule_set__isnull=True).update(own_access=F("access"))
    chosen.update(rule_set=rule_set)
    return len(offers)


def _let_go(offers: QuerySet[Offer]) -> None:
    """The offers' own word decides again, as it is now and not as it was when the rule came."""
    offers.exclude(own_access="").update(access=F("own_access"), own_access="")
    offers.update(rule_set=None)


def _keep_in_step(rule_set: AccessRuleSet) -> str:
    """What a search can ask of the offers: open to all, decided, or open for some."""
    word = access_of([line_of(rule) for rule in rule_set.lines.all()])
    Offer.objects.filter(rule_set=rule_set).exclude(access=word).update(access=word)
    return word


def _note(
    rule_set: AccessRuleSet,
    did: str,
    by: Actor,
    *,
    was: dict[str, Any] | None = None,
    became: dict[str, Any] | None = None,
) -> None:
    AccessRuleChange.objects.create(
        rule_set=rule_set,
        did=did,
        was=was,
        became=became,
        changed_at=clock.now(),
        changed_by=_writer(by),
    )
