"""What the guest hopes for and wants, in his own words."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.plans.models.course import Course
from indgang.plans.models.parts import OfPerson, both_or_neither, set_exactly_when


class GoalStatus(models.TextChoices):
    """Where a hope or a goal stands. All three stay in the plan."""

    OPEN = "open", _("i gang")
    REACHED = "reached", _("nået")
    LET_GO = "let_go", _("lagt fra mig")


class Hope(OfPerson):
    """What a guest hopes his life will hold, as he says it."""

    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    status = models.CharField(max_length=8, choices=GoalStatus, default=GoalStatus.OPEN)
    closed_on = models.DateField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="plans_hope_has_words"),
            models.CheckConstraint(
                condition=Q(status__in=GoalStatus.values), name="plans_hope_status"
            ),
            both_or_neither("closed_on", "closed_by", name="plans_hope_closed_pair"),
            set_exactly_when(
                "closed_on", ~Q(status=GoalStatus.OPEN), name="plans_hope_closed_when_not_open"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {"person", "added_by", "course", "closed_on", "closed_by"}
        sensitive: ClassVar = {"words", "status"}


class Goal(OfPerson):
    """Something the guest wants to reach, with his own words for how far along the way he is."""

    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    # Goal attainment scaling (Kiresuk and Sherman 1968): −2 where it is hard now, 0 as hoped, +2 far
    # better than hoped. The guest's own words for the steps; an empty one has words of the house.
    much_less = models.CharField(max_length=200, blank=True)
    less = models.CharField(max_length=200, blank=True)
    as_hoped = models.CharField(max_length=200, blank=True)
    more = models.CharField(max_length=200, blank=True)
    much_more = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8, choices=GoalStatus, default=GoalStatus.OPEN)
    closed_on = models.DateField(null=True)
    closed_by = models.UUIDField(null=True)
    closing_words = models.TextField(blank=True)

    class Meta(OfPerson.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="plans_goal_has_words"),
            models.CheckConstraint(
                condition=Q(status__in=GoalStatus.values), name="plans_goal_status"
            ),
            both_or_neither("closed_on", "closed_by", name="plans_goal_closed_pair"),
            set_exactly_when(
                "closed_on", ~Q(status=GoalStatus.OPEN), name="plans_goal_closed_when_not_open"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {"person", "added_by", "course", "closed_on", "closed_by"}
        sensitive: ClassVar = {
            "words", "much_less", "less", "as_hoped", "more", "much_more", "status",
            "closing_words",
        }  # fmt: skip

    @property
    def own_levels(self) -> dict[int, str]:
        """Level → the guest's own words for it, lowest first; "" where he gave none."""
        return {
            -2: self.much_less,
            -1: self.less,
            0: self.as_hoped,
            1: self.more,
            2: self.much_more,
        }


class GoalRating(OfPerson):
    """Where the guest says he stands with a goal on a day. The last answer of the day counts."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="ratings")
    on = models.DateField()
    value = models.SmallIntegerField()

    class Meta(OfPerson.Meta):
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "on"], name="plans_goalrating_one_a_day"),
            models.CheckConstraint(
                condition=Q(value__gte=-2, value__lte=2), name="plans_goalrating_on_the_scale"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "added_at"}
        personal: ClassVar = {"person", "added_by", "goal", "on"}
        sensitive: ClassVar = {"value"}
