"""Every change at a group's table. All of it is done by members; nobody else is needed."""

from indgang.groups.operations.book import (
    close_month,
    confirm_month,
    correct_entry,
    open_month_again,
    write_entry,
)
from indgang.groups.operations.duties import answer_duty, offer_duty, take_duty
from indgang.groups.operations.rota import ask_for_another, remind_of_turns, take_turn
from indgang.groups.operations.shopping import (
    buy,
    drop_purchase,
    leave_purchase,
    take_purchase,
    want,
)
from indgang.groups.operations.table import (
    ask_to_be_shown,
    describe_group,
    join_group,
    leave_group,
    rename_chair,
    renew_code,
    show_group,
    start_group,
)

__all__ = [
    "answer_duty",
    "ask_for_another",
    "ask_to_be_shown",
    "buy",
    "close_month",
    "confirm_month",
    "correct_entry",
    "describe_group",
    "drop_purchase",
    "join_group",
    "leave_group",
    "leave_purchase",
    "offer_duty",
    "open_month_again",
    "remind_of_turns",
    "rename_chair",
    "renew_code",
    "show_group",
    "start_group",
    "take_duty",
    "take_purchase",
    "take_turn",
    "want",
    "write_entry",
]
