-- Giving places by draw, for the worker; and looking again at how it was done.

-- The number a person draws with this seed: 48 bits that nobody can choose and everybody who has
-- both can reckon again.
create function indgang.lot(seed text, person uuid) returns bigint
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
    select ('x' || substr(encode(sha256(convert_to(seed || ':' || person, 'UTF8')), 'hex'), 1, 12))
        ::bit(48)::bigint
$$;

-- Courses whose places are due to be given, each with its free ones. Their rooms are locked: nobody
-- wishes or takes a place meanwhile.
create function indgang.runs_to_draw(moment timestamptz, on_day date)
returns table (run_id uuid, free integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() is distinct from 'worker' then
        return;
    end if;
    perform s.id from offers_run r join offers_session s on s.id = r.room_id
    where r.by_draw and r.drawn_at is null and r.register_by < on_day
    order by s.id for update of s;
    return query
        select r.id, case when s.cancelled_at is null and s.starts_at > moment
                          then s.seats - s.taken else 0 end
        from offers_run r join offers_session s on s.id = r.room_id
        where r.by_draw and r.drawn_at is null and r.register_by < on_day
        order by r.id;
end $$;

-- The wishes for these courses. Weeks are counted from when he first asked for a place in the offer
-- and still has not got one.
create function indgang.wishes_for(wanted uuid[], seed text, moment timestamptz)
returns table (booking_id uuid, person_id uuid, run_id uuid, rank integer, need_class integer,
               weeks integer, number bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select b.id, b.person_id, r.id,
        (row_number() over (partition by b.person_id
                            order by b.rank, b.made_at, b.id))::integer, coalesce(u.level, 2)::integer,
        greatest(floor(extract(epoch from moment - asked.since) / 604800), 0)::integer,
        indgang.lot(seed, b.person_id)
    from offers_run r
    join offers_booking b on b.session_id = r.room_id and b.status = 'wished'
    left join offers_urgency u on u.person_id = b.person_id
    cross join lateral (
        select min(e.made_at) as since
        from offers_booking e join offers_session s on s.id = e.session_id
        where e.person_id = b.person_id and s.offer_id = r.offer_id
          and e.status in ('wished', 'waiting')
          and e.made_at > coalesce((
              select max(had.made_at) from offers_booking had
              join offers_session t on t.id = had.session_id
              where had.person_id = b.person_id and t.offer_id = r.offer_id
                and had.status = 'attended'), '-infinity')) asked
    where indgang.key_kind() = 'worker' and r.id = any(wanted)
    order by b.person_id, 4
$$;

-- Keeps a draw and lets it take effect: a place, a place in the queue, or nothing more where he got
-- something he wanted more. Whose wishes they were stands in each guest's own history and nowhere
-- else. Returns the draw.
create function indgang.keep_draw(
    wanted uuid[], with_seed text, moment timestamptz, bookings uuid[], outcomes text[], whys text[])
returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    made uuid := gen_random_uuid();
begin
    if indgang.key_kind() is distinct from 'worker' then
        return null;
    end if;
    insert into offers_draw (id, drawn_at, seed) values (made, moment, with_seed);
    insert into offers_drawnrun (id, draw_id, run_id, seats, wishes)
    select gen_random_uuid(), made, r.id, greatest(s.seats - s.taken, 0), r.wished
    from offers_run r join offers_session s on s.id = r.room_id where r.id = any(wanted);
    insert into offers_lot (id, draw_id, run_id, person_id, booking_id, rank, need_class, weeks,
                            number, outcome, why)
    select gen_random_uuid(), made, w.run_id, w.person_id, w.booking_id, w.rank, w.need_class,
           w.weeks, w.number, a.outcome, a.why
    from indgang.wishes_for(wanted, with_seed, moment) w
    join unnest(bookings, outcomes, whys) as a(booking_id, outcome, why) using (booking_id);
    update offers_booking b
    set status = case l.outcome when 'elsewhere' then 'cancelled' else l.outcome end,
        queued_at = case when l.outcome = 'waiting' then b.made_at else b.queued_at end
    from offers_lot l
    where l.draw_id = made and l.booking_id = b.id and b.status = 'wished';
    update offers_run set drawn_at = moment where id = any(wanted);
    update offers_session set draw_on = null where run_id = any(wanted);
    perform pg_notify('indgang_live', 'guest:' || l.person_id || ' seats')
    from (select distinct person_id from offers_lot where draw_id = made) l;
    return made;
end $$;

-- Every wish of a draw without a name, for those who look whether it was right: a guest is a number
-- of this draw only. The last column says whether the number follows from seed and guest.
create function indgang.lots_of(wanted uuid)
returns table (guest bigint, run_id uuid, rank integer, need_class integer, weeks integer,
               number bigint, outcome text, why text, is_right boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select dense_rank() over (order by l.number, l.person_id), l.run_id, l.rank::integer,
        l.need_class::integer, l.weeks::integer, l.number, l.outcome::text, l.why::text,
        l.number = indgang.lot(d.seed, l.person_id)
    from offers_lot l join offers_draw d on d.id = l.draw_id
    where l.draw_id = wanted
      and indgang.has_role('host', 'guide', 'coordinator', 'leader', 'dpo')
    order by l.run_id, l.need_class, l.weeks desc, l.number
$$;

-- Who reads figures across all guests: never whom they are about.
create function indgang.may_count() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select indgang.key_kind() = 'worker' or indgang.has_role(
        'host', 'guide', 'coordinator', 'authority', 'leader', 'council', 'administrator')
$$;

-- Of those who took a seat in an offer for the first time, how many came: by offer and by the month
-- of that first time. What is over and was noted counts; numbers only, and by whom nobody sees.
create function indgang.first_arrivals(since date, until date)
returns table (offer_id uuid, month date, came bigint, stayed_away bigint, not_noted bigint)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
    select f.offer_id, date_trunc('month', f.starts_at)::date,
        count(*) filter (where f.status = 'attended'),
        count(*) filter (where f.status = 'missed'),
        count(*) filter (where f.status = 'seated')
    from (
        select distinct on (b.person_id, s.offer_id) s.offer_id, s.starts_at, b.status
        from offers_booking b join offers_session s on s.id = b.session_id
        where b.status in ('seated', 'attended', 'missed') and s.cancelled_at is null
          and s.ends_at <= now()
        order by b.person_id, s.offer_id, s.starts_at, b.id) f
    where indgang.may_count() and f.starts_at >= since and f.starts_at < until
    group by 1, 2
$$;

revoke all on function indgang.lot(text, uuid), indgang.runs_to_draw(timestamptz, date),
    indgang.wishes_for(uuid[], text, timestamptz),
    indgang.keep_draw(uuid[], text, timestamptz, uuid[], text[], text[]), indgang.lots_of(uuid),
    indgang.first_arrivals(date, date), indgang.may_count() from public;
grant execute on function indgang.runs_to_draw(timestamptz, date),
    indgang.wishes_for(uuid[], text, timestamptz),
    indgang.keep_draw(uuid[], text, timestamptz, uuid[], text[], text[]), indgang.lots_of(uuid),
    indgang.first_arrivals(date, date) to indgang_web;
