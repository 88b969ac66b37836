-- A new key card makes whoever holds it the guest. So at the desk one colleague alone makes one only
-- for a guest of whom nothing is kept that this colleague may not read already, and who has neither
-- a course nor a talk. For everybody else it takes the guest himself (a code sent to him, read
-- aloud) or a second colleague under his own sign-in, each within a quarter of an hour.

-- The history forgets nothing, so it also knows of what was removed since. That the house has met or
-- written to somebody is no secret of his.
create function indgang.card_needs_second(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (
        select from history_change h
        where h.person_id = person
          and (h.table_name in ('plans_course', 'entrance_conversation')
               or h.table_name not in ('plans_contact', 'post_letter', 'post_silence')
                  and h.scope <> all(indgang.readable_scopes())))
$$;

create function indgang.may_give_card(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(person = any(indgang.writable('card'))
        and (person = indgang.actor() or indgang.has_role(
            'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')), false)
$$;

-- A code goes only to an address that the guest brought himself or that has stood for a month, and
-- never to one that the colleague who asks has written: it would be read aloud in the wrong place.
create function indgang.code_may_go(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select not exists (
        select from history_change h
        where h.person_id = person and h.table_name = 'people_contactpoint'
          and h.actor_id is distinct from person
          and (h.at > now() - interval '30 days' or h.actor_id = indgang.actor()))
      and (select count(*) from access_newcard n
           where n.person_id = person and n.code <> ''
             and n.asked_at > now() - interval '24 hours') < 5
$$;

-- Letters are the post's, which stands above; it puts its own functions in place of these two.
create function indgang.send_card_code(wish uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$ select $$;
create function indgang.tell_of_new_card(wish uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$ select $$;

-- Asking for a card that needs a second. Whether a code could be sent is not told: it would say
-- whether the guest has left an address.
create function indgang.ask_for_card(staff_raw text, person uuid, with_code boolean)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wish uuid := gen_random_uuid();
begin
    if indgang.begin(staff_raw) is null or indgang.open(person, 'nyt nøglekort') is null
       or not indgang.may_give_card(person) then
        return false;
    end if;
    perform from people_person p where p.id = ask_for_card.person for no key update;
    insert into access_newcard (id, person_id, asked_at, asked_by, code, tries, stop_id)
    values (wish, person, now(), indgang.actor(), '', 0, gen_random_uuid());
    if with_code and indgang.code_may_go(person) then
        -- The first four bytes of such an id are all chance.
        update access_newcard n
        set code = lpad((('x' || encode(substr(uuid_send(gen_random_uuid()), 1, 4), 'hex'))
            ::bit(32)::bigint % 1000000)::text, 6, '0')
        where n.id = wish;
        perform indgang.send_card_code(wish);
    end if;
    return true;
end $$;

-- The second colleague: somebody else, who may see the guest's card too.
create function indgang.confirm_card(staff_raw text, person uuid, wish uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.begin(staff_raw) is null
       or not indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')
       or indgang.open(person, 'nyt nøglekort bekræftet') is null then
        return false;
    end if;
    update access_newcard n set confirmed_at = now(), confirmed_by = indgang.actor()
    where n.id = wish and n.person_id = confirm_card.person and n.asked_by <> indgang.actor()
      and n.confirmed_at is null and n.made_at is null
      and n.asked_at > now() - interval '15 minutes';
    return found;
end $$;

-- What stands on the desk's page: whether a second is needed, and who has asked for one.
create function indgang.card_step(person uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    n access_newcard;
begin
    if not person = any(indgang.readable('card')) then
        return null;
    end if;
    select * into n from access_newcard w
    where w.person_id = person and w.made_at is null
      and greatest(w.asked_at, w.confirmed_at) > now() - interval '15 minutes'
    order by w.asked_at desc limit 1;
    return jsonb_build_object(
        'may_give', indgang.may_give_card(person),
        'needs_second', person <> indgang.actor() and indgang.card_needs_second(person),
        'wish', n.id, 'asked_by', n.asked_by, 'confirmed_by', n.confirmed_by);
end $$;

-- Returns what came of it: made, wait (a second is needed), wrong (the code), or no.
drop function indgang.replace_card(text, uuid, text);
create function indgang.replace_card(staff_raw text, person uuid, code text, spoken text)
returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    n access_newcard;
    wish uuid;
begin
    if indgang.begin(staff_raw) is null or indgang.open(person, 'nyt nøglekort') is null
       or not indgang.may_give_card(person) then
        return 'no';
    end if;
    perform from people_person p where p.id = replace_card.person for no key update;
    if person = indgang.actor() or not indgang.card_needs_second(person) then
        wish := gen_random_uuid();
        insert into access_newcard (id, person_id, asked_at, asked_by, code, tries, stop_id)
        values (wish, person, now(), indgang.actor(), '', 0, gen_random_uuid());
    else
        select * into n from access_newcard w
        where w.person_id = replace_card.person and w.asked_by = indgang.actor()
          and w.made_at is null and w.tries < 5
          and greatest(w.asked_at, w.confirmed_at) > now() - interval '15 minutes'
        order by w.confirmed_at is null, w.asked_at desc limit 1;
        if not found or n.confirmed_at is null and coalesce(spoken, '') = '' then
            return 'wait';
        end if;
        if n.confirmed_at is null then
            update access_newcard w set tries = w.tries + 1 where w.id = n.id;
            if n.code = '' or n.code <> spoken then
                return 'wrong';
            end if;
        end if;
        wish := n.id;
    end if;
    update access_newcard w
    set made_at = now(), card_hash = indgang.hashed(replace_card.code), replaced_hash = (
        select k.hash from access_key k
        where k.person_id = replace_card.person and k.kind = 'card' and k.revoked_at is null
        order by k.issued_at desc limit 1)
    where w.id = wish;
    update access_key k set revoked_at = now()
    where k.person_id = replace_card.person and k.kind in ('card', 'link')
      and k.revoked_at is null;
    perform indgang.add_key(
        replace_card.code, 'card', person, null, null, true, indgang.actor(), null, '');
    perform indgang.tell_of_new_card(wish);
    -- What the old card let somebody look at ends now, and not at the next request.
    perform pg_notify('indgang_live', 'cut guest:' || person);
    return 'made';
end $$;

-- Was it not you? Whoever was told of the new card stops it; the id is known to nobody else.
create function indgang.stop_card(stop uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    n access_newcard;
begin
    update access_newcard w set stopped_at = now()
    where w.stop_id = stop and w.made_at is not null and w.stopped_at is null
    returning * into n;
    if not found then
        return false;
    end if;
    update access_key k set revoked_at = now()
    where k.hash = n.card_hash and k.revoked_at is null;
    -- A later card has ended these already and has its own; else they came of the one stopped.
    if found then
        update access_key k set revoked_at = now()
        where k.person_id = n.person_id and k.kind = 'link' and k.revoked_at is null;
        perform pg_notify('indgang_live', 'cut guest:' || n.person_id);
    end if;
    return true;
end $$;

create function indgang.is_stoppable(stop uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from access_newcard n
                   where n.stop_id = stop and n.made_at is not null and n.stopped_at is null)
$$;

-- Whoever shows a card that was replaced may stop the one in its place, and do nothing else.
create function indgang.card_in_place_of(code text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select n.stop_id from access_newcard n
    where n.replaced_hash = indgang.hashed(card_in_place_of.code) and n.stopped_at is null
      and n.made_at > now() - interval '60 days'
    order by n.made_at desc limit 1
$$;

create function indgang.own_new_cards() returns table (
    made_at timestamptz, made_by uuid, confirmed_by uuid, by_code boolean, stopped_at timestamptz,
    stop_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select n.made_at, n.asked_by, n.confirmed_by, n.confirmed_at is null and n.tries > 0,
        n.stopped_at, n.stop_id
    from access_newcard n
    where n.person_id = indgang.actor() and n.made_at is not null
      and indgang.key_kind() in ('session', 'card')
    order by n.made_at desc limit 20
$$;

-- Cards that a guest has stopped, for leader and data protection officer: never whose.
create function indgang.stopped_cards() returns table (
    made_at timestamptz, made_by uuid, confirmed_by uuid, stopped_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select n.made_at, n.asked_by, n.confirmed_by, n.stopped_at from access_newcard n
    where n.stopped_at is not null and indgang.has_role('leader', 'dpo')
    order by n.stopped_at desc limit 100
$$;

revoke all on function indgang.card_needs_second(uuid), indgang.may_give_card(uuid),
    indgang.code_may_go(uuid), indgang.send_card_code(uuid), indgang.tell_of_new_card(uuid),
    indgang.ask_for_card(text, uuid, boolean),
    indgang.confirm_card(text, uuid, uuid), indgang.card_step(uuid),
    indgang.replace_card(text, uuid, text, text), indgang.stop_card(uuid),
    indgang.is_stoppable(uuid), indgang.card_in_place_of(text), indgang.own_new_cards(),
    indgang.stopped_cards() from public;
grant execute on function indgang.ask_for_card(text, uuid, boolean),
    indgang.confirm_card(text, uuid, uuid), indgang.replace_card(text, uuid, text, text),
    indgang.stop_card(uuid), indgang.is_stoppable(uuid), indgang.card_in_place_of(text)
    to indgang_door;
grant execute on function indgang.card_step(uuid), indgang.own_new_cards(),
    indgang.stopped_cards() to indgang_web;
