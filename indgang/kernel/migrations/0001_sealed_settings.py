"""The sealed settings: what a transaction knows about who acts and which persons are open."""

from django.db import migrations

SCHEMA = """
create schema if not exists indgang;
revoke all on schema indgang from public;
grant usage on schema indgang to indgang_web, indgang_door;
grant usage on schema public to indgang_web, indgang_door, indgang_analysis;

create table indgang.secret (v bytea not null);
revoke all on indgang.secret from public;
insert into indgang.secret
select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) from generate_series(1, 4);
"""

SEALED = """
-- The seal binds a text to this very transaction: copied into another it is worthless.
create function indgang.seal(kind text, body text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(v || convert_to(
        kind || '|' || pg_current_xact_id()::text || '|' || body, 'UTF8') || v), 'hex')
    from indgang.secret
$$;

create function indgang.put(kind text, body text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('indgang.' || kind,
        case when body = '' then '' else body || '#' || indgang.seal(kind, body) end, true);
end $$;

create function indgang.taken(kind text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    held text := current_setting('indgang.' || kind, true);
    body text;
begin
    if held is null or held = '' then
        return '';
    end if;
    body := split_part(held, '#', 1);
    if split_part(held, '#', 2) <> indgang.seal(kind, body) then
        raise exception 'forged %', kind using errcode = '42501';
    end if;
    return body;
end $$;

-- The person whose key began this transaction, or null.
create function indgang.actor() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select nullif(split_part(indgang.taken('actor'), ' ', 1), '')::uuid
$$;

-- The kind of that key: session, card, link or worker; empty without one.
create function indgang.key_kind() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select split_part(indgang.taken('actor'), ' ', 2)
$$;

create function indgang.entries(wanted text) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(split_part(entry, ':', 3)::uuid), '{}')
    from unnest(string_to_array(indgang.taken('opened'), ' ')) as entry
    where starts_with(entry, wanted || ':')
$$;

-- Persons opened in this transaction, for one kind of information.
create function indgang.readable(kind text) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select indgang.entries(kind || ':r')
$$;

create function indgang.writable(kind text) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select indgang.entries(kind || ':w')
$$;

-- Persons whose card may be read as a list. The access context widens this to every permission
-- in force; until then it is the opened persons only.
create function indgang.cards() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select indgang.readable('card')
$$;

-- The same as 'kind:person', for tables whose rows are of several kinds.
create function indgang.readable_scopes() returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(split_part(entry, ':', 1) || ':' || split_part(entry, ':', 3)), '{}')
    from unnest(string_to_array(indgang.taken('opened'), ' ')) as entry
    where split_part(entry, ':', 2) = 'r'
$$;

revoke all on function indgang.seal(text, text), indgang.put(text, text), indgang.taken(text),
    indgang.entries(text), indgang.actor(), indgang.key_kind(), indgang.readable(text),
    indgang.writable(text), indgang.cards(), indgang.readable_scopes() from public;
grant execute on function indgang.actor(), indgang.key_kind(), indgang.readable(text),
    indgang.writable(text), indgang.cards(), indgang.readable_scopes() to indgang_web;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(SCHEMA, "drop schema indgang cascade"),
        migrations.RunSQL(SEALED, migrations.RunSQL.noop),
    ]
