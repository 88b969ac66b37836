"""Who has a seat, who waits for one, and who came."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.offers.models.times import Session
from indgang.offers.rules.seats import BookingStatus
from indgang.people.models import Person


class Booking(models.Model):
    """A person's place in a session. Ended ones stay: they are part of the story."""

    STATUSES: ClassVar = [
        (BookingStatus.SEATED.value, _("du har en plads")),
        (BookingStatus.WAITING.value, _("du venter på en plads")),
        (BookingStatus.OFFERED.value, _("der er en plads til dig")),
        (BookingStatus.WISHED.value, _("du ønsker en plads")),
        (BookingStatus.CANCELLED.value, _("meldt fra")),
        (BookingStatus.ATTENDED.value, _("kom")),
        (BookingStatus.MISSED.value, _("kom ikke")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=STATUSES)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    # What stood between the person and the offer when it was agreed: later rules do not alter it.
    entry = models.CharField(max_length=10, blank=True, db_default="")
    queued_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    # Of a wish: 1 is wanted most.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    # When he asked to be told of an earlier time, and of an earlier one: what he has in its place.
    earlier_since = models.DateTimeField(null=True, blank=True)
    instead_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-made_at"], name="offers_booking_person"),
            models.Index(
                fields=["session", "queued_at"],
                condition=Q(status="waiting"),
                name="offers_booking_queue",
            ),
            models.Index(
                fields=["offered_until"],
                condition=Q(status="offered"),
                name="offers_booking_unanswered",
            ),
            models.Index(
                fields=["earlier_since"],
                condition=Q(earlier_since__isnull=False, status__in=["seated", "waiting"]),
                name="offers_booking_earlier",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=~Q(status="cancelled"),
                name="offers_booking_one_live_per_person",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in BookingStatus]),
                name="offers_booking_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(queued_at__isnull=False),
                name="offers_booking_waits_since",
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(offered_until__isnull=False),
                name="offers_booking_answer_by",
            ),
            models.CheckConstraint(
                condition=~Q(status="wished") | Q(rank__isnull=False),
                name="offers_booking_wish_has_a_rank",
            ),
            models.CheckConstraint(
                condition=Q(marked_at__isnull=True, marked_by__isnull=True)
                | Q(marked_at__isnull=False, marked_by__isnull=False),
                name="offers_booking_marked_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "session", "person", "status", "made_at", "made_by", "entry", "queued_at",
            "offered_until", "rank", "earlier_since", "instead_of", "marked_at", "marked_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.status
