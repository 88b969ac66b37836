"""How units work together, shown where they meet: `{% how_we_work unit other %}`, `{% works_with units %}`."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import template

from indgang.people.queries_cooperation import Together, agreed_between, agreed_with

register = template.Library()


@register.inclusion_tag("people/_how_we_work.html")
def how_we_work(unit_id: UUID, other_id: UUID) -> dict[str, Any]:
    """What two units have agreed, folded to one line. Nothing where they have not. One query."""
    return {"pair": agreed_between(unit_id, other_id) if unit_id != other_id else None}


@register.inclusion_tag("people/_works_with.html")
def works_with(unit_ids: Collection[UUID]) -> dict[str, Any]:
    """Everyone these units have agreed something with. Nothing where there is nobody. One query."""
    rows = [_row(pair, unit_ids) for pair in agreed_with(unit_ids)] if unit_ids else []
    return {"rows": rows}


def _row(pair: Together, unit_ids: Collection[UUID]) -> dict[str, Any]:
    return {
        "pair": pair,
        "other": pair.other_than(unit_ids),
        "misses_us": pair.misses_yes_of(unit_ids),
    }
