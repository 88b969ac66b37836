"""What those who hold an offer say about room in it, and how soon they answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.offers.models.catalogue import Offer
from indgang.people.models import Organisation


class Room(models.Model):
    """What those who hold an offer have last said about room in it, and how often they are asked."""

    SAYS: ClassVar = [
        ("room", _("vi har plads")),
        ("full", _("vi er fulde")),
        ("away", _("vi er tilbage senere")),
    ]

    offer = models.OneToOneField(
        Offer, primary_key=True, on_delete=models.CASCADE, related_name="room"
    )
    says = models.CharField(max_length=4, choices=SAYS, blank=True)
    back_on = models.DateField(null=True, blank=True)  # of "away"
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.UUIDField(null=True, blank=True)
    # Days between two times that they are asked; empty: as their organisation is.
    fresh_days = models.PositiveSmallIntegerField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(says__in=["", "room", "full", "away"]), name="offers_room_says"
            ),
            models.CheckConstraint(
                condition=Q(says="away", back_on__isnull=False)
                | (~Q(says="away") & Q(back_on__isnull=True)),
                name="offers_room_back_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(says="", said_at__isnull=True, said_by__isnull=True)
                | (~Q(says="") & Q(said_at__isnull=False, said_by__isnull=False)),
                name="offers_room_said_pair",
            ),
            models.CheckConstraint(
                condition=Q(fresh_days__isnull=True) | Q(fresh_days__gte=1),
                name="offers_room_asked_once_a_day_at_most",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "offer", "says", "back_on", "said_at", "said_by", "fresh_days", "reminded_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.says


class ReplyTime(models.Model):
    """How soon an organisation answers, and how often with a yes. Counted; nothing of fewer than five."""

    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="reply_time"
    )
    days = models.PositiveSmallIntegerField()  # the median
    yes_percent = models.PositiveSmallIntegerField()
    counted_at = models.DateTimeField()

    class Privacy:
        open: ClassVar = {"organisation", "days", "yes_percent", "counted_at"}

    def __str__(self) -> str:
        return str(self.days)


class DecisionTime(models.Model):
    """How many days a yes from the municipality to an offer takes. Counted; nothing of fewer than five."""

    offer = models.OneToOneField(
        Offer, primary_key=True, on_delete=models.CASCADE, related_name="decision_time"
    )
    days = models.PositiveSmallIntegerField()  # the median
    counted_at = models.DateTimeField()

    class Privacy:
        open: ClassVar = {"offer", "days", "counted_at"}

    def __str__(self) -> str:
        return str(self.days)
