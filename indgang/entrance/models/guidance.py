"""What the house keeps for itself: help at the desk, and what it could not help with."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from indgang.offers.models import Need
from indgang.people.models import Unit


class YoungHelp(models.Model):
    """What a host does when a child or a young person comes in, in the municipality's own words.

    There is at most one row. Where a field is empty the words of the program stand.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    who_to_call = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    open_when = models.CharField(max_length=80, blank=True)
    at_the_desk = models.TextField(blank=True)  # what the host does
    duty = models.TextField(blank=True)  # the duty to notify, in plain words
    to_the_young = models.TextField(blank=True)  # what a young person reads himself
    checked_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="entrance_younghelp_one_row")
        ]

    class Privacy:
        open: ClassVar = {
            "id", "who_to_call", "phone", "open_when", "at_the_desk", "duty", "to_the_young",
            "checked_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.who_to_call


class UnmetNeed(models.Model):
    """Somebody needed something, one day, that is not to be had here. Says nothing about who."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, null=True, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()  # never the moment: it would tell which conversation it was

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on", "need"], name="entrance_unmetneed_on")]

    class Privacy:
        open: ClassVar = {"id", "unit", "need", "on"}

    def __str__(self) -> str:
        return str(self.on)
