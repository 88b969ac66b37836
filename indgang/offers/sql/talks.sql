-- Whether somebody has let the one who keeps an offer know his name: him by name, the organisation,
-- or a unit in which he keeps its offers. What he may see as somebody else, as a host or in an
-- emergency, is no yes to this.
create function indgang.lets_keeper_know(person uuid, provider uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
    select indgang.may_be_let_in() and exists (
        select from access_permission r
        where r.person_id = person and r.basis = 'guest' and indgang.in_force(r)
          and 'card' = any(r.kinds)
          and (r.to_person_id = indgang.actor() or r.to_organisation_id = provider
               or r.to_unit_id in (
                   select m.unit_id from people_membership m
                   join people_unit u on u.id = m.unit_id
                   where m.person_id = indgang.actor() and m.role in ('provider', 'acute')
                     and u.organisation_id = provider and m.from_on <= current_date
                     and (m.until_on is null or m.until_on > current_date))))
$$;

create or replace function indgang.seen_stay(wanted uuid)
returns table (id uuid, offer_id uuid, thing_id uuid, first date, until date, state text,
               held_until timestamptz, nickname text, keeps boolean, has boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, t.offer_id, s.thing_id, lower(s.nights), upper(s.nights), s.state::text,
           s.held_until,
           case when indgang.lets_keeper_know(p.id, o.provider_id) then p.nickname else '' end,
           t.offer_id = any((select indgang.nightly_offers())::uuid[]),
           s.person_id = any((select indgang.writable('plan'))::uuid[])
    from offers_stay s join offers_thing t on t.id = s.thing_id
    join offers_offer o on o.id = t.offer_id
    join people_person p on p.id = s.person_id
    where s.id = wanted
      and (t.offer_id = any((select indgang.nightly_offers())::uuid[])
           or s.person_id = any((select indgang.readable('plan'))::uuid[]))
$$;

create or replace function indgang.stays_kept(wanted uuid, since date, until date)
returns table (id uuid, offer_id uuid, thing_id uuid, first date, until date, state text,
               held_until timestamptz, nickname text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, t.offer_id, s.thing_id, lower(s.nights), upper(s.nights), s.state::text,
           s.held_until,
           case when indgang.lets_keeper_know(p.id, o.provider_id) then p.nickname else '' end
    from offers_stay s join offers_thing t on t.id = s.thing_id
    join offers_offer o on o.id = t.offer_id
    join people_person p on p.id = s.person_id
    where t.offer_id = wanted and wanted = any((select indgang.nightly_offers())::uuid[])
      and s.nights && daterange(since, stays_kept.until)
      and (s.state in ('agreed', 'there') or s.state = 'held' and s.held_until > now())
    order by 3, 4
$$;

-- The talks of one day in an offer of one's own organisation, taken or not; a name only of those
-- who have said yes to it.
create function indgang.talks_of_day(of_offer uuid, since timestamptz, until timestamptz)
returns table (session_id uuid, starts_at timestamptz, ends_at timestamptz, is_off boolean,
               booking_id uuid, status text, nickname text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, s.starts_at, s.ends_at, s.cancelled_at is not null, b.id, b.status::text,
           case when indgang.lets_keeper_know(p.id, o.provider_id) then p.nickname else '' end
    from offers_session s
    join offers_offer o on o.id = s.offer_id
    left join offers_booking b on b.session_id = s.id and b.status <> 'cancelled'
    left join people_person p on p.id = b.person_id
    where s.offer_id = of_offer and o.provider_id = any(indgang.provided_organisations())
      and s.starts_at >= since and s.starts_at < talks_of_day.until
    order by s.starts_at, b.made_at
$$;

revoke all on function indgang.lets_keeper_know(uuid, uuid), indgang.seen_stay(uuid),
    indgang.stays_kept(uuid, date, date),
    indgang.talks_of_day(uuid, timestamptz, timestamptz) from public;
grant execute on function indgang.seen_stay(uuid), indgang.stays_kept(uuid, date, date),
    indgang.talks_of_day(uuid, timestamptz, timestamptz) to indgang_web;
