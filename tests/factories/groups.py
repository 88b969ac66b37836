"""A group around a coffee tin: Karen has the key, Ali keeps the tin, Sofie comes along."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from indgang.access.door import acting
from indgang.groups.models import Entry, Group, Member
from indgang.groups.operations import join_group, start_group, take_duty, write_entry
from indgang.groups.queries import table_at
from indgang.groups.rules.cash import Account, Kind
from indgang.kernel import clock
from indgang.offers.models import Offer, Session
from tests.database import as_owner
from tests.factories.offers import make_offer, make_session
from tests.factories.people import Holder, make_guest


@dataclass(frozen=True)
class Circle:
    """A group and the three in it."""

    group: Group
    karen: Holder
    ali: Holder  # the treasurer
    sofie: Holder

    @property
    def id(self) -> UUID:
        return self.group.id

    def chair(self, holder: Holder) -> Member:
        with acting(holder.key):
            return table_at(self.group.slug).me


def make_circle(name: str = "Onsdagskaffen") -> Circle:
    karen, ali, sofie = make_guest("Karen"), make_guest("Ali"), make_guest("Sofie")
    with acting(karen.key) as actor:
        group = start_group(
            name=name, about="Vi laver kaffe og spiller kort.", shown_name="K", by=actor
        )
    for holder, shown in ((ali, "A"), (sofie, "Fie")):
        with acting(holder.key) as actor:
            join_group(code=group.code, shown_name=shown, by=actor)
    for holder, duty in ((karen, "key"), (ali, "cash")):
        with acting(holder.key) as actor:
            take_duty(group_id=group.id, duty=duty, by=actor)
    return Circle(group, karen, ali, sofie)


def do(holder: Holder, operation: Callable[..., Any], **values: Any) -> Any:
    """One operation in a transaction of its own."""
    with acting(holder.key) as actor:
        return operation(**values, by=actor)


def enter(circle: Circle, ore: int = 5_000, **values: Any) -> Entry:
    """A line by the treasurer: money for coffee that somebody gave, unless said otherwise."""
    line: dict[str, Any] = {
        "kind": Kind.EARNED, "where": Account.CASH, "day": clock.today(), "text": "Kaffepenge",
    } | values  # fmt: skip
    entry: Entry = do(circle.ali, write_entry, group_id=circle.id, amount_ore=ore, **line)
    return entry


def last_month() -> date:
    """Its first day."""
    return (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def give_offer(circle: Circle, **fields: Any) -> tuple[Offer, Session]:
    """The house shows the group, and there is a time tomorrow."""
    offer = make_offer("Onsdagskaffe", run_by="users", **fields)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update groups_group set offer_id = %s where id = %s", [offer.id, circle.id])
    tomorrow = clock.at(clock.today() + timedelta(days=1), 14)
    return offer, make_session(offer, seats=None, starts_at=tomorrow)
