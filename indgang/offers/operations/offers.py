"""An offer comes into the overview, is changed, and is confirmed to be still true."""

from collections.abc import Collection
from dataclasses import fields, replace
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionMoved
from indgang.offers.models import (
    AccessRuleSet,
    LawBasis,
    Need,
    Offer,
    OfferNeed,
    Place,
    Schedule,
    Session,
)
from indgang.offers.operations.empty_times import drop_empty_times
from indgang.offers.operations.rules_of_access import give_rule_of_its_own
from indgang.offers.queries.access import line_of
from indgang.offers.queries.catalogue import places_of_others
from indgang.offers.rules.access_reach import access_of
from indgang.offers.rules.sheet import Fault, OfferSheet, Times, Wrong, faults_of, is_same_times
from indgang.offers.words_of_faults import fault_in_words
from indgang.people.models import Organisation

# What the sheet says with other words than the table.
_ELSEWHERE = {"provider", "place", "needs", "laws", "times", "access_lines"}
_PLAIN = [field.name for field in fields(OfferSheet) if field.name not in _ELSEWHERE]


@transaction.atomic
def add_offer(*, sheet: OfferSheet, by: Actor) -> Offer:
    """A new offer with its times and its rule of access. Its sessions are made by make_sessions.

    Raises Refused with the first thing that is wrong, if the short name is taken, or if the actor
    may not keep this organisation's offers.
    """
    offer = Offer(id=uuid4())
    return _written(offer, sheet, by)


@transaction.atomic
def change_offer(*, offer_id: UUID, sheet: OfferSheet, by: Actor) -> Offer:
    """The offer as the sheet now says, all of it. Sessions with bookings in them stay.

    Coming sessions that nobody has a seat in are made again from the new times. Raises NotThere if
    there is no such offer; otherwise Refused as add_offer.
    """
    offer = Offer.objects.select_for_update().filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    return _written(offer, sheet, by)


@transaction.atomic
def describe_offer(*, offer_id: UUID, sheet: OfferSheet, by: Actor) -> Offer:
    """The offer in the sheet's words: what it is, whom it is for, where, by whom and for what price.

    Its short name, its times, its rule of access, its laws and whether it is shown stay as they
    are. Raises NotThere if there is no such offer or it is not the actor's; otherwise Refused as
    add_offer.
    """
    offer = Offer.objects.select_for_update().filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    sheet = replace(sheet, slug=offer.slug, status=offer.status, times=(), laws=())
    _describe(offer, sheet, by)
    return offer


@transaction.atomic
def confirm_offer(*, offer_id: UUID, by: Actor) -> None:
    """Note that what stands about the offer is true today.

    Raises NotThere if there is no such offer or it is not the actor's to keep.
    """
    now = clock.now()
    changed = Offer.objects.filter(id=offer_id).update(checked_at=now, checked_by=by.person_id)
    if not changed:
        raise NotThere
    Session.objects.filter(offer_id=offer_id, starts_at__gt=now).update(counted_at=now)


def faults_in(sheet: OfferSheet) -> tuple[Fault, ...]:
    """Everything wrong with the sheet, also with what it refers to. At most four queries."""
    return (*faults_of(sheet), *_unknown(sheet))


def _unknown(sheet: OfferSheet) -> list[Fault]:
    found: list[Fault] = []
    if sheet.provider and not Organisation.objects.filter(name=sheet.provider).exists():
        found.append(Fault("provider", Wrong.UNKNOWN, sheet.provider))
    if sheet.place and not _places().filter(slug=sheet.place).exists():
        found.append(Fault("place", Wrong.UNKNOWN, sheet.place))
    needs = set(Need.objects.filter(code__in=sheet.needs).values_list("code", flat=True))
    found += [Fault("needs", Wrong.UNKNOWN, code) for code in sheet.needs if code not in needs]
    laws = {law.section for law in _laws(sheet.laws)}
    found += [Fault("laws", Wrong.UNKNOWN, law) for law in sheet.laws if law not in laws]
    return found


def _places() -> QuerySet[Place]:
    """Where the actor may say that an offer is: not in a hidden place of somebody else's."""
    return Place.objects.exclude(id__in=places_of_others())


def _laws(sections: Collection[str]) -> list[LawBasis]:
    today = clock.today()
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    return list(LawBasis.objects.filter(in_force, section__in=sections))


def _written(offer: Offer, sheet: OfferSheet, by: Actor) -> Offer:
    _describe(offer, sheet, by)
    offer.laws.set(_laws(sheet.laws))
    _write_rule(offer, sheet, by)
    _write_times(offer, sheet.times)
    return offer


