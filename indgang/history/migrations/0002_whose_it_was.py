"""A change of a row says which thing the row belonged to, where reading hangs on that thing."""

from django.db import migrations

REMEMBER = """
-- remember(kind, person's column, columns that are always kept …): an update otherwise keeps only
-- what differs, and then nobody could tell which talk or which thing the changed row was part of.
create or replace function indgang.remember() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    became jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    person text := coalesce(became, was) ->> tg_argv[1];
    row_id text := coalesce(became, was) ->> 'id';
    whole jsonb := became;
begin
    if tg_op = 'UPDATE' then
        -- Only what differs is kept of an update.
        select coalesce(jsonb_object_agg(o.key, o.value), '{}'),
               coalesce(jsonb_object_agg(o.key, became -> o.key), '{}')
        into was, became
        from jsonb_each(was) as o where o.value is distinct from became -> o.key;
        if was = '{}'::jsonb then
            return null;
        end if;
        select became || coalesce(jsonb_object_agg(k, whole -> k), '{}') into became
        from unnest(tg_argv[2:]) as k;
    end if;
    insert into history_change
        (at, actor_id, person_id, scope, table_name, row_id, did, was, became)
    values (clock_timestamp(), indgang.actor(), person::uuid, tg_argv[0] || ':' || coalesce(person, ''),
        tg_table_name, coalesce(row_id, person, ''), left(tg_op, 1), was, became);
    return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0001_change")]
    # Nothing to undo: without columns to keep it does what it did before.
    operations = [migrations.RunSQL(REMEMBER, migrations.RunSQL.noop)]
