"""What is kept of the board every night."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from indgang.offers.models import Need, Offer
from indgang.people.models import Organisation


class Count(models.Model):
    """The board's figures of one offer, need or organisation on one day, or of the whole town.

    Numbers only: nothing of any person. The waits are in days.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    day = models.DateField()
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, null=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    measured_at = models.DateTimeField()
    seats = models.PositiveIntegerField(default=0)
    free = models.PositiveIntegerField(default=0)
    held = models.IntegerField(default=0)
    taken = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    open_number = models.IntegerField(default=0)
    open_median_days = models.IntegerField(null=True)
    open_p90_days = models.IntegerField(null=True)
    decided_number = models.IntegerField(default=0)
    decided_median_days = models.IntegerField(null=True)
    decided_p90_days = models.IntegerField(null=True)
    unmet = models.IntegerField(default=0)
    arrivals = models.IntegerField(default=0)
    # Of what is a sum: each number as everybody may know it, so that nobody finds the few of one part
    # by taking the other parts from the whole (`Amount.code`). Nothing where it is no sum.
    told = models.JSONField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "offer", "need", "organisation"],
                nulls_distinct=False,
                name="board_count_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(offer__isnull=True, need__isnull=True)
                | Q(offer__isnull=True, organisation__isnull=True)
                | Q(need__isnull=True, organisation__isnull=True),
                name="board_count_of_one_thing",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "day", "offer", "need", "organisation", "measured_at", "seats", "free", "held",
            "taken", "waiting", "open_number", "open_median_days", "open_p90_days",
            "decided_number", "decided_median_days", "decided_p90_days", "unmet", "arrivals", "told",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day}"
