"""When an offer happens: the plan that repeats, and each single time."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from indgang.offers.models.catalogue import Offer
from indgang.offers.models.choices import REASONS


class Schedule(models.Model):
    """When an offer happens again and again, on a Danish wall clock."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="schedules")
    rrule = models.CharField(max_length=250, blank=True)  # RFC 5545, without the start
    starts_on = models.DateField()
    starts_time = models.TimeField()
    duration_minutes = models.PositiveSmallIntegerField()
    exdates = ArrayField(models.DateField(), default=list, blank=True)
    rdates = ArrayField(models.DateField(), default=list, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)  # null: just come
    ended_on = models.DateField(null=True, blank=True)
    # Talks of so many minutes, one after the other and with one person each; empty: one thing.
    each_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "starts_time"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(duration_minutes__gt=0), name="offers_schedule_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(each_minutes__isnull=True)
                | Q(each_minutes__gt=0, each_minutes__lte=F("duration_minutes"), seats=1),
                name="offers_schedule_talks_fit",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "offer", "rrule", "starts_on", "starts_time", "duration_minutes", "exdates",
            "rdates", "seats", "ended_on", "each_minutes",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.rrule


class Session(models.Model):
    """One time that an offer happens. ``taken`` and ``waiting`` are counted by a trigger.

    ``seats`` is empty where one just comes. ``taken`` holds those with a seat and those who have
    been offered one and have not answered yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="sessions")
    schedule = models.ForeignKey(
        Schedule, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    run = models.ForeignKey(
        "offers.Run", null=True, blank=True, on_delete=models.CASCADE, related_name="times"
    )  # the course that this is one of the times of
    # A later time of a course: one cannot begin here, and its figures are the first one's.
    follows = models.BooleanField(default=False, db_default=False)
    # The day after which its places are given by draw; empty where they are given at once.
    draw_on = models.DateField(null=True, blank=True)
    # A talk with one person: when it is taken, another one is free.
    is_talk = models.BooleanField(default=False, db_default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    taken = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    counted_at = models.DateTimeField()  # when the figures last changed or were confirmed
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.UUIDField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=8, choices=REASONS, blank=True, db_default="")
    cancelled_words = models.CharField(max_length=200, blank=True, db_default="")  # of "other"
    moved_from = models.DateTimeField(null=True, blank=True)  # when its schedule says it is
    # Where, if elsewhere than usual.
    where_note = models.CharField(max_length=200, blank=True, db_default="")
    # How often when, where or whether it takes place has been changed, and when last. By a trigger:
    # a calendar that has it knows by them that it has an older word.
    revision = models.PositiveIntegerField(db_default=0, editable=False)
    revised_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["offer", "starts_at"], name="offers_session_offer_start"),
            models.Index(fields=["starts_at"], name="offers_session_start"),
            # What is not over yet is a few weeks of many years.
            models.Index(fields=["ends_at"], name="offers_session_end"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schedule", "starts_at"], name="offers_session_once_a_schedule"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="offers_session_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(taken__lte=F("seats")),
                name="offers_session_no_more_than_seats",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="offers_session_cancelled_pair",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_why="") | Q(cancelled_at__isnull=False),
                name="offers_session_reason_of_cancelling",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=True) | Q(seats__isnull=False),
                name="offers_session_of_a_course_has_seats",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=False) | Q(draw_on__isnull=True, follows=False),
                name="offers_session_in_a_course",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "offer", "schedule", "is_talk", "run", "follows", "draw_on", "starts_at", "ends_at",
            "seats", "taken", "waiting", "counted_at", "cancelled_at", "cancelled_by",
            "cancelled_why", "cancelled_words", "moved_from", "where_note", "revision",
            "revised_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)

    @property
    def free(self) -> int | None:
        """Seats that nobody holds; None where one just comes."""
        return None if self.seats is None else max(self.seats - self.taken, 0)

    @property
    def has_room(self) -> bool:
        """Whether a newcomer would get a seat at once."""
        if self.draw_on is not None:
            return False
        return self.free is None or (self.free > 0 and self.waiting == 0)
