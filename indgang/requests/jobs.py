"""What the worker does for requests."""

from procrastinate import Blueprint

from indgang.access.door import acting
from indgang.post.work import at_work
from indgang.requests.operations import expire_requests, measure_replies, remind_of_room

jobs = Blueprint()


@jobs.periodic(cron="35 6 * * *")
@jobs.task(name="expire", queueing_lock="requests.expire")
def expire(timestamp: int) -> int:
    """What nobody answered is somebody's in the house before it opens."""
    with at_work() as key, acting(key) as worker:
        return expire_requests(by=worker)


@jobs.periodic(cron="50 3 * * *")
@jobs.task(name="measure", queueing_lock="requests.measure")
def measure(timestamp: int) -> int:
    """How soon one gets an answer, counted anew each night."""
    with at_work() as key, acting(key) as worker:
        return measure_replies(by=worker)


@jobs.periodic(cron="10 9 * * 1-5")
@jobs.task(name="remind_of_room", queueing_lock="requests.remind_of_room")
def remind(timestamp: int) -> int:
    """Ask whether old figures hold. On working days, by day."""
    with at_work() as key, acting(key) as worker:
        return remind_of_room(by=worker)
