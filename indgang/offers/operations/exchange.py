"""A catalogue read in: all of it, or nothing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import Refused
from indgang.offers.models import (
    AccessRuleSet,
    LawBasis,
    Offer,
    OfferNeed,
    Place,
    Schedule,
    SourceKey,
)
from indgang.offers.operations.keeping import rest_offer
from indgang.offers.operations.offers import change_offer
from indgang.offers.operations.rules_of_access import give_rule_of_its_own
from indgang.offers.operations.times import make_sessions
from indgang.offers.queries.access import line_of
from indgang.offers.queries.known import known_to
from indgang.offers.rules.access_reach import access_of
from indgang.offers.rules.hsds.listed import Spot
from indgang.offers.rules.hsds.plan import Plan, Planned, plan_of
from indgang.offers.rules.hsds.reading import Found
from indgang.offers.rules.hsds.tables import Placed
from indgang.offers.rules.sheet import OfferSheet
from indgang.people.models import Organisation

AT_ONCE = 1000  # rows written together
_ELSEWHERE = {"provider", "place", "needs", "laws", "times", "access_lines"}
_PLAIN = [name for name in OfferSheet.__dataclass_fields__ if name not in _ELSEWHERE]


@transaction.atomic
def import_offers(
    *,
    found: Sequence[Found],
    faults: Iterable[Placed] = (),
    source: str,
    is_trial: bool,
    closes_gone: bool = False,
    by: Actor,
) -> Plan:
    """Put every offer of the catalogue into the overview, new or changed. Returns what was done.

    With one fault anywhere, or as a trial, nothing is written and only the plan is returned. What
    the source calls things is remembered, so that reading it in again changes nothing. Offers that
    have gone from the source are closed only if ``closes_gone`` says so. Raises Refused for everyone
    but an administrator and the worker.
    """
    if by.person_id is None or not by.has(Role.ADMINISTRATOR, Role.WORKER):
        raise Refused(_("Kun en administrator kan læse et helt katalog ind."))
    plan = plan_of(found, known_to(source), source=source, faults=faults)
    if plan.faults or is_trial:
        return plan
    Organisation.objects.bulk_create(
        Organisation(id=one.id, name=one.name, kind=one.kind, cvr=one.cvr, website=one.website)
        for one in plan.new_providers.values()
    )
    Place.objects.bulk_create(map(_place, plan.new_spots.values()))
    _add(plan.new, by)
    for planned in plan.changed:
        change_offer(offer_id=planned.id, sheet=planned.sheet, by=by)
    for gone in plan.gone if closes_gone else ():
        rest_offer(offer_id=gone.id, ends=True, by=by)
    _remember(plan, source)
    plan.times = make_sessions(by=by)
    return plan


def _place(spot: Spot) -> Place:
    return Place(
        id=spot.id,
        slug=spot.slug,
        name=spot.name,
        address=spot.address,
        neighbourhood=spot.neighbourhood,
        hours=dict(spot.hours),
        step_free=spot.step_free,
        accessible_toilet=spot.accessible_toilet,
        hearing_loop=spot.hearing_loop,
        access_note=spot.access_note,
        transport=spot.transport,
        x=spot.x,
        y=spot.y,
        latitude=spot.latitude,
        longitude=spot.longitude,
        is_hidden=spot.is_hidden,
    )


def _add(new: Sequence[Planned], by: Actor) -> None:
    """New offers, many together. What is new has no seats yet, so nobody is to be told."""
    now, today = clock.now(), clock.today()
    kinds = AccessRuleSet.objects.exclude(kind="").filter(ended_at__isnull=True)
    kinds = kinds.prefetch_related("lines")
    rules = {one.kind: one for one in kinds}
    offers = [_offer(planned, now, rules.get(planned.sheet.kind), by) for planned in new]
    Offer.objects.bulk_create(offers, batch_size=AT_ONCE)
    OfferNeed.objects.bulk_create(
        (
            OfferNeed(offer_id=planned.id, need_id=code, position=position)
            for planned in new
            for position, code in enumerate(dict.fromkeys(planned.sheet.needs))
        ),
        batch_size=AT_ONCE,
    )
    _add_laws(new)
    Schedule.objects.bulk_create(
        (
            Schedule(
                **({"id": times.id} if times.id else {}),
                offer_id=planned.id,
                rrule=times.rrule,
                starts_on=times.starts_on or today,
                starts_time=times.starts_time,
                duration_minutes=times.duration_minutes,
                seats=1 if times.each_minutes else times.seats,
                each_minutes=times.each_minutes,
                exdates=list(times.exdates or ()),
                rdates=list(times.rdates or ()),
                ended_on=times.ended_on,
            )
            for planned in new
            for times in planned.sheet.times
        ),
        batch_size=AT_ONCE,
    )
    for offer, planned in zip(offers, new, strict=True):
        if planned.sheet.access_lines:
            give_rule_of_its_own(offer=offer, lines=planned.sheet.access_lines, by=by)


def _offer(planned: Planned, now: datetime, rule: AccessRuleSet | None, by: Actor) -> Offer:
    sheet = planned.sheet
    plain = {name: getattr(sheet, name) for name in _PLAIN}
    values = {name: list(v) if isinstance(v, tuple) else v for name, v in plain.items()}
    if rule is not None and not sheet.access_lines:  # as change_offer: the rule has the word
        values["own_access"] = sheet.access
        values["access"] = access_of([line_of(line) for line in rule.lines.all()])
    return Offer(
        **values,
        id=planned.id,
        provider_id=planned.provider.id,
        place_id=planned.spot.id if planned.spot else None,
        rule_set=rule if not sheet.access_lines else None,
        # As old as its source says: how old its words are is part of the truth about them.
        updated_at=_said_at(planned.found.updated_at, now),
        updated_by=by.person_id or planned.id,  # never empty: import_offers has looked
        checked_at=_said_on(planned.found.checked_on, now),
        checked_by=by.person_id,
    )


def _said_at(told: datetime | None, now: datetime) -> datetime:
    if told is None:
        return now
    return min(told if told.tzinfo else told.replace(tzinfo=clock.COPENHAGEN), now)


def _said_on(told: date | None, now: datetime) -> datetime:
    return min(datetime.combine(told, time(12), clock.COPENHAGEN), now) if told else now


def _add_laws(new: Sequence[Planned]) -> None:
    today = clock.today()
    in_force = LawBasis.objects.filter(valid_from__lte=today).exclude(valid_to__lte=today)
    known: dict[str, list[LawBasis]] = {}
    for law in in_force:
        known.setdefault(law.section, []).append(law)
    link = Offer.laws.through
    link.objects.bulk_create(
        (
            link(offer_id=planned.id, lawbasis_id=law.id)
            for planned in new
            for section in dict.fromkeys(planned.sheet.laws)
            for law in known.get(section, ())
        ),
        batch_size=AT_ONCE,
    )


def _remember(plan: Plan, source: str) -> None:
    if not source:
        return
    every = [*plan.new, *plan.changed, *plan.same]
    keys = {("offer", planned.found.key): planned.id for planned in every}
    for planned in every:
        provider, spot = planned.found.provider, planned.found.spot
        if provider and provider.key:
            keys["organisation", provider.key] = planned.provider.id
        if spot and spot.key and planned.spot:
            keys["place", spot.key] = planned.spot.id
    SourceKey.objects.bulk_create(
        (
            SourceKey(source=source, kind=kind, key=key, own_id=own)
            for (kind, key), own in keys.items()
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["source", "kind", "key"],
        update_fields=["own_id"],
    )
