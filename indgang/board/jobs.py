"""What the worker does for the board."""

from procrastinate import Blueprint

from indgang.access.door import acting
from indgang.board.operations import keep_counts
from indgang.post.work import at_work

jobs = Blueprint()


@jobs.periodic(cron="50 * * * *")
@jobs.task(name="keep_counts", queueing_lock="board.keep_counts")
def keep(timestamp: int) -> int:
    """Keep the day's figures. Every hour: the last one before midnight is what stands of the day."""
    with at_work() as key, acting(key) as worker:
        return keep_counts(by=worker)
