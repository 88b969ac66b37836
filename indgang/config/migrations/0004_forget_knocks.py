"""Knocks are forgotten where they are counted now."""

from django.db import migrations

FORGET = """
-- Sessions and links only: a card that was taken back must be remembered, or what was made from it
-- would live again.
create or replace function indgang.forget_old(
    drafts_before timestamptz, door_before timestamptz, keys_before timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    gone integer;
    forgotten integer := 0;
begin
    if indgang.key_kind() <> 'worker' then
        return 0;
    end if;
    delete from plans_draft where saved_at < drafts_before;
    get diagnostics gone = row_count;
    forgotten := forgotten + gone;
    delete from entrance_draft where saved_at < door_before;
    get diagnostics gone = row_count;
    forgotten := forgotten + gone;
    delete from access_knock where at < door_before;
    get diagnostics gone = row_count;
    forgotten := forgotten + gone;
    delete from access_key k
    where k.kind in ('session', 'link') and least(k.expires_at, k.revoked_at) < keys_before
      and not exists (select from access_key child where child.parent = k.hash);
    get diagnostics gone = row_count;
    return forgotten + gone;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("config", "0003_forget"), ("entrance", "0007_knocks_moved")]
    operations = [
        # The one it replaces reads a table that is gone: going back must not bring that again.
        migrations.RunSQL(FORGET, migrations.RunSQL.noop)
    ]
