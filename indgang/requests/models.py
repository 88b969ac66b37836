"""What is asked, and how soon those who are asked answer."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.offers.models import Offer
from indgang.people.models import Organisation, Person
from indgang.requests.rules import ANSWER_DAYS, FRESH_DAYS, About, State


class Request(models.Model):
    """A guest asks those who hold an offer, or wishes for something others decide on, and is answered."""

    ABOUT: ClassVar = [
        (About.PLACE.value, _("spørgsmål til stedet")),
        (About.DECISION.value, _("ønske")),
    ]
    STATES: ClassVar = [
        (State.SENT.value, _("sendt")),
        (State.TALK.value, _("de vil gerne tale med dig")),
        (State.ACCEPTED.value, _("ja")),
        (State.NOT_NOW.value, _("ikke lige nu")),
        (State.LETTER.value, _("svaret kommer i et brev")),
        (State.WITHDRAWN.value, _("du har fortrudt")),
        (State.EXPIRED.value, _("intet svar endnu")),
    ]
    REASONS: ClassVar = [
        ("full", _("Vi er fulde lige nu.")),
        ("pause", _("Vi holder pause.")),
        ("people", _("Vi mangler hænder lige nu.")),
        ("other", _("Noget andet. Jeg skriver det.")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=8, choices=ABOUT)
    words = models.TextField(blank=True)
    contact = models.CharField(max_length=120, blank=True)  # how they can reach the guest
    shows_name = models.BooleanField(default=True)  # whether they may know the nickname
    asked_on = models.DateField()  # the day from which the time to decide runs
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()
    answer_by = models.DateField()
    state = models.CharField(max_length=9, choices=STATES, default=State.SENT.value)
    reason = models.CharField(max_length=8, choices=REASONS, blank=True)
    reply = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    first_answer_at = models.DateTimeField(null=True, blank=True)
    # Who in the house has it, once it comes back: never nobody.
    holder = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    back_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-sent_at"], name="requests_request_person"),
            models.Index(fields=["offer", "-sent_at"], name="requests_request_offer"),
            models.Index(
                fields=["answer_by"],
                condition=Q(state__in=["sent", "talk"]),
                name="requests_request_waiting",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "offer"],
                condition=Q(state__in=["sent", "talk", "expired"], settled_at__isnull=True),
                name="requests_request_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="requests_request_state",
            ),
            # Saying no to what is decided is a decision, and none is made here.
            models.CheckConstraint(
                condition=Q(about="place") & ~Q(state="letter")
                | Q(about="decision") & ~Q(state="not_now"),
                name="requests_request_never_refuses_what_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_now") | ~Q(reason=""),
                name="requests_request_not_now_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="requests_request_answered_pair",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="requests_request_settled_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "person", "offer", "about", "contact", "shows_name", "asked_on", "sent_at", "sent_by",
            "answer_by", "state", "reason", "answered_at", "answered_by", "first_answer_at",
            "holder", "back_at", "settled_at", "settled_by",
        }  # fmt: skip
        sensitive: ClassVar = {"words", "reply"}

    def __str__(self) -> str:
        return self.state


class Pace(models.Model):
    """How soon an organisation answers what it is asked, and how often it is asked about room."""

    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS)  # working days
    fresh_days = models.PositiveSmallIntegerField(default=FRESH_DAYS)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, 30), fresh_days__range=(1, 365)),
                name="requests_pace_within_reason",
            )
        ]

    class Privacy:
        open: ClassVar = {"organisation", "answer_days", "fresh_days"}

    def __str__(self) -> str:
        return str(self.answer_days)
