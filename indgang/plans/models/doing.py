"""What is done: activities, agreements and appointments."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.offers.models import Booking, Offer
from indgang.plans.models.course import Course
from indgang.plans.models.parts import OfPerson, both_or_neither


class ActivityStatus(models.TextChoices):
    """How far the guest is with something he does."""

    PLANNED = "planned", _("ikke begyndt endnu")
    TRIED = "tried", _("prøvet")
    GOING = "going", _("i gang")
    STOPPED = "stopped", _("stoppet")
    FINISHED = "finished", _("færdig")


ENDED = (ActivityStatus.STOPPED, ActivityStatus.FINISHED)


class Activity(OfPerson):
    """Something the guest does: a seat in an offer, or a step of his own.

    What does not work is changed: a stopped activity says why, and the new one points back to it.
    """

    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=200)
    offer = models.ForeignKey(Offer, null=True, on_delete=models.SET_NULL, related_name="+")
    booking = models.ForeignKey(Booking, null=True, on_delete=models.SET_NULL, related_name="+")
    # For what happens every week; a seat in an offer has its own times.
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)  # 0 is Monday
    at_time = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=8, choices=ActivityStatus, default=ActivityStatus.PLANNED)
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)
    why_ended = models.TextField(blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="plans_activity_has_words"),
            models.CheckConstraint(
                condition=Q(status__in=ActivityStatus.values), name="plans_activity_status"
            ),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=list(range(7))), name="plans_activity_weekdays"
            ),
            both_or_neither("ended_on", "ended_by", name="plans_activity_ended_pair"),
            models.CheckConstraint(
                condition=(Q(status__in=ENDED) & Q(ended_on__isnull=False))
                | (~Q(status__in=ENDED) & Q(ended_on__isnull=True)),
                name="plans_activity_ended_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["tried", "going", "finished"]) | Q(began_on__isnull=False),
                name="plans_activity_began_before_going",
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("id")), name="plans_activity_not_its_own_successor"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {
            "person", "added_by", "course", "offer", "booking", "weekdays", "at_time", "place", "began_on", "ended_on",
            "ended_by", "replaces",
        }  # fmt: skip
        sensitive: ClassVar = {"words", "status", "why_ended"}

    @property
    def is_over(self) -> bool:
        """Whether the guest has stopped or finished it."""
        return self.status in ENDED


class Agreement(OfPerson):
    """Who does what by when."""

    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=80)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.UUIDField(null=True)

    class Meta(OfPerson.Meta):
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(who=""), name="plans_agreement_has_words"
            ),
            both_or_neither("done_at", "done_by", name="plans_agreement_done_pair"),
            both_or_neither(
                "called_off_at", "called_off_by", name="plans_agreement_called_off_pair"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(called_off_at__isnull=True),
                name="plans_agreement_done_or_called_off",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {
            "person", "added_by", "course", "who", "due_on", "done_at", "done_by", "called_off_at",
            "called_off_by",
        }  # fmt: skip
        sensitive: ClassVar = {"what"}

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.called_off_at is None


class Appointment(OfPerson):
    """A time and place where the guest meets somebody."""

    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=200)
    where = models.CharField(max_length=200, blank=True)
    with_whom = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.UUIDField(null=True)

    class Meta(OfPerson.Meta):
        ordering: ClassVar = ["starts_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "starts_at"], name="plans_appointment_next")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="plans_appointment_has_words"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="plans_appointment_ends_after_start",
            ),
            both_or_neither(
                "cancelled_at", "cancelled_by", name="plans_appointment_cancelled_pair"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {
            "person", "added_by", "course", "where", "with_whom", "starts_at", "ends_at",
            "cancelled_at", "cancelled_by",
        }  # fmt: skip
        sensitive: ClassVar = {"what"}
