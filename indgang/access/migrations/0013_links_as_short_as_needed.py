"""The link in a message lives no longer than what it leads to."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
LINKS_OF_DAYS = """
drop function indgang.end_links_soon(uuid, text);
drop function indgang.worker_link(text, uuid, text[], interval, text, text);
create function indgang.worker_link(
    worker_raw text, person uuid, kinds text[], days integer, raw text, label text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from indgang.live_key(worker_raw) k where k.kind = 'worker') then
        return false;
    end if;
    perform indgang.add_key(raw, 'link', person, null, kinds, true, null,
        now() + make_interval(days => least(days, 14)), label);
    return true;
end $$;
revoke all on function indgang.worker_link(text, uuid, text[], integer, text, text) from public;
grant execute on function indgang.worker_link(text, uuid, text[], integer, text, text)
    to indgang_door;
"""
SHORTEN = """
update access_key set expires_at = least(expires_at, now() + interval '14 days')
where kind = 'link' and label = 'besked'
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0012_a_second_for_a_new_card")]
    operations = [
        migrations.RunSQL((SQL / "short_links.sql").read_text(), LINKS_OF_DAYS),
        migrations.RunSQL(SHORTEN, migrations.RunSQL.noop),
    ]
