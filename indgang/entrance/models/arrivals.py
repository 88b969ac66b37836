"""Those who come in through the door, and the clock that follows them."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.people.models import Person, Unit


def both_or_neither(one: str, other: str) -> Q:
    """Two columns that are filled in together."""
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )


class Arrival(models.Model):
    """A guest came in through the door of the house on a day, and something came of it."""

    OUTCOMES: ClassVar = [
        ("helped", _("Fik hjælp med det samme")),
        ("conversation", _("Gik videre til en samtale")),
        ("acute", _("Fik akut hjælp")),
        ("outreach", _("De opsøgende tager over")),
        ("shown_on", _("Blev vist videre")),
        ("left", _("Gik igen")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True)  # one form, one arrival, however often it is sent
    about = models.CharField(max_length=160, blank=True)
    arrived_at = models.DateTimeField()
    arrived_by = models.UUIDField()
    welcomed_at = models.DateTimeField(null=True)
    welcomed_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)
    shown_where = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "arrived_at"],
                condition=Q(settled_at__isnull=True),
                name="entrance_arrival_waiting",
            ),
            models.Index(fields=["person", "-arrived_at"], name="entrance_arrival_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=both_or_neither("welcomed_at", "welcomed_by"),
                name="entrance_arrival_welcomed_pair",
            ),
            models.CheckConstraint(
                condition=both_or_neither("settled_at", "settled_by"),
                name="entrance_arrival_settled_pair",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="entrance_arrival_settled_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(welcomed_at__isnull=False),
                name="entrance_arrival_welcomed_first",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="shown_on") | ~Q(shown_where=""),
                name="entrance_arrival_shown_somewhere",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(settled_at__isnull=True),
                name="entrance_arrival_one_waiting",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "unit", "once", "arrived_at"}
        personal: ClassVar = {
            "person", "arrived_by", "welcomed_at", "welcomed_by", "settled_at", "settled_by",
            "outcome", "shown_where",
        }  # fmt: skip
        sensitive: ClassVar = {"about"}

    def __str__(self) -> str:
        return str(self.id)


class DoorEvent(models.Model):
    """How long somebody waited at the door, once. Says nothing about who."""

    STEPS: ClassVar = [
        ("welcome", _("Fra døren til velkommen")),
        ("contact", _("Fra henvendelse til svar")),
        ("activity", _("Fra første kontakt til første aktivitet")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=STEPS)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    waited_seconds = models.PositiveIntegerField()  # those in which the house was open
    in_time = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["ended_at", "step"], name="entrance_doorevent_at")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("began_at")), name="entrance_doorevent_ends_after_start"
            )
        ]

    class Privacy:
        open: ClassVar = {
            "id", "unit", "step", "began_at", "ended_at", "waited_seconds", "in_time",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.step
