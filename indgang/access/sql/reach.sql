-- Reaching quickly. After ten years nearly every permission of a unit has run out, so what is in
-- force must be found by an index and not by looking at each.

-- Inlined into the query that asks, so that its conditions meet the indexes: no definer, no path.
create or replace function indgang.in_force(p access_permission) returns boolean
language sql stable as $$
    select p.withdrawn_at is null and p.valid_from <= now()
       and coalesce(p.valid_until, 'infinity'::timestamptz) > now()
$$;

create index access_permission_person_now on access_permission
    (to_person_id, (coalesce(valid_until, 'infinity'::timestamptz))) where withdrawn_at is null;
create index access_permission_unit_now on access_permission
    (to_unit_id, (coalesce(valid_until, 'infinity'::timestamptz))) where withdrawn_at is null;
create index access_permission_org_now on access_permission
    (to_organisation_id, (coalesce(valid_until, 'infinity'::timestamptz)))
    where withdrawn_at is null;
-- The planner learns nothing from a partial index, so it is told here how few are in force.
create statistics access_permission_ends
    on (coalesce(valid_until, 'infinity'::timestamptz)) from access_permission;

-- The same permissions as reaching(), of one person: by his few instead of by the actor's many.
create or replace function indgang.reaching_to(wanted uuid) returns setof access_permission
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := indgang.actor();
    mine uuid[];
begin
    if me is null or indgang.key_kind() not in ('session', 'card') then
        return;
    end if;
    mine := indgang.my_units();
    return query
        select p.* from access_permission p
        where p.person_id = wanted and indgang.in_force(p)
          and (p.to_person_id = me or p.to_unit_id = any(mine)
               or p.to_organisation_id in (
                   select u.organisation_id from people_unit u where u.id = any(mine)));
end $$;
revoke all on function indgang.reaching_to(uuid) from public;

create or replace function indgang.open(wanted uuid, purpose text) returns text[]
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
        from indgang.reaching_to(wanted) r, unnest(r.kinds) as kind;
    end if;
    if may_read is null then
        raise log 'indgang: refused person=% actor=% purpose=%', wanted, me, purpose;
        return null;
    end if;
    perform indgang.log_lookup(wanted, purpose, may_read, on_basis, through_unit);
    perform indgang.let_in(wanted, may_read, coalesce(may_change, '{}'));
    return may_read;
end $$;

-- Asked in the policy of every table of kind card, so it reads two columns and no whole rows.
create or replace function indgang.cards() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := indgang.actor();
    own uuid[] := indgang.readable('card');
    mine uuid[];
begin
    if me is null or indgang.key_kind() not in ('session', 'card') then
        return own;
    end if;
    mine := indgang.my_units();
    return array(
        select p.person_id from access_permission p
        where p.to_person_id = me and indgang.in_force(p) and 'card' = any(p.kinds)
        union
        select p.person_id from access_permission p
        where p.to_unit_id = any(mine) and indgang.in_force(p) and 'card' = any(p.kinds)
        union
        select p.person_id from access_permission p
        where p.to_organisation_id in (
                select u.organisation_id from people_unit u where u.id = any(mine))
          and indgang.in_force(p) and 'card' = any(p.kinds)
        union
        select unnest(own));
end $$;
