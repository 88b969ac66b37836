"""Who sleeps where: a few nights in the acute house, in a wagon and in the guest room."""

from dataclasses import dataclass
from datetime import timedelta

from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.refused import Refused
from indgang.offers.models import Thing
from indgang.offers.operations import hold_stay, note_arrival
from indgang.offers.rules.nights import night_of, nights_from
from indgang.portal.demo.telling import Telling, Traveller


@dataclass(frozen=True)
class Nights:
    """Some nights in a thing: how many days ago they began, and how far they have come."""

    offer: str
    thing: str
    days_ago: int
    number: int
    state: str  # held, agreed or there


TOLD = (
    Nights("akutseng", "Seng 1", 1, 3, "there"),
    Nights("akutseng", "Seng 2", 0, 2, "agreed"),
    Nights("akutseng", "Seng 3", -2, 1, "held"),
    Nights("akutseng", "Seng 1", -4, 2, "agreed"),
    Nights("en-vogn-at-bo-i", "Den blå vogn", 19, 60, "there"),
    Nights("gaestevaerelset", "Gæsteværelset", -5, 3, "agreed"),
)


def lend(telling: Telling, travellers: list[Traveller]) -> None:
    """A guest for each, among those who have a key card and somebody who goes along."""
    asked = [t for t in travellers if t.card and t.writer and t.guest.stage != "exited"]
    # Another story has other offers.
    lent = [told for told in TOLD if told.offer in telling.settled.offers]
    for told, traveller in zip(lent, asked, strict=False):
        _stay(telling, traveller, told)


def _stay(telling: Telling, traveller: Traveller, told: Nights) -> None:
    writer = traveller.writer
    first = night_of(clock.local(telling.now)) - timedelta(days=told.days_ago)
    asked_at = min(telling.now - timedelta(minutes=50), clock.at(first, 20))
    by_guest = told.state == "held"
    key = traveller.card if by_guest or writer is None else writer.key
    thing = Thing.objects.get(offer_id=telling.settled.offers[told.offer], name=told.thing)
    with telling.chronicle.at(asked_at, key) as by:
        open_person(person_id=traveller.person_id, purpose="nætter", by=by)
        try:
            stay = hold_stay(
                offer_id=thing.offer_id,
                person_id=traveller.person_id,
                nights=nights_from(first, told.number),
                thing_id=thing.id,
                by=by,
            )
        except Refused:  # before eight in the morning the night is yesterday's
            return
        if told.state == "there":
            note_arrival(stay_id=stay.id, by=by)
