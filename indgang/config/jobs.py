"""Every job the worker knows, by name. A job carries ids, never content."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from indgang.access.door import acting
from indgang.board.jobs import jobs as board_jobs
from indgang.checkins.jobs import jobs as checkins_jobs
from indgang.config.retention import forget_old
from indgang.groups.jobs import jobs as groups_jobs
from indgang.offers import jobs as offers_jobs
from indgang.plans.jobs import jobs as plans_jobs
from indgang.post.jobs import jobs as post_jobs
from indgang.post.work import at_work
from indgang.requests.jobs import jobs as requests_jobs

STALLED_SECONDS = 60.0  # a worker says every ten seconds that it lives
KEPT_HOURS = 24 * 30  # a finished job says that something was done, and when; a month is enough


@app.periodic(cron="* * * * *")
@app.task(name="config.retry_stalled", queueing_lock="config.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give back what a worker held in its hands when it was killed.

    Where the same is waiting to be done anyway, what was held is let go of.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, Status.ABORTED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(name="config.remove_old", queueing_lock="config.remove_old", pass_context=True)
async def remove_old(context: JobContext, timestamp: int) -> None:
    """Forget finished jobs, and failed ones nobody needs any more."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="25 3 * * *")
@app.task(name="config.forget_old", queueing_lock="config.forget_old")
def forget_what_is_old(timestamp: int) -> int:
    """Drafts nobody came back to, knocks at the door, and keys that open nothing."""
    with at_work() as key, acting(key) as worker:
        return forget_old(by=worker)


@app.periodic(cron="*/5 * * * *")
@app.task(name="config.pass_on_seats", queueing_lock="config.pass_on_seats")
def pass_on_seats(timestamp: int) -> int:
    """Offers of seats that nobody answered go on to the next."""
    with at_work() as key, acting(key) as worker:
        return offers_jobs.pass_on_seats(worker)


@app.periodic(cron="10 5 * * *")
@app.task(name="config.give_places", queueing_lock="config.give_places")
def give_places(timestamp: int) -> bool:
    """The places of courses whose last day to say so was yesterday. Before anybody is up."""
    with at_work() as key, acting(key) as worker:
        return offers_jobs.give_due_places(worker)


@app.periodic(cron="40 2 * * *")
@app.task(name="config.keep_sessions_coming", queueing_lock="config.keep_sessions_coming")
def keep_sessions_coming(timestamp: int) -> int:
    """The times of the coming weeks, from what the offers' schedules say."""
    with at_work() as key, acting(key) as worker:
        return offers_jobs.keep_sessions_coming(worker)


# A lower context cannot know this module, so it brings its jobs in a blueprint of its own.
app.add_tasks_from(post_jobs, namespace="post")
app.add_tasks_from(checkins_jobs, namespace="checkins")
app.add_tasks_from(plans_jobs, namespace="plans")
app.add_tasks_from(groups_jobs, namespace="groups")
app.add_tasks_from(requests_jobs, namespace="requests")
app.add_tasks_from(board_jobs, namespace="board")
