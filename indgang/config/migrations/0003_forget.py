"""What nobody needs any more is forgotten at night."""

from django.db import migrations

from indgang.kernel.rowsecurity import functions

FORGET = """
-- Sessions and links only: a card that was taken back must be remembered, or what was made from it
-- would live again.
create function indgang.forget_old(
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
    delete from entrance_knock where at < door_before;
    get diagnostics gone = row_count;
    forgotten := forgotten + gone;
    delete from access_key k
    where k.kind in ('session', 'link') and least(k.expires_at, k.revoked_at) < keys_before
      and not exists (select from access_key child where child.parent = k.hash);
    get diagnostics gone = row_count;
    return forgotten + gone;
end $$;
revoke all on function indgang.forget_old(timestamptz, timestamptz, timestamptz) from public;
grant execute on function indgang.forget_old(timestamptz, timestamptz, timestamptz) to indgang_web;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0002_told_of_seats"),
        ("access", "0008_links_die_with_the_card"),
        ("entrance", "0002_behind_the_door"),
        ("plans", "0001_plan"),
    ]
    operations = [
        functions(FORGET, drop=["indgang.forget_old(timestamptz, timestamptz, timestamptz)"]),
    ]
