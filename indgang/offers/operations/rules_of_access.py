"""The rules that say for which use one simply comes. Only an administrator's changes are let in."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import Refused
from indgang.offers.models import AccessRule, AccessRuleSet, Offer
from indgang.offers.rules.access_per_use import Line, with_an_end


@transaction.atomic
def give_rule_of_its_own(*, offer: Offer, lines: Sequence[Line], by: Actor) -> AccessRuleSet:
    """Exactly these lines, for this offer alone. A line for all others is put last if there is none.

    Raises Refused for everyone but an administrator and the worker.
    """
    made_by = _writer(by)
    rule_set = offer.rule_set
    if rule_set is None or rule_set.name or rule_set.kind:
        rule_set = AccessRuleSet.objects.create(made_at=clock.now(), made_by=made_by)
        offer.rule_set = rule_set
        offer.save(update_fields=["rule_set"])
    rule_set.lines.all().delete()
    AccessRule.objects.bulk_create(
        AccessRule(
            rule_set=rule_set,
            position=position,
            who=line.who,
            need_id=line.need or None,
            min_age=line.min_age,
            max_age=line.max_age,
            max_times=line.max_times,
            answer=line.answer,
            decided_by=line.decided_by,
            sentence=line.sentence,
        )
        for position, line in enumerate(with_an_end(lines, access=offer.access))
    )
    return rule_set


def _writer(by: Actor) -> UUID:
    """Who writes the rules: the municipality's own, never those who stand for an offer."""
    if by.person_id is None or not by.has(Role.ADMINISTRATOR, Role.WORKER):
        raise Refused(_("Kun en administrator kan ændre, hvem der bare kan komme."))
    return by.person_id
