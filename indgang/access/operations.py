"""Opening a person, giving and withdrawing permissions, and the emergency door."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused

KNOCKS = 20  # forms from one address in KNOCK_MINUTES: a library's readers share one; own choice
KNOCK_MINUTES = 30
MIN_REASON_LENGTH = 20  # the same as in break_glass(): a reason the guest can understand


@dataclass(frozen=True)
class Opened:
    """A person opened in this transaction, and the kinds of information that now can be read."""

    person_id: UUID
    kinds: frozenset[Kind]

    def shows(self, *kinds: Kind) -> bool:
        """Whether all of the kinds can be read."""
        return self.kinds >= set(kinds)


@transaction.atomic
def open_person(*, person_id: UUID, purpose: str, by: Actor) -> Opened:
    """Open a person's records for this transaction and write it in the look-up log.

    Opening oneself writes no log line. Raises NotThere if no permission in force reaches the
    actor, and just the same if there is no such person.
    """
    kinds = _one("select indgang.open(%s, %s)", [person_id, purpose])
    if kinds is None:
        raise NotThere
    return Opened(person_id=person_id, kinds=frozenset(Kind(k) for k in kinds if k != "address"))


@transaction.atomic
def open_address(*, person_id: UUID, purpose: str, by: Actor) -> None:
    """Open a protected address too: an extra step with a log line of its own.

    Raises NotThere unless the person's contact information is open already.
    """
    if not _one("select indgang.open_address(%s, %s)", [person_id, purpose]):
        raise NotThere


@transaction.atomic
def introduce_guest(*, nickname: str, language: str, unit_id: UUID, why: str, by: Actor) -> UUID:
    """A new guest, perhaps nameless, whose card the unit may see from now on. Opened.

    Raises Refused unless the actor meets guests in that unit.
    """
    person_id = _one("select indgang.introduce(%s, %s, %s, %s)", [nickname, language, unit_id, why])
    if person_id is None:
        raise Refused(_("Du kan kun tage imod gæster i dit eget hus."))
    return UUID(str(person_id))


@transaction.atomic
def mention_person(*, nickname: str, unit_id: UUID, why: str, law_section: str, by: Actor) -> UUID:
    """Somebody the actor is worried about: known to the unit from now on, not open to the actor.

    Raises NotThere without a key.
    """
    person_id = _one(
        "select indgang.mention(%s, %s, %s, %s)", [nickname, unit_id, why, law_section]
    )
    if person_id is None:
        raise NotThere
    return UUID(str(person_id))


@transaction.atomic
def give_permission(  # noqa: PLR0913 – who, what, why and until when are the permission
    *,
    person_id: UUID,
    kinds: Collection[Kind],
    why: str,
    by: Actor,
    to_person_id: UUID | None = None,
    to_unit_id: UUID | None = None,
    to_organisation_id: UUID | None = None,
    may_write: bool = False,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> UUID:
    """Let one person, unit or organisation read (or also write) these kinds of information.

    The guest gives it himself, or a colleague who has him open writes down his spoken yes; the
    guest sees which. It is in force at once, or from a later day. Raises Refused if the actor may
    not, or if it would end before it begins.
    """
    if valid_until and valid_until <= (valid_from or clock.now()):
        raise Refused(_("Slutdatoen skal ligge efter i dag."))
    permission_id = _one(
        "select indgang.permit(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            person_id,
            to_person_id,
            to_unit_id,
            to_organisation_id,
            [str(kind) for kind in kinds],
            may_write,
            why,
            valid_from,
            valid_until,
        ],
    )
    if permission_id is None:
        raise Refused(_("Kun gæsten selv kan give lov."))
    return UUID(str(permission_id))


@transaction.atomic
def withdraw_permission(*, permission_id: UUID, by: Actor) -> None:
    """End a permission. From the next transaction nothing more can be read, and live pages stop.

    Raises NotThere if it is not the actor's to end, or has ended already.
    """
    if not _one("select indgang.withdraw(%s)", [permission_id]):
        raise NotThere


@transaction.atomic
def break_glass(*, person_id: UUID, reason: str, by: Actor) -> UUID:
    """Read a guest's card, contact, plan and crisis plan for 24 hours without his yes.

    He sees that it was done and why, and a leader reviews it. Raises Refused for too short a
    reason, NotThere if the actor's role may not or there is no such person.
    """
    if len(reason.strip()) < MIN_REASON_LENGTH:
        raise Refused(_("Skriv hvorfor, så gæsten kan forstå det. Mindst 20 tegn."))
    permission_id = _one("select indgang.break_glass(%s, %s)", [person_id, reason])
    if permission_id is None:
        raise NotThere
    return UUID(str(permission_id))


@transaction.atomic
def review_emergency(*, permission_id: UUID, by: Actor) -> None:
    """Note that an emergency opening has been looked into.

    Raises NotThere unless the actor is leader or data protection officer and did not do it himself.
    """
    if not _one("select indgang.review_emergency(%s)", [permission_id]):
        raise NotThere


@transaction.atomic
def employ_colleague(
    *, shown_name: str, title: str, phone: str, unit_id: UUID, role: Role, by: Actor
) -> UUID:
    """A new colleague with a role from today. Raises NotThere unless an administrator does it."""
    person_id = _one(
        "select indgang.employ(%s, %s, %s, %s, %s, %s)",
        [shown_name, title, phone, unit_id, str(role), clock.today()],
    )
    if person_id is None:
        raise NotThere
    return UUID(str(person_id))


@transaction.atomic
def give_link(*, kinds: Collection[Kind], days: int, raw_key: str, label: str, by: Actor) -> None:
    """A link that opens these kinds of the actor's own information, read only, for some days.

    Raises NotThere for an actor who himself came by a link.
    """
    if not _one(
        "select indgang.give_link(%s, %s, %s, %s)",
        [[str(kind) for kind in kinds], days, raw_key, label],
    ):
        raise NotThere


@transaction.atomic
def give_offers_link(*, holder_id: UUID, days: int, raw_key: str, label: str, by: Actor) -> None:
    """A link for somebody who stands for offers: to say whether there is room, and to answer.

    Works for so many days, and never longer than the holder stands for any offer. Raises NotThere
    unless the actor is signed in as the holder or an administrator, and for whoever stands for none.
    """
    lasting = timedelta(days=days)
    if not _one(
        "select indgang.give_offers_link(%s, %s, %s, %s)", [holder_id, lasting, raw_key, label]
    ):
        raise NotThere


@transaction.atomic
def stop_offers_link(*, label: str, by: Actor) -> None:
    """End a link that opens offers, at once. Raises NotThere if it is not the actor's to end."""
    if not _one("select indgang.stop_offers_link(%s)", [label]):
        raise NotThere


@transaction.atomic
def keep_links_pace(*, by: Actor) -> None:
    """Count one more change by a link that opens offers; who is signed in is not counted.

    Raises Refused when there were more in an hour than somebody does by hand.
    """
    if not _one("select indgang.link_pace()", []):
        raise Refused(_("Der er trykket mange gange på kort tid. Vent lidt, og prøv igen."))


@transaction.atomic
def stop_links(*, label: str, by: Actor) -> int:
    """Revoke every link of the actor's with this label. Returns how many there were."""
    return int(_one("select indgang.stop_links(%s)", [label]) or 0)


@transaction.atomic
def note_knock(*, door: str, address_hash: bytes, by: Actor) -> bool:
    """Whether the address may send one more form at this door now; if so, it has.

    Each door counts by itself. The hash says nothing about the address.
    """
    return bool(
        _one("select indgang.knock(%s, %s, %s, %s)", [door, address_hash, KNOCKS, KNOCK_MINUTES])
    )


def _one(sql: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
