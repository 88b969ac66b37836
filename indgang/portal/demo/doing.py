"""What the guest does: seats in offers, whether he came, and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from indgang.access.operations import give_permission, open_person
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import Refused
from indgang.offers.models import Session
from indgang.offers.operations import mark_attendance, take_seat
from indgang.plans.models import Activity
from indgang.plans.models.doing import ActivityStatus
from indgang.plans.operations import add_activity, mark_activity, stop_activity
from indgang.portal.demo.settling import Colleague
from indgang.portal.demo.shape import Choice, Guest, Offer
from indgang.portal.demo.telling import Telling, Traveller

MOST_TIMES = 16  # times that are told of one by one; a few went somewhere every day for months
AT_A_TIME = 4  # seats a guest takes in one go
QUIET = timedelta(days=17)  # nobody has heard of them for so long: the house begins to miss them
QUIET_STAGE = "checkins_flat"


def do_what_was_chosen(telling: Telling, traveller: Traveller) -> None:
    """Every choice of the guest, from the first seat to what came of it."""
    for choice in traveller.guest.choices:
        _carry_out(telling, traveller, choice)


def _carry_out(telling: Telling, traveller: Traveller, choice: Choice) -> None:
    been = _times(telling, traveller, choice)
    begins = been[0].starts_at if been else _week(traveller, choice)
    activity_id = _activity(telling, traveller, choice, begins)
    booked: dict[UUID, Session] = {}
    for at in range(0, len(been), AT_A_TIME):
        batch = been[at : at + AT_A_TIME]
        booked |= _take_seats(telling, traveller, choice, batch)
    _mark(telling, traveller, choice, booked)
    if choice.status in ("going", "planned") and traveller.guest.stage != "exited":
        coming = _coming(telling, choice)
        _take_seats(telling, traveller, choice, coming, now=telling.now - timedelta(hours=20))
    _become(telling, traveller, choice, activity_id, been)


def _times(telling: Telling, traveller: Traveller, choice: Choice) -> list[Session]:
    """The times he was there or stayed away, spread over the weeks in which he went."""
    wanted = min(choice.came + choice.stayed_away, MOST_TIMES)
    guest, until = traveller.guest, _until(telling, traveller, choice)
    all_of_them = telling.sessions.get(telling.settled.offers[choice.offer], [])
    since = max(_week(traveller, choice), traveller.started + timedelta(hours=2))
    found = [s for s in all_of_them if since < s.starts_at and s.ends_at < until]
    if len(found) < wanted and guest.weeks_ago > (guest.started_weeks_ago or 0):
        before = [s for s in all_of_them if traveller.first_met < s.starts_at <= since]
        found = [*before, *found][-wanted:] if wanted else []
    if choice.status != "going" or len(found) <= wanted:
        return found[:wanted]
    step = len(found) / max(wanted, 1)
    return [found[int((number + 0.5) * step)] for number in range(wanted)]


def _week(traveller: Traveller, choice: Choice) -> datetime:
    return traveller.started + timedelta(weeks=choice.from_week)


def _until(telling: Telling, traveller: Traveller, choice: Choice) -> datetime:
    guest = traveller.guest
    until = telling.now - timedelta(hours=1)
    if guest.stage == QUIET_STAGE:
        until -= QUIET
    left = guest.ending.in_days if guest.ending else 0
    if left < 0 and choice.status != "going" and choice.from_week <= _weeks_there(guest):
        until = telling.now + timedelta(days=left)
    return until


def _weeks_there(guest: Guest) -> int:
    left = -guest.ending.in_days // 7 if guest.ending else 0
    return (guest.started_weeks_ago or 0) - left


def _coming(telling: Telling, choice: Choice) -> list[Session]:
    sessions = telling.sessions.get(telling.settled.offers[choice.offer], [])
    return [s for s in sessions if s.starts_at > telling.now + timedelta(minutes=30)][:2]


def _activity(telling: Telling, traveller: Traveller, choice: Choice, begins: datetime) -> UUID:
    """The line in the plan: from the first talk, or added when the guest felt like it."""
    offer_id = telling.settled.offers[choice.offer]
    moment = telling.past(max(begins - timedelta(days=3), traveller.started + timedelta(hours=3)))
    with telling.with_guest(traveller, moment) as by:
        there = Activity.objects.filter(person_id=traveller.person_id, offer_id=offer_id).first()
        if there is not None:
            return there.id
        return add_activity(person_id=traveller.person_id, words="", offer_id=offer_id, by=by).id


def _take_seats(
    telling: Telling,
    traveller: Traveller,
    choice: Choice,
    sessions: Sequence[Session],
    *,
    now: datetime | None = None,
) -> dict[UUID, Session]:
    """Booking → its session. By the guest himself, or by whoever must where it is not open to all."""
    if not sessions:
        return {}
    first = sessions[0].starts_at
    moment = now or max(first - timedelta(hours=26), traveller.started + timedelta(minutes=80))
    moment = min(moment, first - timedelta(minutes=10))
    for open_for in (_as_guest, _as_guide, _as_authority):
        booked = open_for(telling, traveller, moment, sessions)
        if booked is not None:
            return booked
    return {}


def _as_guest(
    telling: Telling, traveller: Traveller, moment: datetime, sessions: Sequence[Session]
) -> dict[UUID, Session] | None:
    return _seats(telling, traveller, moment, sessions, traveller.card)


def _as_guide(
    telling: Telling, traveller: Traveller, moment: datetime, sessions: Sequence[Session]
) -> dict[UUID, Session] | None:
    writer = traveller.writer
    return _seats(telling, traveller, moment, sessions, writer.key) if writer else None


def _as_authority(
    telling: Telling, traveller: Traveller, moment: datetime, sessions: Sequence[Session]
) -> dict[UUID, Session] | None:
    """The guest lets the one who decides see his plan for a while, and she says yes."""
    deciding = telling.settled.with_role("authority")[0]
    with telling.chronicle.at(moment - timedelta(minutes=8), traveller.card) as by:
        give_permission(
            person_id=traveller.person_id,
            kinds=[Kind.PLAN],
            to_person_id=deciding.person_id,
            may_write=True,
            why="Så hun kan sige ja til min plads.",
            valid_until=moment + timedelta(days=2),
            by=by,
        )
    return _seats(telling, traveller, moment, sessions, deciding.key)


def _seats(
    telling: Telling,
    traveller: Traveller,
    moment: datetime,
    sessions: Sequence[Session],
    key: str,
) -> dict[UUID, Session] | None:
    """None where somebody else must."""
    booked: dict[UUID, Session] = {}
    with telling.chronicle.at(moment, key) as by:
        open_person(person_id=traveller.person_id, purpose="plads", by=by)
        for session in sessions:
            try:
                booking = take_seat(session_id=session.id, person_id=traveller.person_id, by=by)
            except Refused as refusal:
                if refusal.code in ("talk", "decision"):
                    return None
                continue
            if booking.status == "seated":
                booked[booking.id] = session
    return booked


def _mark(
    telling: Telling, traveller: Traveller, choice: Choice, booked: dict[UUID, Session]
) -> None:
    """Whoever runs it notes who came; where nobody of them is here, a guide does."""
    marker = _marker(telling, telling.offer(choice.offer)) or traveller.writer
    if marker is None:
        return
    every = max(len(booked) // choice.stayed_away, 2) if choice.stayed_away else 0
    rows = list(booked.items())
    for at in range(0, len(rows), AT_A_TIME):
        batch = rows[at : at + AT_A_TIME]
        moment = telling.past(batch[-1][1].ends_at + timedelta(minutes=5))
        with telling.chronicle.at(moment, marker.key) as by:
            if marker is traveller.writer:
                open_person(person_id=traveller.person_id, purpose="fremmøde", by=by)
            for number, (booking_id, _session) in enumerate(batch, start=at + 1):
                came = not (every and number % every == 0)
                mark_attendance(booking_id=booking_id, came=came, by=by)


def _marker(telling: Telling, offer: Offer) -> Colleague | None:
    providers = telling.settled.with_role("provider")
    own = [c for c in providers if c.member.unit == offer.provider]
    municipal = {unit.slug for unit in telling.town.municipality.units}
    if not own and offer.provider in municipal:
        own = [c for c in providers if c.member.unit in municipal]
    return own[0] if own else None


def _become(
    telling: Telling,
    traveller: Traveller,
    choice: Choice,
    activity_id: UUID,
    been: Sequence[Session],
) -> None:
    """What the guest says of it himself."""
    if choice.status == "planned":
        return
    first = been[0].ends_at if been else _week(traveller, choice) + timedelta(days=1)
    last = been[-1].ends_at if been else first
    with telling.with_guest(
        traveller, telling.past(first + timedelta(hours=2)), by_guest=True
    ) as by:
        begun = ActivityStatus.TRIED if choice.status == "tried" else ActivityStatus.GOING
        mark_activity(activity_id=activity_id, status=begun, by=by)
    if choice.status not in ("stopped", "finished"):
        return
    with telling.with_guest(traveller, telling.past(last + timedelta(days=1)), by_guest=True) as by:
        if choice.status == "stopped":
            stop_activity(activity_id=activity_id, why=choice.why_ended, by=by)
        else:
            mark_activity(activity_id=activity_id, status=ActivityStatus.FINISHED, by=by)
