"""What the people context changes: the house's set-up, and who a person is to the authorities."""

from indgang.people.operations.cooperation import agree_cooperation, write_cooperation
from indgang.people.operations.house import (
    CrisisLine,
    HouseSettings,
    change_colleague,
    close_unit,
    end_membership,
    join_unit,
    keep_crisis_numbers,
    keep_municipality,
    open_organisation,
    open_unit,
)
from indgang.people.operations.identity import Papers, forget_identity, keep_identity

__all__ = [
    "CrisisLine",
    "HouseSettings",
    "Papers",
    "agree_cooperation",
    "change_colleague",
    "close_unit",
    "end_membership",
    "forget_identity",
    "join_unit",
    "keep_crisis_numbers",
    "keep_identity",
    "keep_municipality",
    "open_organisation",
    "open_unit",
    "write_cooperation",
]
