"""Who has the key, the cash box and the telephone, and through whose hands they went."""

from dataclasses import dataclass
from uuid import UUID

from indgang.groups.models import Handover, Member
from indgang.groups.rules.names import DUTIES

LINKS_SHOWN = 6  # of a chain; own choice: what one can take in at a glance


@dataclass(frozen=True)
class Duty:
    """Something one of the group has in hand, or nobody."""

    code: str
    holder: Member | None
    chain: tuple[Handover, ...]  # the newest first
    offered: Handover | None  # held out to somebody, who has not said yes


def duties_of(group_id: UUID) -> dict[str, Duty]:
    """Key, cash and contact, in this order, with the chain of hands. One query."""
    links = list(
        Handover.objects.filter(group_id=group_id)
        .select_related("from_member", "to_member")
        .order_by("-number", "id")
    )
    return {code: _duty(code, [link for link in links if link.duty == code]) for code in DUTIES}


def _duty(code: str, links: list[Handover]) -> Duty:
    chain = tuple(link for link in links if link.number is not None)
    offered = next((link for link in links if link.number is None), None)
    return Duty(code, chain[0].to_member if chain else None, chain[:LINKS_SHOWN], offered)
