"""The course: when it began, who goes with the guest, how it ended and how he came back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.people.models import Person
from indgang.plans.models.parts import OfPerson, both_or_neither


class HowEnded(models.TextChoices):
    """How a course came to an end. None of them shuts the door."""

    DONE = "done", _("jeg er klar til at gå selv")
    LESS = "less", _("jeg har brug for mindre nu")
    MOVED = "moved", _("jeg får hjælp et andet sted")
    PAUSED = "paused", _("jeg har brug for en pause")
    UNSAID = "unsaid", _("det vil jeg helst ikke sige")
    QUIET = "quiet", _("vi mistede hinanden")
    DIED = "died", _("gæsten er død")


LOST = (HowEnded.QUIET, HowEnded.DIED)  # ways to end that only the house can write down


class Course(OfPerson):
    """A stretch of time in which the house and a guest go together.

    20 weeks is when they look back, never when it stops.
    """

    started_on = models.DateField()
    review_on = models.DateField()
    coordinator = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    other_matters = models.TextField(blank=True)  # "Andet, der er vigtigt"
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_how = models.CharField(max_length=8, choices=HowEnded, blank=True)

    class Meta(OfPerson.Meta):
        ordering: ClassVar = ["-started_on", "-added_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="plans_course_one_live",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("started_on")), name="plans_course_review_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="plans_course_ends_after_start",
            ),
            both_or_neither("ended_on", "ended_by", name="plans_course_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_how="")
                | (Q(ended_on__isnull=False) & ~Q(ended_how="")),
                name="plans_course_ended_how",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {
            "person", "added_by", "started_on", "review_on", "coordinator", "ended_on", "ended_by",
            "ended_how",
        }  # fmt: skip
        sensitive: ClassVar = {"other_matters"}

    @property
    def is_live(self) -> bool:
        """Whether the house and the guest go together now."""
        return self.ended_on is None

    @property
    def was_lost(self) -> bool:
        """Whether it was the house that ended it, because nobody could reach the guest."""
        return self.ended_how in LOST


class CourseGuide(OfPerson):
    """A colleague who goes with the guest for a while. A pair shares it, and either may act."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="guides")
    guide = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "guide"],
                condition=Q(until_on__isnull=True),
                name="plans_courseguide_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="plans_courseguide_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(guide=F("person")), name="plans_courseguide_is_another"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {"person", "added_by", "course", "guide", "from_on", "until_on"}


class Exit(OfPerson):
    """How a guest leaves, planned like a celebration: what happens next and who is around him."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="exits")
    planned_on = models.DateField(null=True)  # unknown until the guest has a day in mind
    what_next = models.TextField(blank=True)
    around_me = models.TextField(blank=True)
    farewell = models.TextField(blank=True)
    left_on = models.DateField(null=True)
    left_by = models.UUIDField(null=True)

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            # One plan at a time. After a return there may be a new one; the old one stays.
            models.UniqueConstraint(
                fields=["course"], condition=Q(left_on__isnull=True), name="plans_exit_one_planned"
            ),
            both_or_neither("left_on", "left_by", name="plans_exit_left_pair"),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {"person", "added_by", "course", "planned_on", "left_on", "left_by"}
        sensitive: ClassVar = {"what_next", "around_me", "farewell"}


class Return(OfPerson):
    """A guest came back and took up the course he had left, as it was."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="returns")
    left_on = models.DateField()
    had_ended_how = models.CharField(max_length=8, choices=HowEnded)
    back_on = models.DateField()

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(back_on__gte=F("left_on")), name="plans_return_after_leaving"
            )
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {
            "person", "added_by", "course", "left_on", "had_ended_how", "back_on",
        }  # fmt: skip


class Contact(OfPerson):
    """One time the house and the guest were in touch. Says how, never what was said."""

    HOWS: ClassVar = [
        ("meeting", _("vi mødtes")),
        ("call", _("vi talte i telefon")),
        ("message", _("vi skrev")),
        ("page", _("på min side")),
    ]

    on = models.DateField()
    how = models.CharField(max_length=8, choices=HOWS)

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "on", "how"], name="plans_contact_once_a_day")
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {"person", "added_by", "on", "how"}
