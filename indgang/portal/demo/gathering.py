"""Three guests make soup on Mondays, and keep account of it themselves."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from indgang.groups.operations import (
    ask_for_another,
    ask_to_be_shown,
    buy,
    correct_entry,
    join_group,
    show_group,
    start_group,
    take_duty,
    take_purchase,
    take_turn,
    want,
    write_entry,
)
from indgang.groups.rules.cash import Account, Kind
from indgang.kernel import clock
from indgang.portal.demo.telling import Telling, Traveller

OFFER = "mandagssuppen"
TREASURER, HAS_THE_KEY, COMES_ALONG = "jytte-b", "fiskeren", "malou"
CALLED = {TREASURER: "Jytte", HAS_THE_KEY: "Poul", COMES_ALONG: "Malou"}
GAP, ASKED = 1, 2  # which of the coming times nobody opens, and which one is to be swapped
TIMES_AHEAD = 4
BEGAN = timedelta(days=12)  # before the first line of the book
AT_SUPPER, AT_NOON = 17, 12


class Line(NamedTuple):
    """What is entered so many days into last month."""

    day: int
    kind: Kind
    where: Account
    ore: int
    text: str
    receipt: str = ""


LINES = (
    Line(1, Kind.BEFORE, Account.CASH, 32_500, "Talt op fra kagedåsen"),
    Line(3, Kind.GRANTED, Account.BANK, 250_000, "Penge fra puljen til frivilligt arbejde"),
    Line(4, Kind.MOVED, Account.BANK, 50_000, "Hævet til mad"),
    Line(5, Kind.SPENT, Account.CASH, 18_450, "Grøntsager og brød", "Nr. 1 i mappen"),
    Line(5, Kind.EARNED, Account.CASH, 9_000, "Tiere i skålen"),
    Line(12, Kind.SPENT, Account.CASH, 21_275, "Suppehøns og løg", "Nr. 2 i mappen"),
    Line(12, Kind.EARNED, Account.CASH, 11_000, "Tiere i skålen"),
    Line(15, Kind.SPENT, Account.BANK, 59_900, "En større gryde", "Nr. 3 i mappen"),
    Line(19, Kind.SPENT, Account.CASH, 4_450, "Kaffe", "Nr. 4 i mappen"),
    Line(26, Kind.EARNED, Account.CASH, 8_000, "Tiere i skålen"),
)
WRONG, WHY = 8, "Kaffen kostede 44,95"  # the line that is undone, and what stands beside it
RIGHT = Line(20, Kind.SPENT, Account.CASH, 4_495, "Kaffe", "Nr. 4 i mappen")


def gather(telling: Telling, travellers: list[Traveller]) -> None:
    """The group from the first idea until today: a month of entries, and one time nobody opens."""
    by_slug = {one.guest.slug: one for one in travellers}
    cards = {slug: by_slug[slug].card for slug in CALLED if slug in by_slug}
    if len(cards) < len(CALLED) or OFFER not in telling.settled.offers:
        return  # another story has other guests
    month = (telling.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    began = clock.at(month, AT_NOON) - BEGAN
    group_id = _begin(telling, cards, began)
    _enter(telling, cards[TREASURER], group_id, month)
    _open(telling, cards, group_id)
    _shop(telling, cards, group_id)


def _begin(telling: Telling, cards: dict[str, str], began: datetime) -> UUID:
    with telling.chronicle.at(began, cards[HAS_THE_KEY]) as by:
        group = start_group(
            name="Mandagssuppen",
            about="Vi laver suppe på Pilen om mandagen klokken fem. Alle kan spise med.",
            shown_name=CALLED[HAS_THE_KEY],
            by=by,
        )
    for hours, slug in enumerate((TREASURER, COMES_ALONG), start=1):
        with telling.chronicle.at(began + timedelta(hours=hours), cards[slug]) as by:
            join_group(code=group.code, shown_name=CALLED[slug], by=by)
    for slug, duty in ((HAS_THE_KEY, "key"), (TREASURER, "cash"), (COMES_ALONG, "contact")):
        with telling.chronicle.at(began + timedelta(hours=4), cards[slug]) as by:
            take_duty(group_id=group.id, duty=duty, by=by)
    with telling.chronicle.at(began + timedelta(hours=5), cards[COMES_ALONG]) as by:
        ask_to_be_shown(group_id=group.id, by=by)
    administrator = telling.settled.with_role("administrator")[0]
    with telling.chronicle.at(began + timedelta(days=1), administrator.key) as by:
        show_group(group_id=group.id, offer_id=telling.settled.offers[OFFER], by=by)
    return group.id


def _enter(telling: Telling, card: str, group_id: UUID, month: date) -> None:
    entries = [_write(telling, card, group_id, month, line) for line in LINES[: WRONG + 1]]
    seen = clock.at(month + timedelta(days=RIGHT.day), AT_NOON)
    with telling.chronicle.at(seen, card) as by:
        correct_entry(entry_id=entries[WRONG], group_id=group_id, why=WHY, by=by)
    for line in (RIGHT, *LINES[WRONG + 1 :]):
        _write(telling, card, group_id, month, line)
    _write(telling, card, group_id, month, RIGHT)


def _write(telling: Telling, card: str, group_id: UUID, month: date, line: Line) -> UUID:
    day = month + timedelta(days=line.day)
    with telling.chronicle.at(clock.at(day, AT_SUPPER), card) as by:
        entry = write_entry(
            group_id=group_id,
            kind=line.kind,
            where=line.where,
            day=day,
            text=line.text,
            amount_ore=line.ore,
            receipt=line.receipt,
            by=by,
        )
    return entry.id


def _open(telling: Telling, cards: dict[str, str], group_id: UUID) -> None:
    found = telling.sessions.get(telling.settled.offers[OFFER], [])
    coming = [s for s in found if s.starts_at > telling.now][:TIMES_AHEAD]
    moment = telling.now - timedelta(days=1)
    for number, session in enumerate(coming):
        if number == GAP:
            continue
        slug = list(CALLED)[number % len(CALLED)]
        with telling.chronicle.at(moment, cards[slug]) as by:
            take_turn(group_id=group_id, session_id=session.id, by=by)
            if number == ASKED:
                ask_for_another(group_id=group_id, session_id=session.id, by=by)


def _shop(telling: Telling, cards: dict[str, str], group_id: UUID) -> None:
    moment = telling.now - timedelta(hours=20)
    with telling.chronicle.at(moment, cards[COMES_ALONG]) as by:
        want(group_id=group_id, what="Suppehøns, to store", by=by)
        leeks = want(group_id=group_id, what="Porrer", by=by)
        bread = want(group_id=group_id, what="Rugbrød", by=by)
        take_purchase(purchase_id=leeks.id, by=by)
    with telling.chronicle.at(moment + timedelta(hours=2), cards[HAS_THE_KEY]) as by:
        buy(purchase_id=bread.id, cost_ore=3_900, by=by)
