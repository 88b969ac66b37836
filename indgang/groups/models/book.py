"""The cash book. What stands in it stays: the database refuses to change or remove it."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.groups.models.doing import Purchase
from indgang.groups.models.group import Group, Member
from indgang.groups.rules.cash import OURS, Account, Posting

ACCOUNTS: list[tuple[str, object]] = [
    (Account.CASH.value, _("kassen")),
    (Account.BANK.value, _("banken")),
    (Account.INCOME.value, _("indtægter")),
    (Account.DEPOSIT.value, _("penge fra kommunen")),
    (Account.EXPENSE.value, _("udgifter")),
    (Account.BEFORE.value, _("fra før kassebogen")),
]
KNOWN = [account.value for account in Account]
OUR_MONEY = [account.value for account in OURS]


class Entry(models.Model):
    """One line of the cash book: an amount out of one account and into another.

    The database gives it its number, without gaps within a year, and never changes it. A mistake is
    undone by an entry the other way, which says what it undoes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(default=0)  # both given by the database
    number = models.PositiveIntegerField(default=0)
    day = models.DateField()
    text = models.CharField(max_length=120)
    receipt = models.CharField(max_length=120, blank=True)  # where the slip of paper is
    taken_from = models.CharField(max_length=8, choices=ACCOUNTS)
    put_into = models.CharField(max_length=8, choices=ACCOUNTS)
    amount_ore = models.PositiveIntegerField()
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    purchase = models.OneToOneField(
        Purchase, null=True, blank=True, on_delete=models.PROTECT, related_name="entry"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["year", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "year", "number"], name="groups_entry_numbered_once"
            ),
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="groups_entry_of_something"),
            models.CheckConstraint(
                condition=~Q(taken_from=F("put_into")), name="groups_entry_moves_money"
            ),
            models.CheckConstraint(
                condition=Q(taken_from__in=OUR_MONEY) | Q(put_into__in=OUR_MONEY),
                name="groups_entry_concerns_our_money",
            ),
            models.CheckConstraint(
                condition=Q(taken_from__in=KNOWN, put_into__in=KNOWN),
                name="groups_entry_known_accounts",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "group", "year", "number", "day", "taken_from", "put_into", "amount_ore",
            "corrects", "purchase",
        }  # fmt: skip
        personal: ClassVar = {"text", "receipt", "entered_at", "entered_by"}

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"

    @property
    def posting(self) -> Posting:
        """What the entry does to the accounts."""
        return Posting(self.day, Account(self.taken_from), Account(self.put_into), self.amount_ore)


class CashMonth(models.Model):
    """A month of the cash book that the treasurer has closed, and one more member has looked at.

    From the first of the two on nothing can be entered in it. Until the second it can be opened
    again; after that it stays as it is. What is in cash and bank is counted by the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    cash_ore = models.IntegerField(default=0)
    bank_ore = models.IntegerField(default=0)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "month"], name="groups_cashmonth_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="groups_cashmonth_whole"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="groups_cashmonth_confirmed_pair",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("closed_by")),
                name="groups_cashmonth_two_have_looked",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "group", "month", "cash_ore", "bank_ore"}
        personal: ClassVar = {"closed_at", "closed_by", "confirmed_at", "confirmed_by"}

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
