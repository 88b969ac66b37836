-- Run by the owner when the demo municipality is filled, and never by a migration: a municipality
-- of one's own has no function that lets anybody in without a key.

create table if not exists indgang.demo_person (
    person_id uuid primary key, name text not null, about text not null, is_guest boolean not null,
    part text not null, shows text not null);
revoke all on indgang.demo_person from public;

create or replace function indgang.demo_people() returns table (
    person_id uuid, name text, about text, is_guest boolean, part text, shows text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select d.person_id, d.name, d.about, d.is_guest, d.part, d.shows from indgang.demo_person d
    order by d.is_guest desc, d.name
$$;

create or replace function indgang.demo_enter(person uuid, raw text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    guest boolean;
    card access_key;
begin
    select is_guest into guest from indgang.demo_person d where d.person_id = person;
    if guest is null then
        return false;
    elsif guest then
        -- As if the guest had shown her own card, so that the session has a guest's rights.
        select * into card from access_key k
        where k.person_id = person and k.kind = 'card' and k.revoked_at is null limit 1;
        if not found then
            return false;
        end if;
        perform indgang.add_key(raw, 'session', person, card.hash, null, true, person,
            now() + interval '1 day', 'demo');
        return true;
    end if;
    return indgang.enter(person, raw, 480);
end $$;

revoke all on function indgang.demo_people(), indgang.demo_enter(uuid, text) from public;
grant execute on function indgang.demo_people(), indgang.demo_enter(uuid, text) to indgang_door;
