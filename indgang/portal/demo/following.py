"""Along the way: agreements, talks, who may see what, and how one leaves and comes back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from indgang.access.operations import give_permission, withdraw_permission
from indgang.kernel import clock
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import (
    add_agreement,
    add_appointment,
    come_back,
    finish_agreement,
    leave_course,
    note_contact,
    plan_exit,
)
from indgang.portal.demo.coming import arrive, bring_relative, settle
from indgang.portal.demo.doing import QUIET, QUIET_STAGE
from indgang.portal.demo.letters import write_to_the_house
from indgang.portal.demo.shape import Agreement, Sharing
from indgang.portal.demo.talking import PAIR
from indgang.portal.demo.telling import SATURDAY, Telling, Traveller, kinds_of

TALKS_EVERY = timedelta(days=19)
AGAIN_FOR = timedelta(weeks=24)  # after a return the guides may read and write for so long
LATEST_HOUR = 20  # the house closes


def follow(telling: Telling, traveller: Traveller) -> None:
    """What happens between the guest and the house while the course runs."""
    _keep_in_touch(telling, traveller)
    for agreement in traveller.guest.agreements:
        _agree(telling, traveller, agreement)
    if traveller.guest.stage != "exited":
        _meet_soon(telling, traveller)


def share(telling: Telling, traveller: Traveller) -> None:
    """Who else may see what. The guides have got their yes in the talk."""
    for sharing in traveller.guest.shares:
        weeks_ago = sharing.withdrawn_weeks_ago
        asked = (
            telling.now - timedelta(weeks=weeks_ago + 2)
            if weeks_ago is not None
            else (traveller.started + timedelta(hours=1))
        )
        for permission_id in _give(telling, traveller, sharing, telling.past(asked)):
            if weeks_ago is not None:
                ended = telling.now - timedelta(weeks=weeks_ago)
                with telling.chronicle.at(ended, traveller.card) as by:
                    withdraw_permission(permission_id=permission_id, by=by)


def leave(telling: Telling, traveller: Traveller) -> None:
    """The exit as the guest plans it, or as it came to be."""
    ending, course_id = traveller.guest.ending, traveller.course_id
    if ending is None or course_id is None:
        return
    leaves = telling.now + timedelta(days=ending.in_days)
    planned = min(leaves - timedelta(days=8), telling.now - timedelta(days=3))
    with telling.with_guest(traveller, planned, by_guest=ending.how != "quiet") as by:
        plan_exit(
            course_id=course_id,
            planned_on=clock.local(leaves).date(),
            what_next=ending.what_next,
            around_me=ending.around_me,
            farewell=ending.farewell,
            by=by,
        )
    if ending.in_days < 0:
        with telling.with_guest(traveller, leaves, by_guest=ending.how != "quiet") as by:
            leave_course(course_id=course_id, how=HowEnded(ending.how), by=by)


def return_if_so(telling: Telling, traveller: Traveller) -> None:
    """Back in at the same door, to the plan as it was."""
    guest = traveller.guest
    if guest.returned_weeks_ago is None:
        return
    back = telling.now - timedelta(weeks=guest.returned_weeks_ago, days=1, hours=3)
    letter = next((i for i in telling.town.inquiries if i.slug == guest.inquiry), None)
    if letter is not None:
        sent = telling.now - timedelta(hours=letter.hours_ago)
        write_to_the_house(telling, letter, sent=sent, key=traveller.card)
    arrive(telling, traveller, back, guest.about)
    settle(telling, traveller, back + timedelta(minutes=50), "helped")
    with telling.chronicle.at(back + timedelta(minutes=60), traveller.card) as by:
        come_back(person_id=traveller.person_id, open_old=True, by=by)
        for guide in telling.guides_of(guest):
            kinds = [s.kinds for s in guest.shares if s.to in (guide.member.slug, PAIR)]
            if kinds:
                give_permission(
                    person_id=traveller.person_id,
                    kinds=kinds_of(kinds[0]),
                    to_person_id=guide.person_id,
                    may_write=True,
                    why=guest.shares[0].why,
                    valid_until=back + AGAIN_FOR,
                    by=by,
                )


def _keep_in_touch(telling: Telling, traveller: Traveller) -> None:
    """The guides note that they met, talked or wrote: every third week or so."""
    writer, guest = traveller.writer, traveller.guest
    until = telling.now - (QUIET if guest.stage == QUIET_STAGE else timedelta(days=2))
    if guest.ending and guest.ending.in_days < 0:
        until = telling.now + timedelta(days=guest.ending.in_days)
    moment = traveller.started + timedelta(days=6, hours=1)
    chance = telling.chance("touch", guest.slug)
    while writer is not None and moment < until:
        with telling.with_guest(traveller, moment, purpose="opfølgning") as by:
            how = chance.choice(("meeting", "meeting", "call", "message"))
            note_contact(person_id=traveller.person_id, how=how, by=by)
        moment += TALKS_EVERY + timedelta(days=chance.randint(-6, 4))


def _agree(telling: Telling, traveller: Traveller, agreement: Agreement) -> None:
    due_on = telling.today + timedelta(days=agreement.due_in_days)
    due = clock.at(due_on, 14)
    earliest = traveller.started + timedelta(minutes=90)
    if traveller.guest.returned_weeks_ago is not None:
        earliest = telling.now - timedelta(hours=20)
    made = telling.past(
        max(min(due - timedelta(days=12), telling.now - timedelta(days=2)), earliest)
    )
    with telling.with_guest(traveller, made) as by:
        agreed = add_agreement(
            person_id=traveller.person_id,
            what=agreement.what,
            who=agreement.who,
            due_on=due_on,
            by=by,
        )
    if agreement.done:
        done = telling.past(max(due, made + timedelta(hours=1)))
        with telling.with_guest(traveller, done, by_guest=True) as by:
            finish_agreement(agreement_id=agreed.id, by=by)


def _meet_soon(telling: Telling, traveller: Traveller) -> None:
    """The next time the guest and a guide see each other: for some of them today."""
    guides = telling.guides_of(traveller.guest)
    chance = telling.chance("meet", traveller.guest.slug)
    if traveller.writer is None or not guides:
        return
    starts = _next_slot(telling, chance.choice((0, 0, 1, 2, 3, 4, 6, 8)), chance.randint(9, 15))
    made = telling.past(
        max(telling.now - timedelta(days=5), traveller.started + timedelta(hours=2))
    )
    with telling.with_guest(traveller, made, purpose="aftale") as by:
        add_appointment(
            person_id=traveller.person_id,
            what=chance.choice(("Gåtur og snak", "Vi ser på planen sammen", "En kop kaffe")),
            starts_at=starts,
            ends_at=starts + timedelta(minutes=45),
            where=traveller.guest.meet_where or telling.town.municipality.house.name,
            with_whom=" og ".join(guide.member.first_name for guide in guides),
            by=by,
        )


def _next_slot(telling: Telling, days: int, hour: int) -> datetime:
    """A time that still lies ahead: later today, or on a weekday to come."""
    here = clock.local(telling.now)
    if days == 0 and here.hour < LATEST_HOUR - 2:
        return clock.at(telling.today, max(hour, here.hour + 1), 30)
    day = telling.today + timedelta(days=max(days, 1))
    if day.weekday() >= SATURDAY:
        day += timedelta(days=2)
    return clock.at(day, hour, 0)


def _give(telling: Telling, traveller: Traveller, sharing: Sharing, moment: datetime) -> list[UUID]:
    receiver = _receiver(telling, traveller, sharing, moment)
    if receiver is None:
        return []
    until = sharing.until_in_weeks
    with telling.chronicle.at(moment, traveller.card) as by:
        return [
            give_permission(
                person_id=traveller.person_id,
                kinds=kinds_of(sharing.kinds),
                to_person_id=receiver.person_id,
                to_unit_id=receiver.unit_id,
                to_organisation_id=receiver.organisation_id,
                why=sharing.why,
                may_write=sharing.may_write,
                valid_until=telling.now + timedelta(weeks=until) if until else None,
                by=by,
            )
        ]


@dataclass(frozen=True)
class Receiver:
    """Exactly one of the three."""

    person_id: UUID | None = None
    unit_id: UUID | None = None
    organisation_id: UUID | None = None


def _receiver(
    telling: Telling, traveller: Traveller, sharing: Sharing, moment: datetime
) -> Receiver | None:
    """Whom it is for. Nobody, where the guides have it from the talk already."""
    settled, guest = telling.settled, traveller.guest
    guides = {PAIR, *guest.guides} if guest.stage != "exited" else set()
    if sharing.to in guides and sharing.may_write:
        return None
    if sharing.to in settled.colleagues:
        return Receiver(person_id=settled.colleagues[sharing.to].person_id)
    if sharing.to in settled.organisations:
        return Receiver(organisation_id=settled.organisations[sharing.to])
    if sharing.to in settled.units:
        return Receiver(unit_id=settled.units[sharing.to])
    member = next(m for m in telling.town.staff if m.slug == sharing.to)
    relative = telling.relatives.get(member.slug) or bring_relative(telling, member, moment)
    return Receiver(person_id=relative.person_id)
