-- The personal link of somebody who stands for offers: he says on a telephone whether there is room,
-- and answers what he is asked. It opens nothing about him and nothing else that he can do here, so
-- it is a key of its own kind, and everything that asks for a session or a link says no to it.

-- Whose offers somebody stands for today. Rights end with the membership, those of his links too.
create function indgang.provides(holder uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
    select coalesce(array_agg(distinct u.organisation_id), '{}')
    from people_membership m join people_unit u on u.id = m.unit_id
    where m.person_id = holder and m.role = 'provider'
      and m.from_on <= current_date and (m.until_on is null or m.until_on > current_date)
$$;

-- The organisations the actor answers for, signed in or by his link.
create function indgang.answering_organisations() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when indgang.key_kind() in ('session', 'offers')
        then indgang.provides(indgang.actor()) else '{}' end
$$;

create or replace function indgang.begin(raw text) returns jsonb
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
    if kind not in ('worker', 'offers') then
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

-- Whether the actor may make and stop links of this holder: he himself, or who keeps the colleagues.
create function indgang.keeps_offers_links(holder uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(indgang.key_kind() = 'session'
        and (holder = indgang.actor() or indgang.has_role('administrator')), false)
$$;

create function indgang.give_offers_link(holder uuid, lasting interval, raw text, label text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not indgang.keeps_offers_links(holder) or cardinality(indgang.provides(holder)) = 0 then
        return false;
    end if;
    perform indgang.add_key(raw, 'offers', holder, null, null, true, indgang.actor(),
        now() + least(lasting, interval '90 days'), label);
    return true;
end $$;

-- The same in a message that asks whether the figures still hold.
create function indgang.worker_offers_link(
    worker_raw text, holder uuid, lasting interval, raw text, label text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from indgang.live_key(worker_raw) k where k.kind = 'worker')
       or cardinality(indgang.provides(holder)) = 0 then
        return false;
    end if;
    perform indgang.add_key(raw, 'offers', holder, null, null, true, null,
        now() + least(lasting, interval '14 days'), label);
    return true;
end $$;

-- Links that work now, without anything that opens: the actor's own, an administrator's everyone's.
create function indgang.offers_links() returns table (
    label text, holder uuid, holder_name text, issued_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select k.label::text, k.person_id, coalesce(c.shown_name, '')::text, k.issued_at, k.expires_at
    from access_key k left join people_colleague c on c.person_id = k.person_id
    where k.kind = 'offers' and k.revoked_at is null and k.expires_at > now()
      and indgang.keeps_offers_links(k.person_id)
    order by k.issued_at desc limit 200
$$;

create function indgang.stop_offers_link(wanted text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update access_key k set revoked_at = now()
    where k.kind = 'offers' and k.label = wanted and k.revoked_at is null
      and indgang.keeps_offers_links(k.person_id);
    return found;
end $$;

-- A link that has come into other hands changes no more than a hand can in an hour.
create function indgang.link_pace() returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return indgang.key_kind() <> 'offers'
        or indgang.knock('udfoerer', indgang.hashed(indgang.actor()::text), 60, 60);
end $$;

revoke all on function indgang.provides(uuid), indgang.answering_organisations(),
    indgang.begin(text), indgang.keeps_offers_links(uuid),
    indgang.give_offers_link(uuid, interval, text, text),
    indgang.worker_offers_link(text, uuid, interval, text, text), indgang.offers_links(),
    indgang.stop_offers_link(text), indgang.link_pace() from public;
grant execute on function indgang.answering_organisations(), indgang.begin(text),
    indgang.give_offers_link(uuid, interval, text, text), indgang.offers_links(),
    indgang.stop_offers_link(text), indgang.link_pace() to indgang_web;
grant execute on function indgang.worker_offers_link(text, uuid, interval, text, text)
    to indgang_door;
