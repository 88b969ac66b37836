"""A group, who is in it, who does what, and its cash book."""

from indgang.groups.models.book import CashMonth, Entry
from indgang.groups.models.doing import Handover, Purchase, Turn
from indgang.groups.models.group import Belonging, Group, Member

__all__ = [
    "Belonging",
    "CashMonth",
    "Entry",
    "Group",
    "Handover",
    "Member",
    "Purchase",
    "Turn",
]
