"""Whoever gets a new password ends every session that was made with the old one."""

from django.db import migrations

from indgang.kernel.rowsecurity import functions

END = """
create function indgang.end_sessions(person uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    ended integer;
begin
    -- A session made from a key card is the guest's own, and has nothing to do with a password.
    update access_key k set revoked_at = now()
    where k.person_id = end_sessions.person and k.kind = 'session' and k.parent is null
      and k.revoked_at is null;
    get diagnostics ended = row_count;
    return ended;
end $$;
revoke all on function indgang.end_sessions(uuid) from public;
grant execute on function indgang.end_sessions(uuid) to indgang_door;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0013_links_as_short_as_needed")]
    operations = [functions(END, drop=["indgang.end_sessions(uuid)"])]
