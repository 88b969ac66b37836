"""Check-ins, answers and raised hands. A figure is never stored: it is counted from the answers."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.people.models import Person


class Schedule(models.Model):
    """A moment at which this municipality asks how it goes, and with which instruments."""

    AFTER: ClassVar = [("start", _("uger efter start")), ("exit", _("måneder efter udgang"))]

    key = models.CharField(primary_key=True, max_length=20)  # "week6", "after6"
    after = models.CharField(max_length=5, choices=AFTER)
    number = models.PositiveSmallIntegerField()  # weeks after the start, months after the exit
    instruments = ArrayField(models.CharField(max_length=30))
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-after", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(after__in=["start", "exit"]), name="checkins_schedule_after"
            ),
            models.CheckConstraint(
                condition=Q(number__lte=260), name="checkins_schedule_within_five_years"
            ),
            models.UniqueConstraint(fields=["after", "number"], name="checkins_schedule_once"),
        ]

    class Privacy:
        open: ClassVar = {"key", "after", "number", "instruments", "is_active"}

    def __str__(self) -> str:
        return self.key


class CheckIn(models.Model):
    """One time a guest is asked how it goes. He may answer, pass over a question, or let it be."""

    STATUSES: ClassVar = [
        ("waiting", _("venter")),
        ("answered", _("besvaret")),
        ("skipped", _("sprunget over")),
        ("dropped", _("faldt bort")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    about = models.UUIDField(null=True)  # the course or the conversation it belongs to
    moment = models.CharField(max_length=20)  # "week6", "after6", "conversation" or "own"
    instruments = ArrayField(models.CharField(max_length=40))  # "who5-1": the id and its version
    due_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    status = models.CharField(max_length=8, choices=STATUSES, default="waiting")
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    together_with = models.UUIDField(null=True)  # the colleague at whose screen it was answered

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "due_on"], name="checkins_checkin_person"),
            models.Index(
                fields=["due_on"],
                condition=Q(status="waiting", invited_at__isnull=True),
                name="checkins_checkin_to_invite",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about", "moment"], name="checkins_checkin_once"),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "answered", "skipped", "dropped"]),
                name="checkins_checkin_status",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on")) & Q(due_on__lte=F("closes_on")),
                name="checkins_checkin_opens_and_closes_around",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", ended_at__isnull=True)
                | (~Q(status="waiting") & Q(ended_at__isnull=False)),
                name="checkins_checkin_ended_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "person", "about", "moment", "instruments", "due_on", "opens_on", "closes_on",
            "status", "invited_at", "opened_at", "ended_at", "together_with",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.moment


class Answer(models.Model):
    """One answer as it was given, with the instrument and its version; no value when passed over."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    checkin = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="answers")
    instrument = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40)  # for own goals the goal's id
    value = models.SmallIntegerField(null=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "instrument"], name="checkins_answer_person")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkin", "instrument", "item"], name="checkins_answer_once"
            )
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "person", "checkin", "instrument", "version", "answered_at", "answered_by",
        }  # fmt: skip
        sensitive: ClassVar = {"item", "value"}

    def __str__(self) -> str:
        return self.instrument


class Hand(models.Model):
    """A guest's raised hand: he wants to talk, or has answered so that a talk should be offered."""

    REASONS: ClassVar = [("talk", _("vil gerne tale")), ("drop", _("svarede lavere end sidst"))]
    OUTCOMES: ClassVar = [
        ("talked", _("I har talt sammen")),
        ("not_now", _("ikke lige nu")),
        ("not_reached", _("ikke til at få fat på")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=4, choices=REASONS)
    words = models.CharField(max_length=500, blank=True)
    raised_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)

    class Meta:
        ordering: ClassVar = ["raised_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(settled_at__isnull=True),
                name="checkins_hand_one_raised",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["talk", "drop"]), name="checkins_hand_reason"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="checkins_hand_taken_pair",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, outcome="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="checkins_hand_settled_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "person", "raised_at", "taken_at", "taken_by", "settled_at", "settled_by", "outcome",
        }  # fmt: skip
        sensitive: ClassVar = {"reason", "words"}

    def __str__(self) -> str:
        return self.reason
