"""Do the jobs that pages leave behind: letters, reminders, follow-ups. Run at least one."""

import argparse

from procrastinate.contrib.django import app
from procrastinate.psycopg_connector import PsycopgConnector

from indgang.config.commands import make_letters_folder, number
from indgang.config.database import Role, parameters
from indgang.config.env import worker_key


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--concurrency", type=number(1, 100), default=4, help="jobs at the same time; else 4"
    )


def run(options: argparse.Namespace) -> int:
    """Work until told to stop; then finish what is in hand, for half a minute at most."""
    worker_key()  # a missing one is said here, not by every job
    make_letters_folder()
    # The list of jobs has a role of its own: what the pages may not touch, no page can disturb.
    with app.replace_connector(PsycopgConnector(kwargs=parameters(Role.JOBS))) as worker:
        worker.run_worker(concurrency=options.concurrency, shutdown_graceful_timeout=30.0)
    return 0
