"""The list of jobs belongs to the worker's own role; the pages' role neither reads nor writes it.

No page leaves a job: letters and reminders are rows that the worker looks for by its own clock. So
whoever gets SQL into a page can neither start a job, stop one, nor see whose turn it is.
"""

from django.db import migrations

TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
SEQUENCES = (
    "procrastinate_jobs_id_seq",
    "procrastinate_events_id_seq",
    "procrastinate_periodic_defers_id_seq",
)
IS_PREPARED = """
do $$ begin
    if not exists (select from pg_roles where rolname = 'indgang_jobs') then
        raise exception 'The role indgang_jobs is missing. Run `indgang db prepare` first.';
    end if;
end $$
"""
GRANTS = [
    IS_PREPARED,
    *(f"revoke all on {table} from indgang_web" for table in TABLES),
    *(f"revoke all on sequence {sequence} from indgang_web" for sequence in SEQUENCES),
    # Named one by one: a table that a later version brings is closed until somebody has looked at it.
    *(f"grant select, insert, update, delete on {table} to indgang_jobs" for table in TABLES),
    *(f"grant usage on sequence {sequence} to indgang_jobs" for sequence in SEQUENCES),
]
HEARTBEAT = """
-- /readyz asks, and learns nothing else of the jobs.
create function indgang.worker_is_alive(seconds integer) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from procrastinate_workers
                   where last_heartbeat > now() - make_interval(secs => seconds))
$$;
revoke all on function indgang.worker_is_alive(integer) from public;
grant execute on function indgang.worker_is_alive(integer) to indgang_web;
"""
# A provider's role ends by the day in Denmark too, whatever the caller's clock says.
BY_THE_DAY = "alter function indgang.provided_organisations() set timezone = 'Europe/Copenhagen'"


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0004_forget_knocks"),
        ("offers", "0003_time_to_answer"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        # What it replaces let the pages in: going back must not bring that again.
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(HEARTBEAT, "drop function indgang.worker_is_alive(integer)"),
        migrations.RunSQL(BY_THE_DAY, migrations.RunSQL.noop),
    ]
