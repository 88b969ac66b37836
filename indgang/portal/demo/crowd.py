"""A few things are full, and some wait for a seat: what everybody wants."""

from datetime import datetime, timedelta

from indgang.access.operations import open_person
from indgang.offers.models import Session
from indgang.offers.operations import take_seat
from indgang.plans.operations import add_activity
from indgang.portal.demo.shape import Offer
from indgang.portal.demo.telling import Telling, Traveller

WANTED = ("fem-samtaler", "digital-post-hjaelp", "bag-disken")  # few seats, and open to all
STAGES = ("mid_course", "checkins_good", "checkins_flat", "checkins_worse")
WAITING = 2  # who come too late
NOT_BEFORE = timedelta(days=2)


def crowd(telling: Telling, travellers: list[Traveller]) -> None:
    """The next time of each is filled by guests who want it too, and two more wait."""
    ready = [one for one in travellers if one.guest.stage in STAGES]
    for number, slug in enumerate(WANTED):
        offer = telling.offer(slug)
        session = _next(telling, slug)
        if session is None or session.seats is None:
            continue
        turned = [*ready[number * 7 :], *ready[: number * 7]]
        able = [one for one in turned if fits(one, offer)]
        for place, traveller in enumerate(able[: session.seats - session.taken + WAITING]):
            moment = telling.now - timedelta(hours=30) + timedelta(minutes=47 * place)
            _want(telling, traveller, session, moment)


def _next(telling: Telling, slug: str) -> Session | None:
    found = telling.sessions.get(telling.settled.offers[slug], [])
    coming = [s for s in found if s.starts_at > telling.now + NOT_BEFORE]
    return Session.objects.filter(id=coming[0].id).first() if coming else None


def fits(traveller: Traveller, offer: Offer) -> bool:
    """Whether it is new to the guest, and for somebody of that age."""
    guest = traveller.guest
    is_new = all(choice.offer != offer.slug for choice in guest.choices)
    return is_new and (offer.min_age or 0) <= guest.age <= (offer.max_age or guest.age)


def _want(telling: Telling, traveller: Traveller, session: Session, moment: datetime) -> None:
    with telling.chronicle.at(moment, traveller.card) as by:
        open_person(person_id=traveller.person_id, purpose="plads", by=by)
        booking = take_seat(session_id=session.id, person_id=traveller.person_id, by=by)
        add_activity(
            person_id=traveller.person_id,
            words="",
            offer_id=session.offer_id,
            booking_id=booking.id,
            by=by,
        )
