-- Opening: no read of another person's records without a permission in force and a log line.

create function indgang.in_force(p access_permission) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.withdrawn_at is null and p.valid_from <= now()
       and (p.valid_until is null or p.valid_until > now())
$$;

-- Permissions in force that reach the actor: as himself, through a unit or an organisation.
create function indgang.reaching() returns setof access_permission
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := indgang.actor();
    mine uuid[] := indgang.my_units();
begin
    if me is null or indgang.key_kind() not in ('session', 'card') then
        return;
    end if;
    return query
        select p.* from access_permission p
        where p.to_person_id = me and indgang.in_force(p)
        union all
        select p.* from access_permission p
        where p.to_unit_id = any(mine) and indgang.in_force(p)
        union all
        select p.* from access_permission p
        where p.to_organisation_id in (
            select u.organisation_id from people_unit u where u.id = any(mine))
          and indgang.in_force(p);
end $$;

create or replace function indgang.cards() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct id), '{}') from (
        select r.person_id as id from indgang.reaching() r where 'card' = any(r.kinds)
        union all select unnest(indgang.readable('card'))) as seen
$$;

-- Adds entries for one person to what is already open in this transaction.
create function indgang.let_in(person uuid, readable text[], writable text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    added text;
begin
    select string_agg(entry, ' ') into added from (
        select kind || ':r:' || person as entry from unnest(readable) as kind
        union select kind || ':w:' || person from unnest(writable) as kind) as entries;
    perform indgang.put('opened', trim(indgang.taken('opened') || ' ' || coalesce(added, '')));
end $$;

-- The look-up log. The server's own log keeps a trace even if the transaction is rolled back.
create function indgang.log_lookup(
    person uuid, purpose text, kinds text[], basis text, unit uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    roles text[] := indgang.my_roles();
begin
    raise log 'indgang: opened person=% actor=% purpose=%', person, indgang.actor(), purpose;
    insert into access_lookup (at, person_id, actor_id, role, unit_id, purpose, kinds, basis)
    values (now(), person, indgang.actor(), coalesce(roles[1], ''), unit, purpose, kinds, basis);
end $$;

-- Returns the kinds now readable, or null: the same for "no" and for "not there".
create function indgang.open(wanted uuid, purpose text) returns text[]
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := indgang.actor();
    may_read text[];
    may_change text[];
    through_unit uuid;
    on_basis text;
begin
    if purpose is null or length(trim(purpose)) < 3 or length(purpose) > 80 then
        raise exception 'a purpose of 3 to 80 characters is needed' using errcode = '22023';
    end if;
    if me is null then
        return null;
    elsif me = wanted and indgang.key_kind() <> 'worker' then
        return array(select split_part(e, ':', 1)
                     from unnest(string_to_array(indgang.taken('opened'), ' ')) as e
                     where split_part(e, ':', 2) = 'r' and split_part(e, ':', 3) = me::text);
    elsif indgang.key_kind() = 'worker' then
        select w.kinds, case when w.may_write then w.kinds else '{}' end, 'law'
        into may_read, may_change, on_basis
        from access_workerpurpose w, people_person p where w.name = purpose and p.id = wanted;
    else
        select array_agg(distinct kind), array_agg(distinct kind) filter (where r.may_write),
               (array_agg(r.to_unit_id) filter (where r.to_unit_id is not null))[1],
               (array_agg(r.basis order by r.basis desc))[1]
        into may_read, may_change, through_unit, on_basis
        from indgang.reaching() r, unnest(r.kinds) as kind where r.person_id = wanted;
    end if;
    if may_read is null then
        raise log 'indgang: refused person=% actor=% purpose=%', wanted, me, purpose;
        return null;
    end if;
    perform indgang.log_lookup(wanted, purpose, may_read, on_basis, through_unit);
    perform indgang.let_in(wanted, may_read, coalesce(may_change, '{}'));
    return may_read;
end $$;

-- A protected address: an extra step with a log line of its own.
create function indgang.open_address(wanted uuid, purpose text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not wanted = any(indgang.readable('contact')) then
        return false;
    end if;
    if wanted <> indgang.actor() then
        perform indgang.log_lookup(wanted, 'adresse: ' || left(purpose, 70), '{address}', 'guest', null);
    end if;
    perform indgang.let_in(wanted, '{address}', '{}');
    return true;
end $$;

revoke all on function indgang.in_force(access_permission), indgang.reaching(),
    indgang.let_in(uuid, text[], text[]), indgang.log_lookup(uuid, text, text[], text, uuid),
    indgang.open(uuid, text), indgang.open_address(uuid, text) from public;
grant execute on function indgang.open(uuid, text), indgang.open_address(uuid, text) to indgang_web;
