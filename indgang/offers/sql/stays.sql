-- Nights in what is lent. A page sees its own person's stays only, so what spans persons is done
-- here: nights without names for everybody, and for those who keep a thing what they need to keep
-- it. Every change first locks its thing, and the table's own exclusion is the second guard.

-- Offers whose nights the actor keeps: of the organisation he provides for or has the watch in.
create function indgang.nightly_offers() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct o.id), '{}')
    from people_membership m join people_unit u on u.id = m.unit_id
    join offers_offer o on o.provider_id = u.organisation_id
    where indgang.key_kind() = 'session' and m.person_id = indgang.actor()
      and m.role in ('provider', 'acute')
      and m.from_on <= current_date and (m.until_on is null or m.until_on > current_date)
$$;

-- Which nights of these things are taken: joined together, so that nobody can count who comes and
-- goes. Anyone may ask. What was held for too long is free; what is out of use is taken, if asked.
create function indgang.taken_nights(things uuid[], since date, until date, or_out boolean)
returns table (thing_id uuid, first date, until date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with spans as (
        select s.thing_id, s.nights from offers_stay s
        where s.thing_id = any(taken_nights.things)
          and s.nights && daterange(taken_nights.since, taken_nights.until)
          and (s.state in ('agreed', 'there') or s.state = 'held' and s.held_until > now())
        union all
        select t.id, daterange(t.out_from, t.out_until) from offers_thing t
        where taken_nights.or_out and t.id = any(taken_nights.things) and t.out_from is not null
    )
    select j.thing_id, lower(one), upper(one)
    from (select sp.thing_id, range_agg(sp.nights) as nights from spans sp group by 1) j,
         unnest(j.nights) one
    order by 1, 2
$$;

-- All things of an offer, always in one order: two changes wait for each other and never for ever.
create function indgang.lock_things(of_offer uuid) returns setof offers_thing
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.actor() is null then
        return;
    end if;
    return query select * from offers_thing t where t.offer_id = of_offer order by t.id for update;
end $$;

-- Ends what was held for too long, of one offer or of all. Safe for anyone to call: it does only what is due by
-- the database's own clock, and stands in the guest's history without whoever happened to call.
create function indgang.let_go_of_holds(of_offer uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    caller text := indgang.taken('actor');
    known uuid := indgang.actor();
    changed integer := 0;
    concerned uuid;
begin
    if known is null then
        return 0;
    end if;
    perform indgang.put('actor', '');
    for concerned in
        update offers_stay s set state = 'called_off', ended_at = now(), ended_by = s.person_id
        from offers_thing t
        where t.id = s.thing_id and (of_offer is null or t.offer_id = of_offer) and s.state = 'held' and s.held_until <= now()
        returning s.person_id
    loop
        changed := changed + 1;
        perform pg_notify('indgang_live', 'guest:' || concerned || ' stays');
    end loop;
    perform indgang.put('actor', caller);
    return changed;
end $$;

-- One stay, for its own person, whoever has opened him, and those who keep the thing. The name only
-- for those whom he lets see it.
create function indgang.seen_stay(wanted uuid)
returns table (id uuid, offer_id uuid, thing_id uuid, first date, until date, state text,
               held_until timestamptz, nickname text, keeps boolean, has boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, t.offer_id, s.thing_id, lower(s.nights), upper(s.nights), s.state::text,
           s.held_until,
           case when p.id = any((select indgang.cards())::uuid[]) then p.nickname else '' end,
           t.offer_id = any((select indgang.nightly_offers())::uuid[]),
           s.person_id = any((select indgang.writable('plan'))::uuid[])
    from offers_stay s join offers_thing t on t.id = s.thing_id
    join people_person p on p.id = s.person_id
    where s.id = wanted
      and (t.offer_id = any((select indgang.nightly_offers())::uuid[])
           or s.person_id = any((select indgang.readable('plan'))::uuid[]))
$$;

-- The stays of an offer's things that touch these nights, for those who keep them.
create function indgang.stays_kept(wanted uuid, since date, until date)
returns table (id uuid, offer_id uuid, thing_id uuid, first date, until date, state text,
               held_until timestamptz, nickname text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, t.offer_id, s.thing_id, lower(s.nights), upper(s.nights), s.state::text,
           s.held_until,
           case when p.id = any((select indgang.cards())::uuid[]) then p.nickname else '' end
    from offers_stay s join offers_thing t on t.id = s.thing_id
    join people_person p on p.id = s.person_id
    where t.offer_id = wanted and wanted = any((select indgang.nightly_offers())::uuid[])
      and s.nights && daterange(since, stays_kept.until)
      and (s.state in ('agreed', 'there') or s.state = 'held' and s.held_until > now())
    order by 2, 3
$$;

-- Writes what has become of a stay, for its own person's holder and those who keep the thing. The
-- operations say what may become of what; here only who may write. False for everybody else.
create function indgang.put_stay(
    wanted uuid, in_thing uuid, since date, until date, now_is text, moment timestamptz)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    concerned uuid;
begin
    update offers_stay s set
        thing_id = in_thing,
        nights = daterange(since, put_stay.until),
        state = now_is,
        held_until = case when now_is = 'held' then s.held_until end,
        arrived_at = case when now_is = 'there' then coalesce(s.arrived_at, moment) else s.arrived_at end,
        arrived_by = case when now_is = 'there' then coalesce(s.arrived_by, indgang.actor()) else s.arrived_by end,
        ended_at = case when now_is in ('ended', 'called_off') then moment end,
        ended_by = case when now_is in ('ended', 'called_off') then indgang.actor() end
    from offers_thing was, offers_thing t
    where s.id = wanted and was.id = s.thing_id and t.id = in_thing and t.offer_id = was.offer_id
      and (t.offer_id = any(indgang.nightly_offers())
           or s.person_id = any(indgang.writable('plan')))
    returning s.person_id into concerned;
    if concerned is null then
        return false;
    end if;
    perform pg_notify('indgang_live', 'guest:' || concerned || ' stays');
    return true;
end $$;

-- Somebody who is there sleeps in another thing from tonight on: what has been stays as it was, and
-- a new stay begins. Answers with its id, or nothing where the actor does not keep the things.
create function indgang.split_stay(wanted uuid, in_thing uuid, tonight date, moment timestamptz)
returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s offers_stay;
    made uuid := gen_random_uuid();
begin
    select x.* into s from offers_stay x
    join offers_thing was on was.id = x.thing_id join offers_thing t on t.offer_id = was.offer_id
    where x.id = wanted and t.id = in_thing and x.state = 'there'
      and lower(x.nights) < tonight and upper(x.nights) > tonight
      and (t.offer_id = any(indgang.nightly_offers())
           or x.person_id = any(indgang.writable('plan')));
    if not found then
        return null;
    end if;
    update offers_stay set nights = daterange(lower(s.nights), tonight), state = 'ended',
        ended_at = moment, ended_by = indgang.actor() where id = wanted;
    insert into offers_stay (id, thing_id, person_id, nights, state, made_at, made_by, arrived_at,
                             arrived_by)
    values (made, in_thing, s.person_id, daterange(tonight, upper(s.nights)), 'there', moment,
            indgang.actor(), moment, indgang.actor());
    perform pg_notify('indgang_live', 'guest:' || s.person_id || ' stays');
    return made;
end $$;

revoke all on function indgang.nightly_offers(), indgang.taken_nights(uuid[], date, date, boolean),
    indgang.lock_things(uuid), indgang.let_go_of_holds(uuid), indgang.seen_stay(uuid),
    indgang.stays_kept(uuid, date, date),
    indgang.put_stay(uuid, uuid, date, date, text, timestamptz),
    indgang.split_stay(uuid, uuid, date, timestamptz) from public;
grant execute on function indgang.nightly_offers(), indgang.taken_nights(uuid[], date, date, boolean),
    indgang.lock_things(uuid), indgang.let_go_of_holds(uuid), indgang.seen_stay(uuid),
    indgang.stays_kept(uuid, date, date),
    indgang.put_stay(uuid, uuid, date, date, text, timestamptz),
    indgang.split_stay(uuid, uuid, date, timestamptz) to indgang_web;
