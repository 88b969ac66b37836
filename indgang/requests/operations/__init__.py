"""Every change of a request, and of what those who are asked say of themselves."""

from indgang.requests.operations.answering import answer_request
from indgang.requests.operations.asking import (
    NewRequest,
    send_request,
    send_request_as_newcomer,
    withdraw_request,
)
from indgang.requests.operations.house import settle_request, take_request
from indgang.requests.operations.keeping import set_pace
from indgang.requests.operations.night import (
    expire_requests,
    measure_replies,
    remind_of_room,
)

__all__ = [
    "NewRequest",
    "answer_request",
    "expire_requests",
    "measure_replies",
    "remind_of_room",
    "send_request",
    "send_request_as_newcomer",
    "set_pace",
    "settle_request",
    "take_request",
    "withdraw_request",
]
