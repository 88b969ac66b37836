"""Every change of check-ins, answers and raised hands."""

from indgang.checkins.operations.answers import (
    answer_question,
    finish_checkin,
    open_checkin,
    skip_checkin,
)
from indgang.checkins.operations.hands import ask_to_talk, settle_hand, take_hand
from indgang.checkins.operations.invite import invite_to_checkins
from indgang.checkins.operations.moments import change_moment
from indgang.checkins.operations.schedule import (
    ask_about_conversation,
    ask_oneself,
    forget_checkins,
    reschedule_checkins,
    schedule_checkins,
    schedule_follow_up,
)

__all__ = [
    "answer_question",
    "ask_about_conversation",
    "ask_oneself",
    "ask_to_talk",
    "change_moment",
    "finish_checkin",
    "forget_checkins",
    "invite_to_checkins",
    "open_checkin",
    "reschedule_checkins",
    "schedule_checkins",
    "schedule_follow_up",
    "settle_hand",
    "skip_checkin",
    "take_hand",
]
