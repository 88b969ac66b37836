"""Who is around the guest, what others suggest to him, and how his plan reaches his own devices."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.people.models import Person
from indgang.plans.models.parts import OfPerson, both_or_neither, set_exactly_when


class ContactPerson(OfPerson):
    """Somebody the guest wants in his plan: a sister, a neighbour, a doctor. Only he puts them there."""

    name = models.CharField(max_length=80)
    relation = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_professional = models.BooleanField(default=False)

    class Meta(OfPerson.Meta):
        ordering: ClassVar = ["is_professional", "name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="plans_contactperson_has_name")
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {
            "person", "added_by", "name", "relation", "phone", "is_professional",
        }  # fmt: skip


class Suggestion(OfPerson):
    """A change of the plan that somebody else suggests. Nothing is changed until the guest says yes."""

    class Answer(models.TextChoices):
        OPEN = "open", _("venter på dit svar")
        ACCEPTED = "accepted", _("du sagde ja")
        DECLINED = "declined", _("du sagde nej")

    class About(models.TextChoices):
        HOPE = "hope", _("et håb")
        GOAL = "goal", _("et mål")
        ACTIVITY = "activity", _("noget at lave")
        AGREEMENT = "agreement", _("en aftale")
        APPOINTMENT = "appointment", _("et møde")
        CONTACT_PERSON = "contact_person", _("en person")

    # The kind of information that is suggested: who may read that kind may read the suggestion.
    kind = models.CharField(max_length=5, choices=[("plan", "plan"), ("goals", "goals")])
    about = models.CharField(max_length=14, choices=About)
    target = models.UUIDField(null=True)  # what is to be changed; null for something new
    values = models.JSONField()  # field → what it should say
    why = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            both_or_neither("answered_at", "answered_by", name="plans_suggestion_answered_pair"),
            set_exactly_when(
                "answered_at", ~Q(answer="open"), name="plans_suggestion_answered_when_not_open"
            ),
            models.CheckConstraint(
                condition=Q(kind="goals", about__in=["hope", "goal"])
                | Q(
                    kind="plan",
                    about__in=["activity", "agreement", "appointment", "contact_person"],
                ),
                name="plans_suggestion_kind_of_what",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at", "kind"}
        personal: ClassVar = {
            "person", "added_by", "about", "target", "answer", "answered_at", "answered_by",
        }  # fmt: skip
        sensitive: ClassVar = {"values", "why"}


class Draft(models.Model):
    """What a guest is in the middle of writing, kept so that a dropped line loses nothing.

    Nobody but himself ever reads it.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=80)  # the form and the field
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "place"], name="plans_draft_one_a_place")
        ]

    class Privacy:
        open: ClassVar = {"id", "saved_at"}
        personal: ClassVar = {"person", "place"}
        sensitive: ClassVar = {"text"}


class CalendarFeed(models.Model):
    """A guest's wish to have his appointments in his own calendar. The link itself is a key."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    with_titles = models.BooleanField(default=False)  # otherwise every entry is called "Optaget"
    since = models.DateTimeField()

    class Privacy:
        open: ClassVar = {"with_titles", "since"}
        personal: ClassVar = {"person"}
