"""The key, the cash box and the telephone go from hand to hand, each time by two people's yes."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.groups.queries import chair_in
from indgang.groups.rules.names import DUTIES
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused


@transaction.atomic
def take_duty(*, group_id: UUID, duty: str, by: Actor) -> None:
    """The guest takes what nobody has. Raises Refused if somebody has it, NotThere for all but members."""
    _sits_there(group_id, duty)
    if not _done("select indgang.take_duty(%s, %s, %s)", [group_id, duty, clock.now()]):
        raise Refused(_("Det har en anden. Bed om at få det givet videre."))


@transaction.atomic
def offer_duty(*, group_id: UUID, duty: str, to_id: UUID, by: Actor) -> None:
    """Who has it holds it out to another member; he has it until that one says yes.

    Raises Refused for one who does not have it and for a receiver who is not there, and NotThere
    for all but members.
    """
    _sits_there(group_id, duty)
    if not _done("select indgang.offer_duty(%s, %s, %s, %s)", [group_id, duty, to_id, clock.now()]):
        raise Refused(_("Du kan kun give det videre, du selv har, til en i gruppen."))


@transaction.atomic
def answer_duty(*, handover_id: UUID, yes: bool, by: Actor) -> None:
    """The other one's yes or no; he who holds it out may say no himself, and keeps it.

    Raises Refused when it is not held out to the guest any more.
    """
    if not _done("select indgang.answer_duty(%s, %s, %s)", [handover_id, yes, clock.now()]):
        raise Refused(_("Det er ikke rakt frem til dig længere."))


def _sits_there(group_id: UUID, duty: str) -> None:
    if duty not in DUTIES:
        raise NotThere
    chair_in(group_id)


def _done(sql: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return bool(row and row[0])
