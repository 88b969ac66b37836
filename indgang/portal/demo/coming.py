"""How a guest comes: in at the door, by telephone, from the web, in the street, or through another."""

import secrets
from datetime import datetime, timedelta

from indgang.access.door import begin_as_newcomer
from indgang.access.operations import give_permission, introduce_guest
from indgang.access.rules import new_code
from indgang.entrance.operations import register_arrival, settle_arrival, welcome
from indgang.kernel.privacy import Kind
from indgang.portal.demo.letters import write_to_the_house
from indgang.portal.demo.shape import Guest, Inquiry, Member
from indgang.portal.demo.telling import Somebody, Telling, Traveller

LATER = timedelta(hours=2)  # the talk is another day: the visit had an end of its own
HOUSE_WHY = "Så huset ved, hvem jeg er, når jeg kommer."


def come(telling: Telling, guest: Guest) -> Traveller:
    """The guest and the house meet, and he has a key card if they got so far."""
    traveller = WAYS[guest.channel](telling, guest)
    traveller.first_met = telling.meets(guest)
    traveller.started = telling.starts(guest) or telling.now
    if guest.minutes_ago is not None:
        _arrive_today(telling, traveller)
    elif guest.started_weeks_ago is None:
        settle(telling, traveller, traveller.first_met + timedelta(minutes=24), "left")
    elif traveller.started - traveller.first_met > LATER:
        settle(telling, traveller, traveller.first_met + timedelta(minutes=40), "helped")
    return traveller


def arrive(telling: Telling, traveller: Traveller, moment: datetime, about: str) -> None:
    """In at the door, by somebody the house knows or not, and welcomed after a few minutes."""
    guest = traveller.guest
    host, chance = telling.host_of(guest), telling.chance("wait", guest.slug, moment.date())
    with telling.chronicle.at(moment, host.key) as by:
        arrival = register_arrival(
            nickname=guest.nickname,
            about=about[:160],
            unit_id=telling.settled.house_id,
            person_id=traveller.person_id,
            by=by,
        )
    waited = timedelta(seconds=chance.choice((50, 70, 95, 130, 160, 210, 240, 290, 420)))
    with telling.chronicle.at(moment + waited, host.key) as by:
        welcome(arrival_id=arrival.id, by=by)
    traveller.arrival_id = arrival.id


def settle(telling: Telling, traveller: Traveller, moment: datetime, outcome: str) -> None:
    """What came of the visit, if there was one."""
    if traveller.arrival_id is not None:
        host = telling.host_of(traveller.guest)
        with telling.chronicle.at(moment, host.key) as by:
            settle_arrival(arrival_id=traveller.arrival_id, outcome=outcome, by=by)
        traveller.arrival_id = None


def bring_relative(telling: Telling, member: Member, moment: datetime) -> Somebody:
    """A relative with pages of her own. What she may see is the guest's to say."""
    code = new_code(secrets.token_bytes)
    with telling.chronicle.at(moment, None):
        actor = begin_as_newcomer(nickname=member.first_name, language="da", code=code)
        if actor.person_id is None:
            raise AssertionError(member.slug)
    return telling.relatives.setdefault(member.slug, Somebody(actor.person_id, code))


def _walk_in(telling: Telling, guest: Guest) -> Traveller:
    host, moment = telling.host_of(guest), telling.meets(guest)
    with telling.chronicle.at(moment, host.key) as by:
        arrival = register_arrival(
            nickname=guest.nickname,
            about=guest.about[:160],
            unit_id=telling.settled.house_id,
            by=by,
        )
    traveller = Traveller(guest, arrival.person_id, arrival_id=arrival.id)
    if guest.stage in ("arrived", "waiting"):
        return traveller
    waited = timedelta(seconds=telling.chance("wait", guest.slug).randint(40, 280))
    if guest.slug == "knapost":
        return traveller  # nobody got as far as saying welcome
    with telling.chronicle.at(moment + waited, host.key) as by:
        welcome(arrival_id=arrival.id, by=by)
    _give_card(telling, traveller, moment + waited + timedelta(minutes=4))
    return traveller


