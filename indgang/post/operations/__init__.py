"""Every change to the outbox."""

from indgang.post.operations.channel import choose_channel
from indgang.post.operations.deliver import claim_post, settle_post
from indgang.post.operations.failed import drop_letter, retry_letter
from indgang.post.operations.queue import cancel_messages, queue_message
from indgang.post.operations.silence import hear_again, stop_messages

__all__ = [
    "cancel_messages",
    "choose_channel",
    "claim_post",
    "drop_letter",
    "hear_again",
    "queue_message",
    "retry_letter",
    "settle_post",
    "stop_messages",
]
