"""Who somebody is, is asked once a query, and not once for each colleague there has ever been."""

from django.db import migrations

ONCE = """
create or replace function indgang.colleagues() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct person_id), '{}') from people_membership
    where person_id = (select indgang.actor()) or (select cardinality(indgang.my_roles()) > 0)
$$;

create or replace function indgang.kept_colleagues() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct person_id), '{}') from people_membership
    where (select indgang.has_role('administrator')) and person_id <> (select indgang.actor())
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_row_security")]
    operations = [
        # The functions of 0002 mean the same and are made again with it.
        migrations.RunSQL(ONCE, migrations.RunSQL.noop)
    ]
