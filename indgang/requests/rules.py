"""What a request can become, and until when it is answered.

"The guest has changed his mind" and "the place says not now" are two states, and never become one.
A wish for what the municipality decides is never told no here: a no is a decision, with reasons and
a way to complain, and is made and sent outside.
"""

from datetime import date, timedelta
from enum import StrEnum

from indgang.kernel.workdays import is_working_day

ANSWER_DAYS = 5  # working days a place has, where it has not chosen; own choice
DECISION_DAYS = 10  # working days until a wish is somebody's in the house again; own choice
FRESH_DAYS = 14  # days until one asks whether the figure holds, where nobody chose; own choice


class About(StrEnum):
    """What is asked."""

    PLACE = "place"  # those who hold the offer, for a place or anything else
    DECISION = "decision"  # those who decide, for what needs their yes


class State(StrEnum):
    """Where a request is."""

    SENT = "sent"
    TALK = "talk"  # they would like to talk first
    ACCEPTED = "accepted"
    NOT_NOW = "not_now"  # the place cannot
    LETTER = "letter"  # the decision comes in a letter, outside
    WITHDRAWN = "withdrawn"  # the guest does not want it any more
    EXPIRED = "expired"  # nobody answered in time


WAITING = (State.SENT, State.TALK)  # for those who are asked
UNANSWERED = (State.SENT, State.TALK, State.EXPIRED)  # a late answer is better than none
_ANSWERS = {
    About.PLACE: (State.ACCEPTED, State.NOT_NOW, State.TALK),
    About.DECISION: (State.ACCEPTED, State.TALK, State.LETTER),
}


def answers_to(about: About) -> tuple[State, ...]:
    """What can be answered. A wish for what is decided has no "not now"."""
    return _ANSWERS[about]


def may_answer(about: About, state: State, answer: State) -> bool:
    """Whether this answer can be given now."""
    return state in UNANSWERED and answer in answers_to(about)


def may_withdraw(state: State) -> bool:
    """Whether the guest can still say that he does not want it."""
    return state in (*UNANSWERED, State.ACCEPTED)


def answer_by(asked_on: date, *, working_days: int) -> date:
    """The last day to answer: so many working days after the day it was asked."""
    day, left = asked_on, working_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day
