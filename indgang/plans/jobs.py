"""What the worker does for plans."""

from procrastinate import Blueprint

from indgang.access.door import acting
from indgang.plans.operations import close_forgotten_courses, remind, tell_of_feeds_that_end
from indgang.post.work import at_work

jobs = Blueprint()


@jobs.periodic(cron="20 * * * *")
@jobs.task(name="remind", queueing_lock="plans.remind")
def remind_of_what_comes(timestamp: int) -> int:
    """Leave reminders. Every hour, so that a night's outage costs an hour."""
    with at_work() as key, acting(key) as worker:
        return remind(by=worker) + tell_of_feeds_that_end(by=worker)


@jobs.periodic(cron="40 9 * * 1-5")
@jobs.task(name="close_forgotten", queueing_lock="plans.close_forgotten")
def close_what_was_forgotten(timestamp: int) -> int:
    """End courses nobody has heard of for a year. By day, so that what is said of it is read by day."""
    with at_work() as key, acting(key) as worker:
        return close_forgotten_courses(by=worker)
