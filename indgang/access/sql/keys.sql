-- Keys. Whoever can issue one to an existing person can become that person, so everything here but
-- the links to one's own pages belongs to the sign-in role, which serves no page.

create function indgang.add_key(
    raw text, kind text, person uuid, parent bytea, kinds text[], may_write boolean,
    issued_by uuid, expires_at timestamptz, label text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if length(raw) < 20 then
        raise exception 'too short a key' using errcode = '22023';
    end if;
    insert into access_key
        (hash, kind, person_id, parent, kinds, may_write, issued_at, issued_by, expires_at, label)
    values (indgang.hashed(raw), kind, person, parent, kinds, may_write, now(), issued_by,
        expires_at, label);
end $$;

-- After password and second step: a session for a colleague with a membership in force.
create function indgang.enter(person uuid, raw text, minutes integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from people_membership m where m.person_id = person
        and m.from_on <= current_date and (m.until_on is null or m.until_on > current_date)) then
        return false;
    end if;
    perform indgang.add_key(raw, 'session', person, null, null, true, person,
        now() + make_interval(mins => least(minutes, 960)), '');
    return true;
end $$;

-- A key card shown at the web door becomes a session that dies with the card.
create function indgang.exchange(code text, raw text, days integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    card access_key;
begin
    select * into card from indgang.live_key(code) k where k.kind = 'card';
    if not found then
        return false;
    end if;
    perform indgang.add_key(raw, 'session', card.person_id, card.hash, null, true,
        card.person_id, now() + make_interval(days => least(days, 180)), '');
    return true;
end $$;

create function indgang.leave(raw text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update access_key set revoked_at = now()
    where hash = indgang.hashed(raw) and revoked_at is null and kind = 'session'
$$;

-- A lost card: a colleague whose key is shown and who may keep the guest's card gives a new one.
-- The old card dies, and every session made from it.
create function indgang.replace_card(staff_raw text, person uuid, code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.begin(staff_raw) is null
       or indgang.open(person, 'nyt nøglekort') is null
       or not person = any(indgang.writable('card'))
       or not (person = indgang.actor() or indgang.has_role(
           'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')) then
        return false;
    end if;
    update access_key k set revoked_at = now()
    where k.person_id = person and k.kind = 'card' and k.revoked_at is null;
    perform indgang.add_key(code, 'card', person, null, null, true, indgang.actor(), null, '');
    return true;
end $$;

-- The worker's link in a message: opens one thing of one person, for a few days.
create function indgang.worker_link(
    worker_raw text, person uuid, kinds text[], days integer, raw text, label text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from indgang.live_key(worker_raw) k where k.kind = 'worker') then
        return false;
    end if;
    perform indgang.add_key(raw, 'link', person, null, kinds, true, null,
        now() + make_interval(days => least(days, 60)), label);
    return true;
end $$;

-- A link to part of one's own pages, such as a calendar feed: never more than one has oneself.
create function indgang.give_link(kinds text[], days integer, raw text, label text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.actor() is null or indgang.key_kind() not in ('session', 'card') then
        return false;
    end if;
    perform indgang.add_key(raw, 'link', indgang.actor(), null, kinds, false, indgang.actor(),
        now() + make_interval(days => least(days, 400)), label);
    return true;
end $$;

-- One's own keys, without anything that opens: for "where am I signed in" and for Stop.
create function indgang.own_keys() returns table (
    kind text, label text, issued_at timestamptz, expires_at timestamptz, kinds text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select k.kind, k.label, k.issued_at, k.expires_at, k.kinds from access_key k
    where k.person_id = indgang.actor() and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())
      and indgang.key_kind() in ('session', 'card')
    order by k.issued_at
$$;

create function indgang.stop_links(wanted text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    stopped integer;
begin
    update access_key k set revoked_at = now()
    where k.person_id = indgang.actor() and k.kind = 'link' and k.label = wanted
      and k.revoked_at is null and indgang.key_kind() in ('session', 'card');
    get diagnostics stopped = row_count;
    return stopped;
end $$;

-- The worker's own key and person; only the owner of the database can make one.
create function indgang.new_worker_key(raw text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    select k.person_id into person from access_key k where k.kind = 'worker' limit 1;
    if person is null then
        person := indgang.new_person('Indgang', 'da');
    end if;
    update access_key set revoked_at = now() where kind = 'worker' and revoked_at is null;
    perform indgang.add_key(raw, 'worker', person, null, null, true, null, null, '');
    return person;
end $$;

revoke all on function
    indgang.add_key(text, text, uuid, bytea, text[], boolean, uuid, timestamptz, text),
    indgang.enter(uuid, text, integer), indgang.exchange(text, text, integer), indgang.leave(text),
    indgang.replace_card(text, uuid, text),
    indgang.worker_link(text, uuid, text[], integer, text, text),
    indgang.give_link(text[], integer, text, text), indgang.own_keys(), indgang.stop_links(text),
    indgang.new_worker_key(text) from public;
grant execute on function indgang.enter(uuid, text, integer), indgang.exchange(text, text, integer),
    indgang.leave(text), indgang.replace_card(text, uuid, text),
    indgang.worker_link(text, uuid, text[], integer, text, text) to indgang_door;
grant execute on function indgang.give_link(text[], integer, text, text), indgang.own_keys(),
    indgang.stop_links(text) to indgang_web;
