"""Nights in what is lent: holding them, agreeing, coming and leaving.

Each operation locks all things of the offer, once and in one order, before it looks at what is
free. The lock is the first guard and the table's own exclusion the second: no night is given twice.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import StayAnswered, StayChanged
from indgang.offers.models import Offer, Stay, Thing
from indgang.offers.operations.seats import NO_USE
from indgang.offers.queries.access import answer_of
from indgang.offers.queries.stays import SeenStay, seen_stay, taken_nights, tonight
from indgang.offers.rules.access_per_use import Entry, Use
from indgang.offers.rules.nights import (
    EVENING,
    FURTHEST,
    Nights,
    StayState,
    hold_until,
    is_free,
    next_free,
)
from indgang.offers.wording import day_words


@transaction.atomic
def hold_stay(
    *,
    offer_id: UUID,
    person_id: UUID,
    nights: Nights,
    by: Actor,
    thing_id: UUID | None = None,
    use: Use = NO_USE,
) -> Stay:
    """Give an opened person these nights in a thing of the offer, or hold them until it is agreed.

    Where the offer is open for this use, or the house asks together with the guest, it is agreed at
    once; otherwise the nights are held for a day at the most, until those who keep the thing have
    answered. Without ``thing_id`` it is the first that is free. Raises Refused for nights that have
    been, are too many or too far away, that are taken (and says when the next are free), where the
    guest sleeps somewhere else, or where a decision comes first; NotThere if there is no such offer
    or thing, or the person's plan is not open for writing.
    """
    offer = _offer(offer_id)
    entry = answer_of(offer, use).entry
    if entry is Entry.DECISION and not by.has(Role.AUTHORITY):
        raise Refused(
            _("Her skal vi først have et ja fra kommunen. Vi hjælper dig med at spørge."),
            code="decision",
        )
    things = _locked(offer_id)
    chosen = [thing for thing in things if thing_id in (None, thing.id)]
    if not chosen or by.person_id is None or not _may_write_plan(person_id):
        raise NotThere
    _refuse_odd_nights(nights, chosen)
    _refuse_second_bed(person_id, nights)
    thing = _free_one(nights, chosen)
    is_agreed = entry is not Entry.TALK or by.is_house or by.has(Role.AUTHORITY)
    stay = Stay(
        id=uuid4(),
        thing=thing,
        person_id=person_id,
        nights=(nights.first, nights.until),
        state=StayState.AGREED if is_agreed else StayState.HELD,
        held_until=None if is_agreed else _held_until(nights.first),
        made_at=clock.now(),
        made_by=by.person_id,
    )
    try:
        with transaction.atomic():
            stay.save(force_insert=True)
    except IntegrityError:  # somebody else's nights, or one's own in another thing
        raise _taken(nights, chosen) from None
    stay.refresh_from_db()
    say_changed(f"guest:{person_id}", "stays")
    return stay


@transaction.atomic
def agree_stay(*, stay_id: UUID, by: Actor) -> None:
    """The held nights are the guest's. Agreeing twice does nothing.

    Raises Refused if they are not held any more; NotThere if they are not the actor's to give.
    """
    seen = _kept(stay_id, by)
    if seen.state in (StayState.AGREED, StayState.THERE):
        return
    if seen.state != StayState.HELD or _ran_out(seen):
        raise Refused(
            _("Nætterne bliver ikke holdt mere. Gæsten kan spørge igen."), code="not-held"
        )
    _put(seen, StayState.AGREED)
    publish(StayAnswered(stay_id))


@transaction.atomic
def note_arrival(*, stay_id: UUID, by: Actor) -> None:
    """The guest has come. Noting it twice does nothing.

    Raises Refused before the first night, after the last one, and for nights that are not agreed;
    NotThere if it is not the actor's to note.
    """
    seen = _kept(stay_id, by)
    if seen.state == StayState.THERE:
        return
    if seen.state != StayState.AGREED:
        raise Refused(_("Nætterne er ikke aftalt. Sig ja til dem først."), code="not-agreed")
    if tonight() < seen.nights.first:
        said = _("Nætterne begynder først %(day)s.")
        raise Refused(said % {"day": day_words(seen.nights.first)}, code="early")
    if tonight() not in seen.nights:
        raise Refused(_("Nætterne er gået."), code="over")
    _put(seen, StayState.THERE)


@transaction.atomic
def end_stay(*, stay_id: UUID, by: Actor) -> None:
    """The guest has left. The nights that are left are free at once. Leaving twice does nothing.

    Raises Refused for somebody who never came; NotThere if it is neither his own nor the actor's to
    note.
    """
    seen = _seen(stay_id)
    if seen.state == StayState.ENDED:
        return
    if seen.state != StayState.THERE:
        raise Refused(_("Der står ikke, at gæsten er kommet. Meld fra i stedet."), code="not-there")
    left_on = max(clock.today(), seen.nights.first + timedelta(days=1))
    _put(seen, StayState.ENDED, Nights(seen.nights.first, min(left_on, seen.nights.until)))


@transaction.atomic
def prolong_stay(*, stay_id: UUID, until: date, by: Actor) -> None:
    """The guest stays on until that morning, if the thing is free.

    Those who keep the thing decide how long; a guest himself only where the offer is open and for
    as many nights as it is lent at a time. Raises Refused for a day that is no later, too far away
    or not free (and says until when it is); NotThere as end_stay.
    """
    seen = _seen(stay_id)
    if seen.state not in (StayState.AGREED, StayState.THERE):
        raise Refused(_("Nætterne er ikke aftalt."), code="not-agreed")
    if until <= seen.nights.until:
        raise Refused(_("Vælg en dag efter den, det slutter nu."), code="no-later")
    things = {thing.id: thing for thing in _locked(seen.offer_id)}
    thing = things.get(seen.thing_id)
    if thing is None:
        raise NotThere
    if not _may_keep(seen, by):
        _refuse_own_prolonging(seen, thing, until)
    more = Nights(seen.nights.until, until)
    if (until - clock.today()).days > FURTHEST:
        raise Refused(_("Så langt frem kan man ikke se endnu."), code="far")
    spans = taken_nights([thing.id], since=more.first, until=more.until)[thing.id]
    if not is_free(more, spans):
        free_until = max(min(spans).first, more.first)
        said = _("Der er ikke ledigt så længe. Det er optaget fra %(day)s.")
        raise Refused(said % {"day": day_words(free_until)}, code="taken")
    try:
        with transaction.atomic():
            _put(seen, StayState(seen.state), Nights(seen.nights.first, until))
    except IntegrityError:
        raise Refused(
            _("Gæsten sover et andet sted nogle af de nætter."), code="elsewhere"
        ) from None
    publish(StayChanged(stay_id))


@transaction.atomic
def call_off_stay(*, stay_id: UUID, by: Actor) -> None:
    """The guest does not come, or cannot. The nights are free at once. Twice does nothing.

    Raises Refused once he has come; NotThere as end_stay.
    """
    seen = _seen(stay_id)
    if seen.state in (StayState.CALLED_OFF, StayState.ENDED):
        return
    if seen.state == StayState.THERE:
        raise Refused(_("Gæsten er kommet. Skriv i stedet, at gæsten er taget hjem."), code="there")
    _put(seen, StayState.CALLED_OFF)
    publish(StayAnswered(stay_id))


@transaction.atomic
def move_stay(*, stay_id: UUID, thing_id: UUID, by: Actor) -> UUID:
    """The rest of the nights are in another thing of the same offer. Returns the stay's id.

    Somebody who is there moves from tonight on: what has been stays as it was, and the rest is a
    stay of its own. Raises Refused if the thing is not free; NotThere if it is not the actor's to
    move, or there is no such thing.
    """
    seen = _kept(stay_id, by)
    if seen.state in (StayState.ENDED, StayState.CALLED_OFF):
        raise Refused(_("Nætterne er slut."), code="over")
    things = {thing.id: thing for thing in _locked(seen.offer_id)}
    if thing_id not in things or seen.thing_id not in things:
        raise NotThere
    if thing_id == seen.thing_id:
        return stay_id
    splits = seen.state == StayState.THERE and seen.nights.first < tonight() < seen.nights.until
    rest = Nights(tonight() if splits else seen.nights.first, seen.nights.until)
    spans = taken_nights([thing_id], since=rest.first, until=rest.until)[thing_id]
    if not is_free(rest, spans):
        said = _("%(thing)s er ikke fri alle de nætter.")
        raise Refused(said % {"thing": things[thing_id].name}, code="taken")
    if not splits:
        _put(replace(seen, thing_id=thing_id), StayState(seen.state))
        publish(StayChanged(stay_id))
        return stay_id
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.split_stay(%s, %s, %s, %s)",
            [stay_id, thing_id, rest.first, clock.now()],
        )
        row = cursor.fetchone()
    if not row or row[0] is None:
        raise NotThere
    made: UUID = row[0]
    publish(StayChanged(made))
    return made


@transaction.atomic
def let_go_of_holds(*, by: Actor) -> int:
    """End every hold that nobody answered in time. For the worker. Returns how many."""
    return _let_go(None)


def _offer(offer_id: UUID) -> Offer:
    offer = Offer.objects.select_related("rule_set").filter(id=offer_id).first()
    if offer is None:
        raise NotThere
    if offer.status != "published":
        raise Refused(_("Tilbuddet er lukket lige nu."), code="closed")
    return offer


def _locked(offer_id: UUID) -> list[Thing]:
    """What the offer lends, locked until the transaction ends, by name. Old holds are gone."""
    things = list(Thing.objects.raw("select * from indgang.lock_things(%s)", [offer_id]))
    _let_go(offer_id)
    lent = [thing for thing in things if thing.closed_on is None]
    return sorted(lent, key=lambda thing: (thing.name, thing.id))


def _let_go(offer_id: UUID | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select indgang.let_go_of_holds(%s)", [offer_id])
        row = cursor.fetchone()
    return row[0] if row else 0


def _refuse_odd_nights(nights: Nights, things: list[Thing]) -> None:
    if nights.number < 1 or nights.first < tonight():
        raise Refused(_("Vælg en nat fra i nat og frem."), code="past")
    most = max(thing.most_nights for thing in things)
    if nights.number > most:
        said = ngettext("Det er én nat ad gangen.", "Det er højst %(most)s nætter ad gangen.", most)
        raise Refused(said % {"most": most}, code="many")
    if (nights.until - clock.today()).days > FURTHEST:
        raise Refused(_("Så langt frem kan man ikke se endnu."), code="far")


def _free_one(nights: Nights, things: list[Thing]) -> Thing:
    spans = taken_nights([t.id for t in things], since=nights.first, until=nights.until)
    for thing in things:
        if nights.number <= thing.most_nights and is_free(nights, spans[thing.id]):
            return thing
    raise _taken(nights, things)


def _taken(nights: Nights, things: list[Thing]) -> Refused:
    """That it is taken, and when the next free nights are."""
    since = tonight()
    until = since + timedelta(days=FURTHEST + nights.number)
    spans = taken_nights([t.id for t in things], since=since, until=until)
    free = [next_free(nights.number, spans[t.id], since=since) for t in things]
    soonest = min((one.first for one in free if one), default=None)
    if soonest is None:
        return Refused(_("Der er ikke ledigt lige nu. Ring, så ser vi på det."), code="taken")
    said = ngettext(
        "Den nat er optaget. Den næste ledige nat er %(day)s.",
        "De nætter er ikke ledige. De næste ledige begynder %(day)s.",
        nights.number,
    )
    return Refused(said % {"day": day_words(soonest)}, code="taken")


def _refuse_second_bed(person_id: UUID, nights: Nights) -> None:
    mine = Stay.objects.filter(
        person_id=person_id,
        state__in=[StayState.HELD.value, StayState.AGREED.value, StayState.THERE.value],
        nights__overlap=(nights.first, nights.until),
    )
    if mine.exists():
        raise Refused(_("Du har allerede et sted at sove de nætter."), code="elsewhere")


def _held_until(first: date) -> datetime:
    return hold_until(now=clock.now(), evening=clock.at(first, EVENING))


def _ran_out(seen: SeenStay) -> bool:
    return seen.held_until is None or seen.held_until <= clock.now()


def _seen(stay_id: UUID) -> SeenStay:
    """A stay of a person opened to write, or in a thing that the actor keeps."""
    seen = seen_stay(stay_id)
    if seen is None or not (seen.keeps or seen.has):
        raise NotThere
    _locked(seen.offer_id)
    again = seen_stay(stay_id)  # as it stands now that nobody else can change it
    if again is None:
        raise NotThere
    return again


def _kept(stay_id: UUID, by: Actor) -> SeenStay:
    seen = _seen(stay_id)
    if not _may_keep(seen, by):
        raise NotThere
    return seen


def _may_keep(seen: SeenStay, by: Actor) -> bool:
    """Those who keep the thing, and the house together with a guest it has opened."""
    return seen.keeps or (seen.has and by.is_house)


def _refuse_own_prolonging(seen: SeenStay, thing: Thing, until: date) -> None:
    offer = _offer(seen.offer_id)
    if answer_of(offer, NO_USE).entry is not Entry.OPEN:
        raise Refused(_("Spørg dem, der passer stedet, om du kan blive længere."), code="ask")
    if Nights(seen.nights.first, until).number > thing.most_nights:
        said = _("Det er højst %(most)s nætter ad gangen.")
        raise Refused(said % {"most": thing.most_nights}, code="many")


def _put(seen: SeenStay, state: StayState, nights: Nights | None = None) -> None:
    span = nights or seen.nights
    with connection.cursor() as cursor:
        cursor.execute(
            "select indgang.put_stay(%s, %s, %s, %s, %s, %s)",
            [seen.id, seen.thing_id, span.first, span.until, state.value, clock.now()],
        )
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotThere


def _may_write_plan(person_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(indgang.writable('plan'))", [person_id])
        row = cursor.fetchone()
    return bool(row and row[0])
