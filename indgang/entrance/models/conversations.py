"""The first conversation, in the guest's own words."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.entrance.models.arrivals import Arrival, both_or_neither
from indgang.people.models import Person, Unit


class Conversation(models.Model):
    """A guest and two guides sit down together. That it happens is on the card; the words are not."""

    COURSE: ClassVar = "course"
    OUTCOMES: ClassVar = [
        (COURSE, _("Et forløb gik i gang")),
        ("helped", _("Fik hjælp med det samme")),
        ("thinking", _("Tænker over det")),
        ("shown_on", _("Blev vist videre")),
        ("left", _("Gik igen")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    arrival = models.OneToOneField(
        Arrival, null=True, on_delete=models.SET_NULL, related_name="conversation"
    )
    guide_ids = ArrayField(models.UUIDField())
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True)
    course_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True, db_default="")
    shown_where = models.CharField(max_length=160, blank=True, db_default="")
    # What the guides were allowed for as long as they talk; ends when the guest has said more.
    permission_ids = ArrayField(models.UUIDField(), default=list)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "started_at"],
                condition=Q(finished_at__isnull=True),
                name="entrance_conversation_open",
            ),
            models.Index(fields=["person", "-started_at"], name="entrance_conversation_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=both_or_neither("finished_at", "finished_by"),
                name="entrance_conversation_finished_pair",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(finished_at__isnull=True),
                name="entrance_conversation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(guide_ids__len__gte=1) & Q(guide_ids__len__lte=4),
                name="entrance_conversation_has_guides",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(finished_at__isnull=False),
                name="entrance_conversation_outcome_at_end",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="shown_on") | ~Q(shown_where=""),
                name="entrance_conversation_shown_somewhere",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "unit", "started_at"}
        personal: ClassVar = {
            "person", "arrival", "guide_ids", "started_by", "finished_at", "finished_by",
            "course_id", "outcome", "shown_where", "permission_ids",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class SectionText(models.Model):
    """One version of one section of a conversation.

    Versions are added and never changed, so that what two guides write at once can be put together
    and nothing is lost.
    """

    SECTIONS: ClassVar = [
        ("hopes", _("Det håber du på")),
        ("hard", _("Det er svært")),
        ("good_at", _("Det er du god til")),
        ("around", _("De er omkring dig")),
        ("agreed", _("Det har vi aftalt")),
    ]

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="texts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=8, choices=SECTIONS)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="entrance_section_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "section", "version"],
                name="entrance_sectiontext_one_version",
            )
        ]

    class Privacy:
        open: ClassVar = {"id", "conversation", "section", "version", "saved_at"}
        personal: ClassVar = {"person", "saved_by"}
        sensitive: ClassVar = {"text"}

    def __str__(self) -> str:
        return f"{self.section} {self.version}"
