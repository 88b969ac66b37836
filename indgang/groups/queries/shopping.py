"""What the group needs, and who buys it."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from indgang.groups.models import Purchase
from indgang.kernel import clock

REMEMBERED_DAYS = 14  # days that something bought stays on the list; own choice


def purchases_of(group_id: UUID) -> list[Purchase]:
    """What is needed, in the order it was written, then what was bought lately. One query."""
    since = clock.now() - timedelta(days=REMEMBERED_DAYS)
    rows = _purchases(group_id).filter(Q(bought_at__isnull=True) | Q(bought_at__gt=since))
    return sorted(rows, key=lambda row: row.bought_at is not None)


def _purchases(group_id: UUID) -> QuerySet[Purchase]:
    return Purchase.objects.filter(group_id=group_id).select_related("buyer", "wanted_by", "entry")