def _describe(offer: Offer, sheet: OfferSheet, by: Actor) -> None:
    if faults := faults_in(sheet):
        raise Refused(fault_in_words(faults[0]), code=faults[0].column)
    if Offer.objects.filter(slug=sheet.slug).exclude(id=offer.id).exists():
        raise Refused(fault_in_words(Fault("slug", Wrong.TWICE, sheet.slug)), code="slug")
    was = (offer.place_id, offer.where_note)
    access = offer.access
    for name in _PLAIN:
        value = getattr(sheet, name)
        setattr(offer, name, list(value) if isinstance(value, tuple) else value)
    if offer.rule_set_id is not None:
        # A rule that the municipality wrote decides; the sheet's word holds when it has ended.
        offer.own_access, offer.access = sheet.access, access
    offer.provider = Organisation.objects.get(name=sheet.provider)
    if by.person_id is None or not _may_keep(offer.provider_id):
        raise Refused(_("Kun den, der står for tilbuddet, kan ændre det."))
    offer.place = Place.objects.filter(slug=sheet.place).first() if sheet.place else None
    offer.updated_at = offer.checked_at = clock.now()
    offer.updated_by = offer.checked_by = by.person_id
    offer.save()
    _write_needs(offer, sheet.needs)
    if (offer.place_id, offer.where_note) != was:
        _tell_of_the_place(offer)


def _tell_of_the_place(offer: Offer) -> None:
    """Those with a seat in what is to come are told, but where a time has a place of its own."""
    coming = Session.objects.filter(
        offer=offer, starts_at__gt=clock.now(), cancelled_at__isnull=True, where_note=""
    )
    for session in coming.exclude(taken=0, waiting=0):
        publish(SessionMoved(session.id))


def _write_needs(offer: Offer, codes: tuple[str, ...]) -> None:
    """In the order of the sheet: the first need is the one the offer is mostly there for."""
    offer.need_links.all().delete()
    OfferNeed.objects.bulk_create(
        OfferNeed(offer=offer, need_id=code, position=position)
        for position, code in enumerate(dict.fromkeys(codes))
    )


def _write_rule(offer: Offer, sheet: OfferSheet, by: Actor) -> None:
    """The sheet's own lines, or the rule of its kind. A sheet without lines takes no rule away."""
    if sheet.access_lines:
        give_rule_of_its_own(offer=offer, lines=sheet.access_lines, by=by)
    elif offer.rule_set is None:
        offer.rule_set = AccessRuleSet.objects.filter(
            kind=offer.kind, ended_at__isnull=True
        ).first()
        if offer.rule_set:
            offer.own_access = offer.access
            offer.access = access_of([line_of(rule) for rule in offer.rule_set.lines.all()])
            offer.save(update_fields=["rule_set", "own_access", "access"])


def _write_times(offer: Offer, times: tuple[Times, ...]) -> None:
    """New schedules in place of the old. One that stays as it was is kept, with its sessions."""
    wanted = list(times)
    for schedule in offer.schedules.all():
        same = next((t for t in wanted if is_same_times(_as_times(schedule), t)), None)
        if same is not None:
            wanted.remove(same)
            continue
        unused = Session.objects.filter(schedule=schedule, starts_at__gt=clock.now())
        drop_empty_times(unused)
        schedule.delete()
    Schedule.objects.bulk_create(
        Schedule(
            offer=offer,
            rrule=t.rrule,
            starts_on=t.starts_on or clock.today(),
            starts_time=t.starts_time,
            duration_minutes=t.duration_minutes,
            seats=1 if t.each_minutes else t.seats,
            each_minutes=t.each_minutes,
            exdates=list(t.exdates or ()),
            rdates=list(t.rdates or ()),
            ended_on=t.ended_on,
        )
        for t in wanted
    )


def _as_times(schedule: Schedule) -> Times:
    return Times(
        starts_time=schedule.starts_time,
        duration_minutes=schedule.duration_minutes,
        rrule=schedule.rrule,
        starts_on=schedule.starts_on,
        seats=schedule.seats,
        exdates=tuple(schedule.exdates),
        rdates=tuple(schedule.rdates),
        ended_on=schedule.ended_on,
        each_minutes=schedule.each_minutes,
    )


def _may_keep(organisation_id: UUID) -> bool:
    """Whether the actor keeps this organisation's offers: the database's own answer."""
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(indgang.kept_organisations())", [organisation_id])
        row = cursor.fetchone()
    return bool(row and row[0])
