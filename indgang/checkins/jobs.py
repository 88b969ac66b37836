"""What the worker does for check-ins."""

from procrastinate import Blueprint

from indgang.access.door import acting
from indgang.checkins.operations import invite_to_checkins
from indgang.post.work import at_work

jobs = Blueprint()


@jobs.periodic(cron="5 * * * *")
@jobs.task(name="invite", queueing_lock="checkins.invite")
def invite(timestamp: int) -> int:
    """Leave invitations for what is due today. Every hour, so that a night's outage costs an hour."""
    with at_work() as key, acting(key) as worker:
        return invite_to_checkins(by=worker)
