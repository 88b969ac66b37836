"""Who opens, who holds the key, and who buys the coffee."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indgang.groups.models.group import Group, Member
from indgang.offers.models import Session


class Turn(models.Model):
    """Somebody has said that he opens, one time. He does so until another has taken it from him."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # he would like another to take it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "session"], name="groups_turn_one_opens")
        ]

    class Privacy:
        open: ClassVar = {"id", "group", "session"}
        personal: ClassVar = {"member", "taken_at", "asked_at"}

    def __str__(self) -> str:
        return str(self.id)


class Handover(models.Model):
    """The key, the cash box or the telephone goes from one hand to the next. A chain, never changed.

    It counts when the other one has said yes: nobody is given anything he does not want.
    """

    DUTIES: ClassVar = [
        ("key", _("nøglen")),
        ("cash", _("kassen")),
        ("contact", _("at være den, man kan spørge")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=8, choices=DUTIES)
    # Empty: from nobody, or to nobody when he who had it has left.
    from_member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    # Its place in the chain of this duty, from 1 on; empty while it waits for a yes.
    number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["duty", "number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "duty", "number"], name="groups_handover_one_chain"
            ),
            models.UniqueConstraint(
                fields=["group", "duty"],
                condition=Q(taken_at__isnull=True),
                name="groups_handover_offered_to_one",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, number__isnull=True)
                | Q(taken_at__isnull=False, number__isnull=False),
                name="groups_handover_taken_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "group", "duty", "number"}
        personal: ClassVar = {"from_member", "to_member", "offered_at", "taken_at"}

    def __str__(self) -> str:
        return self.duty


class Purchase(models.Model):
    """Something the group needs, who buys it, and that it has been bought."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    wanted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField()
    buyer = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bought_at = models.DateTimeField(null=True, blank=True)
    cost_ore = models.PositiveIntegerField(null=True, blank=True)  # as the buyer says

    class Meta:
        ordering: ClassVar = ["wanted_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cost_ore__isnull=True) | Q(bought_at__isnull=False, cost_ore__gt=0),
                name="groups_purchase_costs_when_bought",
            )
        ]

    class Privacy:
        open: ClassVar = {"id", "group"}
        personal: ClassVar = {
            "what", "wanted_by", "wanted_at", "buyer", "bought_at", "cost_ore",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.what
