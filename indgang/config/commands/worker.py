"""Do the jobs that pages leave behind: letters, reminders, follow-ups. Run at least one."""

import argparse

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--concurrency", type=int, default=4, help="jobs at the same time")


def run(options: argparse.Namespace) -> int:
    """Work until told to stop; then finish what is in hand, for half a minute at most."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 - the type checker cannot know
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=options.concurrency, shutdown_graceful_timeout=30.0)
    return 0
