"""What the worker does for plans."""

from procrastinate import Blueprint

from indgang.access.door import acting
from indgang.plans.operations import remind
from indgang.post.work import at_work

jobs = Blueprint()


@jobs.periodic(cron="20 * * * *")
@jobs.task(name="remind", queueing_lock="plans.remind")
def remind_of_what_comes(timestamp: int) -> int:
    """Leave reminders. Every hour, so that a night's outage costs an hour."""
    with at_work() as key, acting(key) as worker:
        return remind(by=worker)
