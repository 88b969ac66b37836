-- Whose cards the actor may see is asked by the policy of every table of kind card, and finding it
-- costs more than the rest of such a question. So it is found once in a transaction, and forgotten
-- when anything changes that it depends on. A change made elsewhere counts from the next transaction.
create function indgang.found_cards() returns uuid[]
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
revoke all on function indgang.found_cards() from public;

create or replace function indgang.cards() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    held text := indgang.taken('cards');
    found uuid[];
begin
    if held <> '' then
        return held::uuid[];
    end if;
    found := indgang.found_cards();
    perform indgang.put('cards', found::text);
    return found;
end $$;

create function indgang.forget_cards() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform indgang.put('cards', '');
    return null;
end $$;
revoke all on function indgang.forget_cards() from public;

create trigger forget_cards after insert or update or delete on access_permission
    for each statement execute function indgang.forget_cards();
create trigger forget_cards after insert or update or delete on people_membership
    for each statement execute function indgang.forget_cards();
create trigger forget_cards after insert or update or delete on people_unit
    for each statement execute function indgang.forget_cards();
