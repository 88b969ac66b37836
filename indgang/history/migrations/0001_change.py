"""The history of changes and the trigger that writes it, so that no code path can forget it."""

from django.db import migrations, models

from indgang.kernel.rowsecurity import functions

REMEMBER = """
create function indgang.remember() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    became jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    person text := coalesce(became, was) ->> tg_argv[1];
    row_id text := coalesce(became, was) ->> 'id';
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
    end if;
    insert into history_change
        (at, actor_id, person_id, scope, table_name, row_id, did, was, became)
    values (clock_timestamp(), indgang.actor(), person::uuid, tg_argv[0] || ':' || coalesce(person, ''),
        tg_table_name, coalesce(row_id, person, ''), left(tg_op, 1), was, became);
    return null;
end $$;
revoke all on function indgang.remember() from public;
"""

READING = """
alter table history_change enable row level security;
alter table history_change force row level security;
grant select on history_change to indgang_web;
create policy history_change_read on history_change for select to indgang_web
    using (scope = any((select indgang.readable_scopes())::text[]));
create index history_change_scope on history_change (scope, at desc);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("kernel", "0001_sealed_settings")]
    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("actor_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("scope", models.CharField(max_length=60)),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=64)),
                ("did", models.CharField(max_length=1)),
                ("was", models.JSONField(null=True)),
                ("became", models.JSONField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id", "-at"], name="history_change_person"),
                    models.Index(fields=["table_name", "row_id", "-at"], name="history_change_row"),
                ],
            },
        ),
        functions(REMEMBER, drop=["indgang.remember()"]),
        migrations.RunSQL(READING, "drop index if exists history_change_scope"),
    ]
