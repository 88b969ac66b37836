"""Jobs: the worker's own, under a role of their own, and never lost."""

from collections.abc import Iterator

import psycopg
import pytest
from procrastinate.contrib.django import app
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from psycopg import errors

from indgang.config import jobs
from indgang.config.database import Role, dsn, parameters


def status(job: int) -> str | None:
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        row = owner.execute("select status from procrastinate_jobs where id = %s", [job]).fetchone()
    return str(row[0]) if row else None


def work_off() -> None:
    connector = PsycopgConnector(kwargs=parameters(Role.JOBS))
    with app.replace_connector(connector) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@pytest.fixture
def leaving(house: str) -> Iterator[None]:
    """Jobs are left under the worker's role."""
    with (
        app.replace_connector(SyncPsycopgConnector(kwargs=parameters(Role.JOBS))) as own,
        own.open(),
    ):
        yield


@pytest.fixture
def job(leaving: None) -> int:
    return jobs.remove_old.defer(timestamp=0)


def test_the_worker_takes_a_job(job: int) -> None:
    work_off()
    assert status(job) == "succeeded"


def test_a_job_that_a_killed_worker_held_is_done_by_another(job: int) -> None:
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


def test_what_a_killed_worker_held_is_let_go_of_where_the_same_is_waiting(job: int) -> None:
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        owner.execute(
            "with dead as (insert into procrastinate_workers (last_heartbeat)"
            " values (now() - interval '2 minutes') returning id)"
            " update procrastinate_jobs set status = 'doing', worker_id = dead.id from dead"
        )
    waiting = jobs.remove_old.configure(schedule_in={"hours": 1}).defer(timestamp=0)
    jobs.retry_stalled.defer(timestamp=0)
    work_off()
    assert status(job) == "aborted"
    assert status(waiting) == "todo"


RIGHTS = (
    "select bool_and(has_table_privilege(quote_ident(tablename), 'select, update')),"
    " bool_or(has_table_privilege(quote_ident(tablename), 'select, insert, update, delete'))"
    " from pg_tables where tablename like 'procrastinate%'"
)


def test_every_table_of_the_jobs_is_open_to_the_worker_and_to_nobody_else(house: str) -> None:
    """A new version may bring a table; somebody must look at it and name it."""
    for role, is_open in ((Role.JOBS, True), (Role.WEB, False), (Role.DOOR, False)):
        with psycopg.connect(dsn(role)) as connection:
            found = connection.execute(RIGHTS).fetchone()
        assert found == (is_open, is_open), role


@pytest.mark.parametrize(
    "statement",
    [
        "select * from procrastinate_jobs",
        "select procrastinate_defer_jobs_v1(array[row('default', 'post:send_to', 0, null, null,"
        " '{}', null)::procrastinate_job_to_defer_v1])",
        "update procrastinate_jobs set status = 'succeeded'",
        "delete from procrastinate_periodic_defers",
        "insert into procrastinate_workers (last_heartbeat) values (now())",
        "select nextval('procrastinate_jobs_id_seq')",
    ],
)
def test_no_page_leaves_reads_or_stops_a_job(job: int, statement: str) -> None:
    with psycopg.connect(dsn(Role.WEB)) as web, pytest.raises(errors.InsufficientPrivilege):
        web.execute(statement)  # type: ignore[arg-type]  # our own text
    assert status(job) == "todo"


@pytest.mark.parametrize(
    "statement",
    [
        "select * from people_person",
        "select * from post_letter",
        "select * from access_key",
        "select indgang.actor()",
        "select indgang.begin('x')",
        "select * from signin_account",
    ],
)
def test_the_role_of_the_jobs_sees_nobody(house: str, statement: str) -> None:
    with psycopg.connect(dsn(Role.JOBS)) as web, pytest.raises(errors.InsufficientPrivilege):
        web.execute(statement)  # type: ignore[arg-type]  # our own text
