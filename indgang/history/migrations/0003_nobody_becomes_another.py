"""A row about one person never becomes a row about another.

It would be gone from the first one's records, and the history of it would stand in the other's.
"""

from django.db import migrations

REMEMBER = """
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
        if was ->> tg_argv[1] is distinct from person then
            raise exception 'a row stays with its person' using errcode = '42501';
        end if;
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
    dependencies = [("history", "0002_whose_it_was")]
    # What it replaces let rows wander: going back must not bring that again.
    operations = [migrations.RunSQL(REMEMBER, migrations.RunSQL.noop)]
