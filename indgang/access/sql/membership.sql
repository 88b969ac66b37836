-- Whom somebody has let in by name is let in as what he was: a colleague for as long as he works
-- here and has signed in with two steps, anybody else by his key card. So a colleague who has left
-- reaches nobody, neither with the session that is still open nor with a key card of his own.
create or replace function indgang.may_be_let_in() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case indgang.key_kind()
        when 'session' then cardinality(indgang.my_units()) > 0
        when 'card' then not exists (
            select from people_membership m where m.person_id = indgang.actor())
        else false end
$$;
revoke all on function indgang.may_be_let_in() from public;

create or replace function indgang.reaching_to(wanted uuid) returns setof access_permission
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := indgang.actor();
    mine uuid[];
begin
    if me is null or not indgang.may_be_let_in() then
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

create or replace function indgang.cards() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := indgang.actor();
    own uuid[] := indgang.readable('card');
    mine uuid[];
begin
    if me is null or not indgang.may_be_let_in() then
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

-- Asked by nothing any more, and it did not know of this.
drop function if exists indgang.reaching();
