"""What the worker does for groups."""

from procrastinate import Blueprint

from indgang.access.door import acting
from indgang.groups.operations import remind_of_turns
from indgang.post.work import at_work

jobs = Blueprint()


@jobs.periodic(cron="25 * * * *")
@jobs.task(name="remind", queueing_lock="groups.remind")
def remind_of_who_opens(timestamp: int) -> int:
    """Tell who opens tomorrow. Every hour, so that a night's outage costs an hour."""
    with at_work() as key, acting(key) as worker:
        return remind_of_turns(by=worker)
