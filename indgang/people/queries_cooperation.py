"""What two units have agreed on how they work together, as other pages show it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet

from indgang.people.models import Cooperation, Unit


@dataclass(frozen=True)
class Together:
    """Two units, what holds between them, and what waits for a yes."""

    first: Unit
    second: Unit
    agreed: Cooperation | None  # what holds
    waiting: Cooperation | None  # a newer version that somebody has not said yes to
    older: tuple[Cooperation, ...] = ()  # what held before, latest first

    def other_than(self, unit_ids: Collection[UUID]) -> Unit:
        """The one of the two that one is not; the second where one is both or none."""
        return self.first if self.second.id in unit_ids else self.second

    def misses_yes_of(self, unit_ids: Collection[UUID]) -> bool:
        """Whether the newest version waits for one of these units."""
        found = self.waiting
        return found is not None and (
            (found.first_agreed_at is None and found.first_unit_id in unit_ids)
            or (found.second_agreed_at is None and found.second_unit_id in unit_ids)
        )


def agreed_between(unit_id: UUID, other_id: UUID) -> Together | None:
    """What the two units have written about how they work together. One query."""
    first, second = sorted((unit_id, other_id))
    rows = _rows().filter(first_unit=first, second_unit=second)
    return next(iter(_pairs(rows)), None)


def agreed_with(unit_ids: Collection[UUID]) -> list[Together]:
    """Every pair one of these units is in, by the other one's name. One query."""
    mine = Q(first_unit__in=unit_ids) | Q(second_unit__in=unit_ids)
    pairs = _pairs(_rows().filter(mine))
    return sorted(pairs, key=lambda pair: pair.other_than(unit_ids).name)


def all_agreed() -> list[Together]:
    """Every pair there is, by name. One query."""
    return sorted(_pairs(_rows()), key=lambda pair: (pair.first.name, pair.second.name))


def _rows() -> QuerySet[Cooperation]:
    found = Cooperation.objects.select_related(
        "first_unit__organisation", "second_unit__organisation"
    )
    return found.order_by("first_unit_id", "second_unit_id", "-version")


def _pairs(rows: Iterable[Cooperation]) -> list[Together]:
    """The rows of each pair, newest first, as what holds, what waits and what was."""
    found = []
    for _units, group in groupby(rows, key=lambda row: (row.first_unit_id, row.second_unit_id)):
        versions = list(group)
        agreed = [one for one in versions if one.is_agreed]
        newest = versions[0]
        found.append(
            Together(
                first=newest.first_unit,
                second=newest.second_unit,
                agreed=agreed[0] if agreed else None,
                waiting=None if newest.is_agreed else newest,
                older=tuple(agreed[1:]),
            )
        )
    return found
