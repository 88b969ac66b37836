"""Messages on their way to people, and who wants none. Only the database's functions write here."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.people.models import Person


class Letter(models.Model):
    """One message to one person, from when it is thought of until it has arrived or been dropped.

    Holds the name of a fixed sentence and the day and time to put in it, never free text, never
    an address and never a link that opens anything: those are looked up or made as it is sent.
    """

    STATUSES: ClassVar = [
        ("queued", _("venter")),
        ("sending", _("er ved at blive sendt")),
        ("sent", _("sendt")),
        ("failed", _("prøves igen")),
        ("given_up", _("kunne ikke sendes")),
        ("cancelled", _("ikke længere nødvendig")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    message = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    about = models.UUIDField(null=True)  # the thing it tells of, so that it can be taken back
    link_path = models.CharField(max_length=200, blank=True)
    link_kinds = ArrayField(models.CharField(max_length=10), default=list)
    urgent = models.BooleanField(default=False)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(null=True)  # when it would only tell of what is over
    status = models.CharField(max_length=10, choices=STATUSES, default="queued")
    channel = models.CharField(max_length=8, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    last_error = models.CharField(max_length=40, blank=True)  # its class, never its words
    queued_at = models.DateTimeField()
    queued_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-queued_at"], name="post_letter_person"),
            models.Index(
                fields=["next_try_at"],
                condition=Q(status__in=["queued", "failed", "sending"]),
                name="post_letter_waiting",
            ),
            models.Index(
                fields=["about"], condition=Q(about__isnull=False), name="post_letter_about"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["queued", "sending", "sent", "failed", "given_up", "cancelled"]
                ),
                name="post_letter_status",
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="post_letter_sent_pair",
            ),
            models.CheckConstraint(
                condition=Q(link_kinds__contained_by=["card", "checkins", "goals", "plan"]),
                name="post_letter_link_opens_little",
            ),
            # It is put behind the house's own address, and must not turn it into another's.
            models.CheckConstraint(
                condition=Q(link_path="") | Q(link_path__startswith="/"),
                name="post_letter_link_is_own",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "status", "attempts", "next_try_at", "last_error", "urgent"}
        personal: ClassVar = {
            "person", "message", "values", "about", "link_path", "link_kinds", "not_before",
            "not_after", "channel", "queued_at", "queued_by", "sent_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.message


class Silence(models.Model):
    """A person who wants no messages, since when. Everything is still on his own page."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    since = models.DateTimeField()

    class Privacy:
        personal: ClassVar = {"person", "since"}

    def __str__(self) -> str:
        return str(self.since)
