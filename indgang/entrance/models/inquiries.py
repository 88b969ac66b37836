"""Those who write to the house before they come, or instead of coming."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.entrance.models.arrivals import both_or_neither
from indgang.people.models import Person, Unit


class Inquiry(models.Model):
    """Somebody has written to the house, about himself or about another, and waits for an answer.

    It belongs to who wrote it. Whom it is about is named by an id and never shown back.
    """

    VOICES: ClassVar = [
        ("self", _("Mig selv")),
        ("relative", _("En, jeg kender")),
        ("professional", _("En, jeg møder i mit arbejde")),
    ]
    OUTCOMES: ClassVar = [
        ("met", _("Vi har mødt hinanden")),
        ("advised", _("Fik råd")),
        ("shown_on", _("Blev vist videre")),
        ("outreach", _("De opsøgende tager over")),
        ("no_answer", _("Vi har ikke kunnet få kontakt")),
        ("declined", _("Ønsker ikke kontakt nu")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    once = models.UUIDField(unique=True)  # one form, one inquiry, however often it is sent
    voice = models.CharField(max_length=12, choices=VOICES)
    workplace = models.CharField(max_length=120, blank=True)
    person_knows = models.BooleanField(null=True)
    meet_where = models.CharField(max_length=120, blank=True)
    meet_how = models.CharField(max_length=120, blank=True)
    meet_whom = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    met_at = models.DateTimeField(null=True)
    met_by = models.UUIDField(null=True)
    # The workplace was rung up on its own number; and whom it is about lets him be told of a meeting.
    sender_checked_at = models.DateTimeField(null=True)
    sender_checked_by = models.UUIDField(null=True)
    guest_agreed_at = models.DateTimeField(null=True)
    guest_agreed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=12, choices=OUTCOMES, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "sent_at"],
                condition=Q(closed_at__isnull=True),
                name="entrance_inquiry_open",
            ),
            models.Index(fields=["person", "-sent_at"], name="entrance_inquiry_person"),
            models.Index(fields=["about"], name="entrance_inquiry_about"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=both_or_neither("taken_at", "taken_by"),
                name="entrance_inquiry_taken_pair",
            ),
            models.CheckConstraint(
                condition=both_or_neither("met_at", "met_by"), name="entrance_inquiry_met_pair"
            ),
            models.CheckConstraint(
                condition=both_or_neither("closed_at", "closed_by"),
                name="entrance_inquiry_closed_pair",
            ),
            models.CheckConstraint(
                condition=both_or_neither("sender_checked_at", "sender_checked_by"),
                name="entrance_inquiry_checked_pair",
            ),
            models.CheckConstraint(
                condition=both_or_neither("guest_agreed_at", "guest_agreed_by"),
                name="entrance_inquiry_agreed_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="entrance_inquiry_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(voice="self") | Q(about__isnull=True),
                name="entrance_inquiry_about_another",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "unit", "once", "sent_at"}
        personal: ClassVar = {
            "person", "about", "voice", "workplace", "person_knows", "meet_where", "meet_how",
            "meet_whom", "taken_at", "taken_by", "met_at", "met_by", "closed_at", "closed_by",
            "outcome", "sender_checked_at", "sender_checked_by", "guest_agreed_at",
            "guest_agreed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class InquiryMessage(models.Model):
    """One piece of writing between somebody who has inquired and the house.

    To somebody who wrote about another the house answers in sentences that are fixed.
    """

    REPLIES: ClassVar = [
        ("thanks", _("Tak, fordi du skrev. Vi har læst det og ser på det.")),
        ("cannot_tell", _("Vi fortæller aldrig noget om andre. Heller ikke, om vi kender dem.")),
        ("may_come", _("Alle er velkomne hos os. Du må gerne følge med den, du tænker på.")),
        ("own_help", _("Du kan også selv få hjælp hos os. Kom forbi, eller ring.")),
        ("call", _("Ring til os, hvis du vil tale om det.")),
        ("danger", _("Er nogen i fare lige nu, så ring 112.")),
        ("met", _("Vi har mødt personen.")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(blank=True)
    reply = models.CharField(max_length=12, blank=True, default="", db_default="")
    from_house = models.BooleanField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["inquiry", "written_at"], name="entrance_message_inquiry"),
            models.Index(fields=["person"], name="entrance_message_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words="", reply="")
                & Q(
                    reply__in=[
                        "",
                        "thanks",
                        "cannot_tell",
                        "may_come",
                        "own_help",
                        "call",
                        "danger",
                        "met",
                    ]
                ),
                name="entrance_inquirymessage_says",
            )
        ]

    class Privacy:
        open: ClassVar = {"id", "inquiry", "from_house", "written_at"}
        personal: ClassVar = {"person", "written_by", "reply"}
        sensitive: ClassVar = {"words"}

    def __str__(self) -> str:
        return str(self.id)

    @property
    def said(self) -> str:
        """The words, or the sentence in the language of whoever reads."""
        return self.words or str(dict(self.REPLIES).get(self.reply, ""))


class Draft(models.Model):
    """What somebody nobody knows has begun to write, for a few hours, behind a key of his own."""

    key_hash = models.BinaryField(primary_key=True)
    words = models.TextField()
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField(db_index=True)

    class Privacy:
        open: ClassVar = {"key_hash", "version", "saved_at"}
        sensitive: ClassVar = {"words"}

    def __str__(self) -> str:
        return "…"
