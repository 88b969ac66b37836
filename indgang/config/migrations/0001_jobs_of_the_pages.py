"""The pages' role may leave jobs and the worker, under the same role, may take them."""

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
# Named one by one: a table that a later version brings is closed until somebody has looked at it.
GRANTS = [
    *(f"grant select, insert, update, delete on {table} to indgang_web" for table in TABLES),
    *(f"grant usage on sequence {sequence} to indgang_web" for sequence in SEQUENCES),
    # /readyz compares what is applied with what the code brings.
    "grant select on django_migrations to indgang_web",
]
REVOKES = [
    *(f"revoke all on {table} from indgang_web" for table in TABLES),
    *(f"revoke all on sequence {sequence} from indgang_web" for sequence in SEQUENCES),
    "revoke all on django_migrations from indgang_web",
]


class Migration(migrations.Migration):
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(GRANTS, REVOKES)]
