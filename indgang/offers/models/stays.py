"""What is lent by the night, and who stays there."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.offers.models.catalogue import Offer
from indgang.offers.rules.nights import LIVE_STAYS, StayState
from indgang.people.models import Person


def _both(one: str, other: str) -> Q:
    """Both are filled in, or neither is."""
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": True}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": False}
    )


class Thing(models.Model):
    """A bed, a room or a small house on wheels that is lent by the night."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="things")
    name = models.CharField(max_length=80)
    room_for = models.CharField(max_length=200, blank=True)  # who and what fits in it
    most_nights = models.PositiveSmallIntegerField(default=7)  # in one stay
    # Nights on which nobody can stay, such as while it is painted: the first, and the day it is back.
    out_from = models.DateField(null=True, blank=True)
    out_until = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "name"], name="offers_thing_one_a_name"),
            models.CheckConstraint(
                condition=Q(most_nights__gte=1), name="offers_thing_lent_for_a_night"
            ),
            models.CheckConstraint(
                condition=Q(out_from__isnull=True, out_until__isnull=True)
                | Q(out_until__gt=F("out_from")),
                name="offers_thing_out_for_a_night",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "offer", "name", "room_for", "most_nights", "out_from", "out_until",
            "closed_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Stay(models.Model):
    """A person's nights in one thing. Nights are days of a Danish calendar: that of the evening.

    ``nights`` reaches from the first evening to the morning on which one leaves. Two live stays in
    one thing never share a night: the database itself sees to it.
    """

    STATES: ClassVar = [
        (StayState.HELD.value, _("holdt til dig")),
        (StayState.AGREED.value, _("aftalt")),
        (StayState.THERE.value, _("er der nu")),
        (StayState.ENDED.value, _("har været der")),
        (StayState.CALLED_OFF.value, _("meldt fra")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="stays")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    nights = DateRangeField()
    state = models.CharField(max_length=10, choices=STATES)
    held_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["nights", "id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-made_at"], name="offers_stay_person"),
            models.Index(
                fields=["held_until"], condition=Q(state="held"), name="offers_stay_unanswered"
            ),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="offers_stay_one_at_a_time",
                expressions=[
                    ("thing", RangeOperators.EQUAL),
                    ("nights", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[state.value for state in LIVE_STAYS]),
            ),
            # Nobody sleeps in two places, or keeps all of them for himself.
            ExclusionConstraint(
                name="offers_stay_one_bed_a_person",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("nights", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[state.value for state in LIVE_STAYS]),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in StayState]),
                name="offers_stay_state",
            ),
            models.CheckConstraint(
                condition=Q(nights__isempty=False)
                & Q(nights__lower_inf=False)
                & Q(nights__upper_inf=False),
                name="offers_stay_has_nights",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_until__isnull=False),
                name="offers_stay_held_until",
            ),
            models.CheckConstraint(
                condition=_both("arrived_at", "arrived_by"), name="offers_stay_arrived_pair"
            ),
            models.CheckConstraint(
                condition=_both("ended_at", "ended_by"), name="offers_stay_ended_pair"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "thing", "person", "nights", "state", "held_until", "made_at", "made_by", "arrived_at",
            "arrived_by", "ended_at", "ended_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.state

    @property
    def first_night(self) -> date:
        """The evening on which it begins."""
        first: date = self.nights.lower
        return first

    @property
    def leaves_on(self) -> date:
        """The morning on which it is over."""
        last: date = self.nights.upper
        return last
