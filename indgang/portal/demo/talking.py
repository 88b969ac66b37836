"""The first talk: two guides write down the guest's words, and the same day the course begins."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from indgang.entrance.operations import (
    Choice,
    Yes,
    compose_bundle,
    finish_conversation,
    save_section,
    start_conversation,
)
from indgang.kernel import clock
from indgang.kernel.privacy import Kind
from indgang.offers.models import Session
from indgang.plans.operations import add_contact_person, add_goal, choose_coordinator
from indgang.portal.demo.coming import arrive, ensure_card
from indgang.portal.demo.settling import Colleague
from indgang.portal.demo.shape import Choice as Wanted
from indgang.portal.demo.shape import Guest
from indgang.portal.demo.telling import SATURDAY, Telling, Traveller, kinds_of

PAIR = "guiderne"  # in the files: the pair that goes with the guest, where it may also write
WHOLE = (Kind.PLAN, Kind.GOALS, Kind.STORY, Kind.CHECKINS)
FIRST_SESSION_WITHIN = timedelta(days=21)
SAME_DAY = (0, 0, 0, 0, 2)  # days until the first thing: the house promises the same day
LATEST_HOUR = 19  # the house closes at eight


def begin_course(telling: Telling, traveller: Traveller) -> None:
    """From the door through the talk to a course that has begun."""
    guest, begins = traveller.guest, traveller.started
    if traveller.arrival_id is None:
        arrive(telling, traveller, begins - timedelta(minutes=25), guest.about)
    ensure_card(telling, traveller, begins - timedelta(minutes=12))
    conversation_id = sit_down(telling, traveller, begins)
    _pick_out(telling, traveller, conversation_id, begins + timedelta(minutes=40))
    _start(telling, traveller, conversation_id, begins + timedelta(minutes=55))
    _put_in_own_words(telling, traveller, begins + timedelta(minutes=70))


def sit_down(telling: Telling, traveller: Traveller, moment: datetime) -> UUID:
    """The guest and two guides, who write in turns while he talks."""
    guest, guides = traveller.guest, telling.guides_of(traveller.guest)
    with telling.chronicle.at(moment, telling.host_of(guest).key) as by:
        conversation_id = start_conversation(
            person_id=traveller.person_id,
            guide_ids=[guide.person_id for guide in guides],
            arrival_id=traveller.arrival_id,
            by=by,
        ).id
    said = {
        name: text
        for name in ("hard", "hopes", "good_at", "around")
        if (text := getattr(guest, name))
    }
    for number, (section, text) in enumerate(said.items(), start=1):
        guide = guides[number % len(guides)]
        written = min(moment + timedelta(minutes=8 * number), telling.now - timedelta(minutes=2))
        with telling.chronicle.at(written, guide.key) as by:
            save_section(
                conversation_id=conversation_id, section=section, text=text, version=0, by=by
            )
    return conversation_id


def yes_of(telling: Telling, guest: Guest) -> dict[UUID, list[Kind]]:
    """What the guest says yes to for each of his guides."""
    guides = telling.guides_of(guest)
    if guest.stage in ("exited", "returned"):
        # What the file says is what holds now; on the way both could read.
        return {guide.person_id: list(WHOLE) for guide in guides}
    return {guide.person_id: kinds for guide in guides if (kinds := _kinds_for(guest, guide))}


def _kinds_for(guest: Guest, guide: Colleague) -> list[Kind]:
    for sharing in guest.shares:
        if sharing.may_write and sharing.to in (guide.member.slug, PAIR):
            return [kind for kind in kinds_of(sharing.kinds) if kind is not Kind.CARD]
    return []


def _pick_out(
    telling: Telling, traveller: Traveller, conversation_id: UUID, moment: datetime
) -> None:
    guide = telling.guides_of(traveller.guest)[0]
    choices = [
        Choice(
            offer_id=telling.settled.offers[wanted.offer],
            session_id=getattr(_first_session(telling, wanted, moment), "id", None),
        )
        for wanted in traveller.guest.choices
        if _is_early(traveller.guest, wanted)
    ]
    choices += [Choice(words=step[:200]) for step in traveller.guest.own_steps]
    with telling.chronicle.at(moment, guide.key) as by:
        compose_bundle(conversation_id=conversation_id, choices=choices, by=by)


def _is_early(guest: Guest, wanted: Wanted) -> bool:
    """Chosen in the first talk. What is only planned was chosen there by those who have just begun."""
    if wanted.status == "planned":
        return (guest.started_weeks_ago or 0) <= 1
    return wanted.from_week == 0


def _first_session(telling: Telling, wanted: Wanted, moment: datetime) -> Session | None:
    earliest, latest = moment + timedelta(hours=1), moment + FIRST_SESSION_WITHIN
    sessions = telling.sessions.get(telling.settled.offers[wanted.offer], [])
    return next((s for s in sessions if earliest < s.starts_at < latest), None)


def _start(telling: Telling, traveller: Traveller, conversation_id: UUID, moment: datetime) -> None:
    """Start is pressed by one of the two, and each may do what the guest has said yes to."""
    guides = telling.guides_of(traveller.guest)
    days = telling.chance("again", traveller.guest.slug).choice(SAME_DAY)
    if traveller.guest.stage == "plan_started":
        days = 0
    kinds = yes_of(telling, traveller.guest)
    with telling.chronicle.at(moment, guides[0].key) as by:
        started = finish_conversation(
            conversation_id=conversation_id,
            yes=Yes(kinds=kinds, next_talk_at=_again(moment, days)),
            by=by,
        )
    traveller.course_id = started.course_id
    traveller.writer = next((g for g in guides if _may_write(kinds.get(g.person_id, ()))), None)


def _may_write(kinds: Collection[Kind]) -> bool:
    return {Kind.PLAN, Kind.GOALS} <= set(kinds)


def _again(moment: datetime, days: int) -> datetime:
    """A walk later the same day, which most want; or a time on one of the next weekdays."""
    later = clock.local(moment + timedelta(hours=2)).replace(minute=30)
    if days == 0 and later.hour < LATEST_HOUR:
        return later
    day = clock.local(moment).date() + timedelta(days=max(days, 1))
    if day.weekday() >= SATURDAY:
        day += timedelta(days=2)
    return clock.at(day, 10 + days % 5, 30 * (days % 2))


def _put_in_own_words(telling: Telling, traveller: Traveller, moment: datetime) -> None:
    """At home, or at the screen in the house: goals, people, and who holds the threads."""
    guest = traveller.guest
    with telling.chronicle.at(moment, traveller.card) as by:
        for goal in guest.goals:
            levels = dict(zip(range(-2, 3), goal.steps, strict=True)) if goal.steps else None
            add_goal(person_id=traveller.person_id, words=goal.words, levels=levels, by=by)
        for someone in guest.people:
            add_contact_person(
                person_id=traveller.person_id,
                name=someone.name,
                relation=someone.relation,
                is_professional=someone.is_professional,
                by=by,
            )
        if traveller.course_id and guest.coordinator:
            coordinator = telling.settled.colleagues[guest.coordinator]
            choose_coordinator(
                course_id=traveller.course_id, colleague_id=coordinator.person_id, by=by
            )
