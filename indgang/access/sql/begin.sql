-- Beginning: a raw key comes in, and the database itself finds out who that is.

create function indgang.hashed(raw text) returns bytea
language sql immutable security definer set search_path = pg_catalog, pg_temp as $$
    select sha256(convert_to(raw, 'UTF8'))
$$;

-- A key that is in force, and whose card is too if it was made from one.
create function indgang.live_key(raw text) returns setof access_key
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select k.* from access_key k
    where k.hash = indgang.hashed(raw)
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and not exists (
          select from access_key p where p.hash = k.parent
            and (p.revoked_at is not null or p.expires_at <= now()))
$$;

create function indgang.own_entries(person uuid, kinds text[], may_write boolean) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select string_agg(kind || ':' || mode || ':' || person, ' ')
    from unnest(array['card', 'contact', 'plan', 'story', 'goals', 'checkins', 'meetings',
                      'crisis', 'notes', 'address']) as kind,
         unnest(array['r', 'w']) as mode
    where (kinds is null or kind = any(kinds) or kind = 'card' and mode = 'r')
      and (mode = 'r' or (may_write and kind <> 'notes'))
$$;

create function indgang.begin(raw text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    k access_key;
    kind text;
begin
    perform indgang.put('actor', '');
    perform indgang.put('opened', '');
    if raw is null or raw = '' then
        return null;
    end if;
    select * into k from indgang.live_key(raw);
    if not found then
        return null;
    end if;
    -- A session made from a key card is no staff sign-in, whoever holds the card.
    kind := case when k.kind = 'session' and k.parent is not null then 'card' else k.kind end;
    perform indgang.put('actor', k.person_id || ' ' || kind);
    if kind <> 'worker' then
        perform indgang.put('opened', indgang.own_entries(k.person_id, k.kinds, k.may_write));
    end if;
    return jsonb_build_object(
        'person', k.person_id,
        'key_kind', kind,
        'kinds', k.kinds,
        'roles', indgang.my_roles(),
        'units', indgang.my_units(),
        'name', (select coalesce(c.shown_name, p.nickname) from people_person p
                 left join people_colleague c on c.person_id = p.id where p.id = k.person_id));
end $$;

revoke all on function indgang.hashed(text), indgang.live_key(text),
    indgang.own_entries(uuid, text[], boolean), indgang.begin(text) from public;
grant execute on function indgang.begin(text) to indgang_web;
