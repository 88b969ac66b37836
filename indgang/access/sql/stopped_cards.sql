-- A card that is stopped was never the guest's, so neither was what was said with it. From when it was
-- made the old one opened nothing: whatever stands there as the guest's own came of the new card, until
-- a later card took its place. Who was let in with it is out again, and no code goes to where it said.
create or replace function indgang.stop_card(stop uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    n access_newcard;
    held_until timestamptz;
begin
    update access_newcard w set stopped_at = now()
    where w.stop_id = stop and w.made_at is not null and w.stopped_at is null
    returning * into n;
    if not found then
        return false;
    end if;
    select coalesce(k.revoked_at, now()) into held_until from access_key k where k.hash = n.card_hash;
    update access_key k set revoked_at = now()
    where k.hash = n.card_hash and k.revoked_at is null;
    -- A later card has ended these already and has its own; else they came of the one stopped.
    if found then
        update access_key k set revoked_at = now()
        where k.person_id = n.person_id and k.kind = 'link' and k.revoked_at is null;
    end if;
    update access_permission p set withdrawn_at = now(), withdrawn_by = n.person_id
    where p.person_id = n.person_id and p.given_by = n.person_id and p.basis = 'guest'
      and p.withdrawn_at is null
      and exists (
          select from history_change h
          where h.person_id = n.person_id and h.table_name = 'access_permission' and h.did = 'I'
            and h.row_id = p.id::text and h.at between n.made_at and held_until);
    perform pg_notify('indgang_live', 'cut guest:' || n.person_id);
    return true;
end $$;

-- As before, and what was written with a card that was stopped counts as a colleague's: no month makes
-- it the guest's own.
create or replace function indgang.code_may_go(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select not exists (
        select from history_change h
        where h.person_id = person and h.table_name = 'people_contactpoint'
          and h.actor_id is distinct from person
          and (h.at > now() - interval '30 days' or h.actor_id = indgang.actor()))
      and not exists (
        select from access_newcard s
        join history_change h on h.person_id = s.person_id
        where s.person_id = person and s.stopped_at is not null
          and h.table_name = 'people_contactpoint' and h.did <> 'D'
          and h.at between s.made_at and s.stopped_at
          and exists (select from people_contactpoint c where c.id::text = h.row_id))
      and (select count(*) from access_newcard n
           where n.person_id = person and n.code <> ''
             and n.asked_at > now() - interval '24 hours') < 5
$$;
