"""Jobs: left in the transaction, taken by the worker under the pages' role, never lost."""

import psycopg
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.psycopg_connector import PsycopgConnector

from indgang.config import jobs
from indgang.config.database import Role, dsn, parameters


def status(job: int) -> str | None:
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        row = owner.execute("select status from procrastinate_jobs where id = %s", [job]).fetchone()
    return str(row[0]) if row else None


def work_off() -> None:
    connector = PsycopgConnector(kwargs=parameters(Role.WEB))
    with app.replace_connector(connector) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_a_change_that_is_undone_leaves_no_job(house: str) -> None:
    with transaction.atomic():
        job = jobs.remove_old.defer(timestamp=0)
        transaction.set_rollback(True)
    assert status(job) is None


def test_the_worker_takes_a_job_as_the_pages_role(house: str) -> None:
    job = jobs.remove_old.defer(timestamp=0)
    work_off()
    assert status(job) == "succeeded"


def test_a_job_that_a_killed_worker_held_is_done_by_another(house: str) -> None:
    job = jobs.remove_old.defer(timestamp=0)
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        owner.execute(
            "with dead as (insert into procrastinate_workers (last_heartbeat)"
            " values (now() - interval '2 minutes') returning id)"
            " update procrastinate_jobs set status = 'doing', worker_id = dead.id from dead"
        )
    jobs.retry_stalled.defer(timestamp=0)
    work_off()
    work_off()
    assert status(job) == "succeeded"


def test_every_table_of_the_jobs_is_open_to_the_pages_role(house: str) -> None:
    """A new version may bring a table; somebody must look at it and name it."""
    with psycopg.connect(dsn(Role.WEB)) as web:
        closed = web.execute(
            "select tablename from pg_tables where tablename like 'procrastinate%%'"
            " and not has_table_privilege(quote_ident(tablename), 'select, update')"
        ).fetchall()
    assert closed == []
