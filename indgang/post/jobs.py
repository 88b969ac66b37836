"""What the worker does for the outbox. Jobs carry ids only, and enter with the worker's own key."""

from uuid import UUID

from procrastinate import Blueprint, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued

from indgang.access.door import acting
from indgang.post.delivery import deliver
from indgang.post.queries import people_with_due_post
from indgang.post.work import at_work

jobs = Blueprint()

# A failed sending is settled and comes again by itself; this is for a database that is away.
AFTER_A_FAULT = RetryStrategy(max_attempts=4, exponential_wait=5)


@jobs.periodic(cron="* * * * *")
@jobs.task(name="send_due", queueing_lock="post.send_due")
def send_due(timestamp: int) -> None:
    """Find whoever has a message to be sent by now, and leave one job for each."""
    with at_work() as key, acting(key):
        due = people_with_due_post()
    for person_id in due:
        job = send_to.configure(queueing_lock=f"post:{person_id}", lock=f"post:{person_id}")
        try:
            job.defer(person_id=str(person_id))
        except AlreadyEnqueued:
            continue  # the one that waits will take these messages too


@jobs.task(name="send_to", retry=AFTER_A_FAULT)
def send_to(person_id: str) -> int:
    """Send one person's due messages together."""
    with at_work() as key:
        return deliver(person_id=UUID(person_id), worker_key=key)
