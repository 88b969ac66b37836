"""The demo municipality from an empty database to a town in which something happens today."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from indgang.access import keys
from indgang.kernel import clock
from indgang.portal.demo.agreeing import agree
from indgang.portal.demo.asking import say_how_it_goes
from indgang.portal.demo.chronicle import Chronicle, in_haste
from indgang.portal.demo.classes import open_classes
from indgang.portal.demo.coming import come
from indgang.portal.demo.content import faults, town
from indgang.portal.demo.crowd import crowd
from indgang.portal.demo.doing import do_what_was_chosen
from indgang.portal.demo.following import follow, leave, return_if_so, share
from indgang.portal.demo.gathering import gather
from indgang.portal.demo.lending import lend
from indgang.portal.demo.letters import write_all
from indgang.portal.demo.owner import DemoPerson, Owner, State
from indgang.portal.demo.requesting import ask_and_answer
from indgang.portal.demo.settling import (
    Settled,
    first_day,
    keep_up_to_date,
    make_all_sessions,
    settle,
)
from indgang.portal.demo.shape import Town
from indgang.portal.demo.talking import begin_course, sit_down
from indgang.portal.demo.telling import Telling, Traveller

WEEKS_BACK = 20  # weeks of times that have been: as long as a course until one looks back
BEFORE_FIRST_GUEST = timedelta(weeks=5)
AT_EIGHT = 8

# How far along they are, for the list of people one can be.
STAGES = {
    "welcomed": "Er lige blevet budt velkommen",
    "conversation": "Sidder i samtale nu",
    "plan_started": "Er lige begyndt",
    "mid_course": "Midt i det hele",
    "checkins_good": "Det går fremad",
    "checkins_flat": "Det står lidt stille",
    "checkins_worse": "Det er svært lige nu",
    "exit_planned": "Er på vej ud ad døren",
    "exited": "Er gået videre",
    "returned": "Er kommet tilbage",
    "inquiry_only": "Har skrevet og venter på svar",
    "left_early": "Kom forbi og gik igen",
    "relative_inquiry": "Ved ikke, at nogen har skrevet",
}

# Whom to begin with, and what there is to see as him: the page has a sentence for each.
BEGIN_WITH = {
    "graaspurv": "plan",
    "sofaen": "reply",
    "jytte-b": "group",
    "asta": "host",
    "karla": "talk",
    "conny": "provider",
    "flemming": "administrator",
}

Say = Callable[[str], None]


class NotHere(Exception):  # noqa: N818 – it reads as the sentence it is
    """The demo cannot be filled into this database. The text says why."""


def fill(
    owner_dsn: str,
    *,
    say: Say,
    again: bool = False,
    only_if_empty: bool = False,
    story: Town | None = None,
) -> bool:
    """Fill the demo municipality in, or another story. Returns False if there was nothing to do.

    What an interrupted filling left behind is cleared away first, and so is everything if this one
    fails. Raises NotHere for a database with a municipality of its own, and for one that is filled
    already, unless it is to be done again.
    """
    found = story or town()
    if not story and (wrong := faults(found)):
        raise NotHere(" ".join(wrong))
    owner = Owner(owner_dsn)
    try:
        if not _clear(owner, found, say=say, again=again, only_if_empty=only_if_empty):
            return False
        try:
            with in_haste():
                _fill(owner, found, say)
        except BaseException:
            say("Something went wrong: everything is cleared away again.")
            owner.wipe()
            raise
    finally:
        owner.close()
    return True


def _clear(owner: Owner, found: Town, *, say: Say, again: bool, only_if_empty: bool) -> bool:
    """Make room, where that is allowed. False if the database is to be left as it is."""
    state = owner.state(found.municipality.name)
    if only_if_empty and state in (State.DEMO, State.FOREIGN):
        return False
    if state is State.FOREIGN:
        raise NotHere("There is a municipality in this database, and it is not the demo's.")
    if state is State.DEMO and not again:
        raise NotHere("The demo is here already. --again clears it away and fills it anew.")
    if state is not State.EMPTY:
        say("Clearing away the demo that was here.")
        owner.wipe()
    return True


def _fill(owner: Owner, found: Town, say: Say) -> None:
    now, chronicle = clock.now().replace(second=0, microsecond=0), Chronicle()
    on = _opening(found, now)
    say(
        f"{found.municipality.name} opens, with {len(found.staff)} people and {len(found.offers)} offers."
    )
    with clock.stopped(on):
        opening = first_day(found)
    administrator_id = owner.begin(opening, chronicle=chronicle, on=on)
    settled = settle(
        chronicle, found, administrator_id=administrator_id, on=on + timedelta(hours=1)
    )
    since = now - timedelta(weeks=WEEKS_BACK, days=2)
    times = make_all_sessions(chronicle, settled, since=since, now=now)
    say(f"{times} times at which something happens.")
    telling = Telling(chronicle, found, settled, now)
    write_all(telling)
    travellers = []
    # Those who stand in the door come last, so that they have not waited while all this was told.
    guests = sorted(found.guests, key=lambda guest: guest.minutes_ago is not None)
    for number, guest in enumerate(guests, start=1):
        if guest.minutes_ago is not None:
            telling.now = clock.now().replace(microsecond=0)
        travellers.append(_journey(telling, come(telling, guest)))
        if number % 15 == 0:
            say(f"{number} guests have told their story.")
    keep_up_to_date(chronicle, found, settled, now=now)
    agree(chronicle, settled, now=now)
    crowd(telling, travellers)
    ask_and_answer(telling, travellers)
    gather(telling, travellers)
    lend(telling, travellers)
    open_classes(telling, travellers)
    for colleague in settled.colleagues.values():
        keys.end_session(colleague.key)
    owner.end(chronicle.moments, list(_people(telling, travellers)))


def _opening(found: Town, now: datetime) -> datetime:
    """The morning on which the house opened: some weeks before the first guest came."""
    weeks = max(max(g.weeks_ago, g.started_weeks_ago or 0) for g in found.guests)
    day = clock.local(now).date() - timedelta(weeks=weeks) - BEFORE_FIRST_GUEST
    return clock.at(day, AT_EIGHT)


def _journey(telling: Telling, traveller: Traveller) -> Traveller:
    guest = traveller.guest
    if guest.stage == "conversation":
        sit_down(telling, traveller, traveller.first_met + timedelta(minutes=12))
    if guest.started_weeks_ago is None:
        return traveller
    begin_course(telling, traveller)
    share(telling, traveller)
    do_what_was_chosen(telling, traveller)
    say_how_it_goes(telling, traveller)
    leave(telling, traveller)
    return_if_so(telling, traveller)
    follow(telling, traveller)
    return traveller


def _people(telling: Telling, travellers: list[Traveller]) -> Iterator[DemoPerson]:
    """Whom one can be: everybody with a key card, and everybody who works here."""
    settled: Settled = telling.settled
    for colleague in settled.colleagues.values():
        member = colleague.member
        yield DemoPerson(
            colleague.person_id,
            member.first_name,
            f"{member.title}. {member.about}",
            is_guest=False,
            part=member.role,
            shows=BEGIN_WITH.get(member.slug, ""),
        )
    for traveller in travellers:
        guest = traveller.guest
        if traveller.card:
            about = f"{STAGES[guest.stage]}. {guest.about}"
            yield DemoPerson(
                traveller.person_id,
                guest.nickname,
                about,
                is_guest=True,
                part=guest.stage,
                shows=BEGIN_WITH.get(guest.slug, ""),
            )
    for member in telling.town.staff:
        if relative := telling.relatives.get(member.slug):
            yield DemoPerson(
                relative.person_id,
                member.first_name,
                member.title,
                is_guest=True,
                part=member.role,
            )
