"""What guests have asked those who hold offers, and what became of it: something in every state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from indgang.access.operations import open_person
from indgang.offers.operations import say_room
from indgang.portal.demo.settling import Colleague
from indgang.portal.demo.telling import Telling, Traveller
from indgang.requests.operations import (
    NewRequest,
    answer_request,
    expire_requests,
    measure_replies,
    send_request,
    withdraw_request,
)
from indgang.requests.rules import State

STAGES = ("plan_started", "mid_course", "checkins_good", "checkins_flat", "checkins_worse")
WITHDRAWS = "withdraws"


@dataclass(frozen=True)
class Told:
    """One request of the story: days ago it was asked, days until the answer, and what it was."""

    offer: str
    days_ago: int
    words: str = ""
    became: str = ""  # "" for one that waits
    after: float = 0
    reason: str = ""
    reply: str = ""


PLACES = (
    Told("koret-uden-noder", 60, "Må man komme, hvis man ikke kan synge?", State.ACCEPTED, 1.2,
         reply="Ja! Kom tirsdag, og spørg efter Svend."),
    Told("koret-uden-noder", 51, "", State.ACCEPTED, 2.1),
    Told("koret-uden-noder", 40, "Jeg bruger kørestol.", State.ACCEPTED, 0.8,
         reply="Der er en rampe ved den blå dør."),
    Told("koret-uden-noder", 33, "", State.NOT_NOW, 3.2, "full"),
    Told("koret-uden-noder", 20, "", State.ACCEPTED, 1.6),
    Told("koret-uden-noder", 1, "Kan jeg have min bror med den første gang?"),
    Told("langbordet", 2, "Jeg spiser ikke kød. Er det i orden?"),
    Told("langbordet", 6, "", State.TALK, 1.1, reply="Ring gerne til Oline først."),
    Told("malerloftet", 5, "Er der plads til en mere?", State.NOT_NOW, 1.4, "people"),
    Told("malerloftet", 17, "Jeg vil gerne male om aftenen."),  # nobody answers
    Told("kajen", 8, "", WITHDRAWS, 2),
    Told("kajen", 1, "Kan jeg vaske tøj hos jer?"),
)  # fmt: skip
DECIDED = "fast-stoette-hjemme"
WISHES = (
    *(Told(DECIDED, 150 - 14 * number, "", State.ACCEPTED, 9 + 2.3 * number) for number in range(5)),
    Told(DECIDED, 44, "", State.LETTER, 16),
    Told(DECIDED, 4, "Jeg kan ikke holde hjemmet selv.", State.TALK, 1.1,
         reply="Birgitte ringer til dig på mandag."),
    Told(DECIDED, 1, "Jeg har brug for en, der kommer hjem til mig."),
)  # fmt: skip
ROOM = (("kajen", "room", 0.2), ("langbordet", "full", 3), ("koret-uden-noder", "room", 2))
AWAY = ("malerloftet", 9)  # days until they are back


def ask_and_answer(telling: Telling, travellers: Sequence[Traveller]) -> None:
    """Requests in every state, what is said of room, and how soon one is answered."""
    asked: set[tuple[UUID, str]] = set()  # nobody asks the same twice
    ready = [one for one in travellers if one.card and one.guest.stage in STAGES]
    for number, told in enumerate((*PLACES, *WISHES)):
        asked_at = _days_ago(telling, told.days_ago)
        known = [
            one
            for one in ready
            if one.first_met < asked_at and (one.person_id, told.offer) not in asked
        ]
        if known and told.offer in telling.settled.offers:
            traveller = known[number * 3 % len(known)]
            asked.add((traveller.person_id, told.offer))
            _tell(telling, traveller, told)
    _say_room(telling)
    if settings.WORKER_KEY:
        with telling.chronicle.at(telling.now - timedelta(hours=2), settings.WORKER_KEY) as worker:
            expire_requests(by=worker)
            measure_replies(by=worker)


def _tell(telling: Telling, traveller: Traveller, told: Told) -> None:
    with telling.chronicle.at(_days_ago(telling, told.days_ago), traveller.card) as by:
        open_person(person_id=traveller.person_id, purpose="ønske", by=by)
        request_id = send_request(
            person_id=traveller.person_id,
            offer_id=telling.settled.offers[told.offer],
            asks=NewRequest(words=told.words),
            by=by,
        )
    if told.became:
        _become(telling, traveller, told, request_id)


def _become(telling: Telling, traveller: Traveller, told: Told, request_id: UUID) -> None:
    moment = _days_ago(telling, told.days_ago - told.after)
    if told.became == WITHDRAWS:
        with telling.chronicle.at(moment, traveller.card) as by:
            open_person(person_id=traveller.person_id, purpose="ønske", by=by)
            withdraw_request(request_id=request_id, by=by)
        return
    with telling.chronicle.at(moment, _asked(telling, told.offer).key) as by:
        answer_request(
            request_id=request_id,
            answer=State(told.became),
            reason=told.reason,
            reply=told.reply,
            by=by,
        )


def _days_ago(telling: Telling, days: float) -> datetime:
    return telling.past(telling.now - timedelta(days=days, hours=2))


def _asked(telling: Telling, slug: str) -> Colleague:
    if slug == DECIDED:
        return telling.settled.with_role("authority")[0]
    unit = telling.offer(slug).provider
    providers = telling.settled.with_role("provider")
    return next((one for one in providers if one.member.unit == unit), providers[0])


def _say_room(telling: Telling) -> None:
    for slug, says, days_ago in ROOM:
        if slug not in telling.settled.offers:
            continue
        moment = telling.now - timedelta(days=days_ago)
        with telling.chronicle.at(moment, _asked(telling, slug).key) as by:
            say_room(offer_id=telling.settled.offers[slug], says=says, by=by)
    slug, days = AWAY
    if slug not in telling.settled.offers:
        return
    with telling.chronicle.at(telling.now - timedelta(days=1), _asked(telling, slug).key) as by:
        back = telling.today + timedelta(days=days)
        say_room(offer_id=telling.settled.offers[slug], says="away", back_on=back, by=by)
