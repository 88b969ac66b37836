"""Whose cards the actor may see is sealed as found, for this actor and what he has opened so far.

Whenever either is put anew, what was found is forgotten in the same breath.
"""

from django.db import migrations

FOUND_ONCE = """
create or replace function indgang.seal(kind text, body text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(v || convert_to(
        kind || '|' || pg_current_xact_id()::text || '|'
        || case when kind in ('opened', 'cards')
                then coalesce(current_setting('indgang.actor', true), '') else '' end || '|'
        || case when kind = 'cards'
                then coalesce(current_setting('indgang.opened', true), '') || '|' else '' end
        || body, 'UTF8') || v), 'hex')
    from indgang.secret
$$;

create or replace function indgang.put(kind text, body text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('indgang.' || kind,
        case when body = '' then '' else body || '#' || indgang.seal(kind, body) end, true);
    if kind in ('actor', 'opened') then
        perform set_config('indgang.cards', '', true);
    end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_opened_by_its_actor")]
    operations = [
        # With what it replaces, nothing is ever found before, and all works as it did.
        migrations.RunSQL(FOUND_ONCE, migrations.RunSQL.noop)
    ]
