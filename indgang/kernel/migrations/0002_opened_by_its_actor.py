"""Who is open is sealed together with who acts: the one is worthless without the other.

Otherwise a caller could empty the actor and go on writing in an open person's records, and the
history would say that nobody did it.
"""

from django.db import migrations

TOGETHER = """
create or replace function indgang.seal(kind text, body text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(v || convert_to(
        kind || '|' || pg_current_xact_id()::text || '|'
        || case when kind = 'opened' then coalesce(current_setting('indgang.actor', true), '')
           else '' end || '|' || body, 'UTF8') || v), 'hex')
    from indgang.secret
$$;
"""

APART = """
create or replace function indgang.seal(kind text, body text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(v || convert_to(
        kind || '|' || pg_current_xact_id()::text || '|' || body, 'UTF8') || v), 'hex')
    from indgang.secret
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_sealed_settings")]
    operations = [migrations.RunSQL(TOGETHER, APART)]
