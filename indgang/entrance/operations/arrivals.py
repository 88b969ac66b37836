"""From the door to the welcome, and on to what came of it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.operations import introduce_guest, open_person
from indgang.entrance.facts import GuestArrived
from indgang.entrance.models import Arrival
from indgang.entrance.operations.bringing import let_house_see, unit_at_the_door
from indgang.entrance.operations.clock import measure_step
from indgang.entrance.operations.parts import who
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.people.queries import colleague_names
from indgang.plans.operations import note_contact

NAMELESS = {"", "ukendt", "unknown"}
PURPOSE = gettext_noop("ankomst")


@transaction.atomic
def register_arrival(
    *,
    nickname: str,
    about: str,
    unit_id: UUID,
    by: Actor,
    person_id: UUID | None = None,
    once: UUID | None = None,
) -> Arrival:
    """Somebody has come in and waits for a welcome. A new guest, unless a known one is named.

    A colleague who works elsewhere and brings a guest writes down her yes: his own unit and the
    house may see her card, and so he can see what came of it. The same form sent twice is one
    arrival, and so is a known guest who waits already. Raises Refused for a unit that is not the
    actor's and no house, NotThere for a known guest the actor may not see.
    """
    once = once or uuid4()
    if earlier := Arrival.objects.filter(once=once).first():
        return earlier
    if person_id is None:
        name = "" if nickname.strip().lower() in NAMELESS else nickname.strip()
        person_id = introduce_guest(
            nickname=name,
            language="da",
            unit_id=unit_at_the_door(unit_id, by=by),
            why=gettext_noop("Du kom ind ad døren."),
            by=by,
        )
    else:
        open_person(person_id=person_id, purpose=PURPOSE, by=by)
        if waiting := Arrival.objects.filter(person_id=person_id, settled_at=None).first():
            return waiting
    let_house_see(person_id=person_id, unit_id=unit_id, by=by)
    arrival = Arrival.objects.create(
        person_id=person_id,
        unit_id=unit_id,
        once=once,
        about=about.strip(),
        arrived_at=clock.now(),
        arrived_by=who(by),
    )
    publish(GuestArrived(arrival.id, person_id, unit_id))
    say_changed(f"house:{unit_id}", "arrivals")
    return arrival


@transaction.atomic
def welcome(*, arrival_id: UUID, by: Actor) -> Arrival:
    """The guest has been welcomed, now and by the actor, and the door clock stops.

    A guest who was welcomed already stays with whoever did it first. Raises NotThere.
    """
    arrival = _opened(arrival_id, by)
    if arrival.welcomed_at is None:
        _welcome(arrival, clock.now(), by)
        arrival.save(update_fields=["welcomed_at", "welcomed_by"])
        say_changed(f"house:{arrival.unit_id}", "arrivals")
    return arrival


@transaction.atomic
def settle_arrival(*, arrival_id: UUID, outcome: str, by: Actor, shown_where: str = "") -> Arrival:
    """What came of the visit. The guest leaves the list of those who wait.

    Sent twice it is settled once. Raises NotThere; Refused if a colleague has settled it in another
    way, or if the guest was shown on to nowhere.
    """
    arrival = _opened(arrival_id, by)
    if outcome == "shown_on" and not shown_where.strip():
        raise Refused(_("Skriv, hvor gæsten blev vist hen."))
    if arrival.settled_at is not None:
        if arrival.outcome == outcome:
            return arrival
        raise Refused(_settled_already(arrival))
    now = clock.now()
    if arrival.welcomed_at is None:
        _welcome(arrival, now, by)
    arrival.settled_at, arrival.settled_by = now, by.person_id
    arrival.outcome, arrival.shown_where = outcome, shown_where.strip()
    arrival.save()
    say_changed(f"house:{arrival.unit_id}", "arrivals")
    return arrival


def _opened(arrival_id: UUID, by: Actor) -> Arrival:
    """The arrival with its guest opened, locked, so that two colleagues do not both settle it."""
    seen = Arrival.objects.filter(id=arrival_id).first()
    if seen is None:
        raise NotThere
    open_person(person_id=seen.person_id, purpose=PURPOSE, by=by)
    locked = Arrival.objects.select_for_update().filter(id=arrival_id).first()
    if locked is None:
        raise NotThere
    return locked


def _welcome(arrival: Arrival, now: datetime, by: Actor) -> None:
    arrival.welcomed_at, arrival.welcomed_by = now, by.person_id
    note_contact(person_id=arrival.person_id, how="meeting", by=by)
    measure_step(
        step="welcome", unit_id=arrival.unit_id, began_at=arrival.arrived_at, ended_at=now, by=by
    )


def _settled_already(arrival: Arrival) -> str:
    colleague = arrival.settled_by
    name = colleague_names({colleague}).get(colleague, "") if colleague else ""
    return _("%(name)s har allerede skrevet, hvad der skete.") % {"name": name or _("En kollega")}