def _phone(telling: Telling, guest: Guest) -> Traveller:
    host, moment = telling.host_of(guest), telling.meets(guest)
    if guest.minutes_ago is not None:
        moment -= timedelta(days=1, hours=2)
    with telling.chronicle.at(moment, host.key) as by:
        person_id = introduce_guest(
            nickname=guest.nickname,
            language=guest.language,
            unit_id=telling.settled.house_id,
            why="Du ringede til os.",
            by=by,
        )
    traveller = Traveller(guest, person_id)
    _give_card(telling, traveller, moment + timedelta(minutes=6))
    return traveller


def _web(telling: Telling, guest: Guest) -> Traveller:
    writer = telling.writers.get(guest.inquiry)
    if writer is None:
        letter = Inquiry(
            slug=guest.slug,
            voice="self",
            sender=guest.nickname,
            words=guest.about,
            hours_ago=0,
            language=guest.language,
            meet_where=guest.meet_where,
            meet_how=guest.meet_how,
            meet_whom=guest.meet_whom,
            answer="Tak, fordi du skrev. Kom, når det passer dig. Kaffen er varm.",
            outcome="met",
        )
        sent = telling.meets(guest)
        write_to_the_house(telling, letter, sent=sent)
        writer = telling.writers[guest.slug]
    return Traveller(guest, writer.person_id, card=writer.card)


def _field(telling: Telling, guest: Guest) -> Traveller:
    if guest.inquiry:
        return Traveller(guest, telling.mentioned[guest.inquiry])
    outreach = telling.settled.with_role("outreach")
    finder = next((c for c in outreach if c.member.first_name in guest.around), outreach[0])
    moment = telling.meets(guest)
    with telling.chronicle.at(moment, finder.key) as by:
        person_id = introduce_guest(
            nickname=guest.nickname,
            language=guest.language,
            unit_id=telling.settled.units[finder.member.unit],
            why="Vi mødtes ude.",
            by=by,
        )
        # A spoken yes: from now on the house knows him, too.
        give_permission(
            person_id=person_id,
            kinds=[Kind.CARD],
            to_unit_id=telling.settled.house_id,
            may_write=True,
            why=HOUSE_WHY,
            by=by,
        )
    traveller = Traveller(guest, person_id)
    traveller.card = telling.chronicle.card_for(
        person_id, moment=moment + timedelta(minutes=20), from_key=finder.key
    )
    return traveller


def _relative(telling: Telling, guest: Guest) -> Traveller:
    if guest.inquiry not in telling.mentioned:
        relative = next(
            m for m in telling.town.staff if m.role == "relative" and m.for_guest == guest.slug
        )
        sent = telling.meets(guest)
        somebody = bring_relative(telling, relative, sent)
        letter = Inquiry(
            slug=guest.inquiry or guest.slug,
            voice="relative",
            sender=relative.first_name,
            words=relative.about,
            hours_ago=0,
            about=guest.nickname,
            person_knows=False,
            answer="Tak, fordi du skrev. Vi går derhen, når der er et ja.",
            outcome="met",
        )
        write_to_the_house(telling, letter, sent=sent + timedelta(minutes=3), key=somebody.card)
    return Traveller(guest, telling.mentioned[guest.inquiry or guest.slug])


WAYS = {
    "walk_in": _walk_in,
    "phone": _phone,
    "web": _web,
    "field": _field,
    "relative": _relative,
}


def _give_card(telling: Telling, traveller: Traveller, moment: datetime) -> None:
    host = telling.host_of(traveller.guest)
    traveller.card = telling.chronicle.card_for(
        traveller.person_id, moment=telling.past(moment), from_key=host.key
    )


def ensure_card(telling: Telling, traveller: Traveller, moment: datetime) -> None:
    """At the latest when the talk begins, the guest has a key card in his hand."""
    if not traveller.card:
        host = telling.host_of(traveller.guest)
        traveller.card = telling.chronicle.card_for(
            traveller.person_id, moment=moment, from_key=host.key
        )


def _arrive_today(telling: Telling, traveller: Traveller) -> None:
    """Those known from before come in today; who walks in unknown has been met already."""
    guest = traveller.guest
    if guest.channel != "walk_in":
        arrive(telling, traveller, telling.meets(guest), guest.about)
