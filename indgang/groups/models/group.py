"""The group, and who is in it: a name at the table, and apart from it whose name that is."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from indgang.offers.models import Offer
from indgang.people.models import Person


class Group(models.Model):
    """Some guests who run something themselves. Only its members read the row."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300)
    # What the town's overview shows of it, once the house has published that.
    offer = models.OneToOneField(
        Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # to be shown in the overview
    code = models.CharField(max_length=16, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    left_with = models.CharField(max_length=200, blank=True)  # key and money, by the last one

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="groups_group_code_lets_into_one"
            ),
            models.CheckConstraint(
                condition=Q(code="") | Q(code_until__isnull=False), name="groups_group_code_ends"
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id",
            "slug",
            "offer",
            "started_at",
            "asked_at",
            "closed_at",
            "code_until",
        }
        personal: ClassVar = {"name", "about", "code", "left_with"}

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A chair at the group's table: the name somebody chose to have there. Who it is stands apart.

    The row outlives the person's leaving, without the name: what is in the cash book stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    shown_name = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["joined_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "group",
                Lower("shown_name"),
                condition=Q(left_at__isnull=True),
                name="groups_member_one_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) & ~Q(shown_name="")
                | Q(left_at__isnull=False, shown_name=""),
                name="groups_member_named_while_there",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "group"}
        personal: ClassVar = {"shown_name", "joined_at", "left_at"}

    def __str__(self) -> str:
        return self.shown_name


class Belonging(models.Model):
    """Whose chair it is. Only he himself reads it; when he leaves, it is gone."""

    member = models.OneToOneField(
        Member, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "group"], name="groups_belonging_once")
        ]

    class Privacy:
        personal: ClassVar = {"member", "group", "person"}

    def __str__(self) -> str:
        return str(self.member_id)
