-- Courses with a start. The places of a course are those of its first time, the room: whoever asks
-- for a place in any of its times asks there, and its figures stand at all of them.

-- The session that has the places: its own, or its course's first time.
create function indgang.room_of(wanted uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(r.room_id, s.id)
    from offers_session s left join offers_run r on r.id = s.run_id where s.id = wanted
$$;

create or replace function indgang.lock_session(wanted uuid) returns setof offers_session
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.actor() is null then
        return;
    end if;
    return query select * from offers_session s where s.id = indgang.room_of(wanted) for update;
end $$;

-- Keeps the public figures. Added to, never counted anew: a recount could miss a booking that
-- another transaction has just committed, an addition cannot.
create or replace function indgang.count_seats() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    holding text[] := '{seated,offered,attended,missed}';
    was text := case when tg_op = 'INSERT' then '' else old.status end;
    becomes text := case when tg_op = 'DELETE' then '' else new.status end;
    course uuid;
begin
    if tg_op <> 'INSERT' and (was = any(holding) or was = 'waiting')
       and (tg_op = 'DELETE' or old.session_id <> new.session_id or was <> becomes) then
        update offers_session s set
            taken = s.taken - (was = any(holding))::int,
            waiting = s.waiting - (was = 'waiting')::int
        where s.id = old.session_id returning s.run_id into course;
        if course is not null then
            update offers_session s set
                taken = s.taken - (was = any(holding))::int,
                waiting = s.waiting - (was = 'waiting')::int
            where s.run_id = course and s.id <> old.session_id;
        end if;
    end if;
    if tg_op <> 'DELETE' and (becomes = any(holding) or becomes = 'waiting')
       and (tg_op = 'INSERT' or old.session_id <> new.session_id or was <> becomes) then
        update offers_session s set
            taken = s.taken + (becomes = any(holding))::int,
            waiting = s.waiting + (becomes = 'waiting')::int,
            counted_at = greatest(s.counted_at, new.made_at, now())
        where s.id = new.session_id returning s.run_id into course;
        if course is not null then
            update offers_session s set
                taken = s.taken + (becomes = any(holding))::int,
                waiting = s.waiting + (becomes = 'waiting')::int,
                counted_at = greatest(s.counted_at, new.made_at, now())
            where s.run_id = course and s.id <> new.session_id;
        end if;
    end if;
    if (was = 'wished') <> (becomes = 'wished') then
        update offers_run r
        set wished = r.wished + (becomes = 'wished')::int - (was = 'wished')::int
        where r.room_id = case when tg_op = 'DELETE' then old.session_id else new.session_id end;
    end if;
    return null;
end $$;

-- Puts the seats of a session in order: an unanswered offer ends, and every free seat is offered
-- to the one who has waited longest; where nobody waits, to those who have a later time and asked
-- for an earlier one, the one who asked first first. Safe for anyone to call: it only does what is
-- due. No offer ends before its time by the database's own clock, none is made after the start, and
-- whoever calls leaves the other at least five minutes to answer: or he could empty the queue by
-- calling twice. The change stands in the other person's history without the name of the one who
-- happened to call, and he gets to know how many seats changed hands and never whose: pages of
-- those it concerns that are open are told from here.
create or replace function indgang.settle_session(
    wanted uuid, moment timestamptz, answer_by timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s offers_session;
    caller text := indgang.taken('actor');
    changed integer := 0;
    concerned uuid;
begin
    if indgang.actor() is null then
        return 0;
    end if;
    select * into s from offers_session x where x.id = indgang.room_of(wanted) for update;
    if not found then
        return 0;
    end if;
    perform indgang.put('actor', '');
    for concerned in
        update offers_booking b set status = 'cancelled'
        where b.session_id = s.id and b.status = 'offered'
          and b.offered_until <= least(moment, now())
        returning b.person_id
    loop
        changed := changed + 1;
        perform pg_notify('indgang_live', 'guest:' || concerned || ' seats');
    end loop;
    if changed > 0 then
        select * into s from offers_session x where x.id = s.id;
    end if;
    if s.cancelled_at is null and s.draw_on is null and s.seats > s.taken
       and answer_by between now() + interval '5 minutes' and s.starts_at then
        if s.waiting > 0 then
            for concerned in
                update offers_booking b set status = 'offered', offered_until = answer_by
                where b.id in (
                    select q.id from offers_booking q
                    where q.session_id = s.id and q.status = 'waiting'
                    order by q.queued_at, q.id limit s.seats - s.taken)
                returning b.person_id
            loop
                changed := changed + 1;
                perform pg_notify('indgang_live', 'guest:' || concerned || ' seats');
            end loop;
        elsif s.run_id is null then
            for concerned in
                insert into offers_booking
                    (id, session_id, person_id, status, made_at, made_by, entry, offered_until,
                     instead_of_id)
                select gen_random_uuid(), s.id, e.person_id, 'offered', moment, e.person_id,
                    later.entry, answer_by, later.id
                from indgang.asking_for_earlier(s.id) e
                join offers_booking later on later.id = e.booking_id
                order by e.since, e.booking_id limit s.seats - s.taken
                returning offers_booking.person_id
            loop
                changed := changed + 1;
                perform pg_notify('indgang_live', 'guest:' || concerned || ' seats');
            end loop;
        end if;
    end if;
    perform indgang.put('actor', caller);
    return changed;
end $$;

-- Who has a place or waits in a later time of the same offer, and would like to come earlier. Who
-- has had this time before, or said no to it, is not asked again.
create function indgang.asking_for_earlier(wanted uuid)
returns table (booking_id uuid, person_id uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct on (b.person_id) b.id, b.person_id, b.earlier_since
    from offers_session s
    join offers_session later on later.offer_id = s.offer_id and later.starts_at > s.starts_at
        and later.cancelled_at is null and later.run_id is null
    join offers_booking b on b.session_id = later.id
    where s.id = wanted and b.earlier_since is not null and b.status in ('seated', 'waiting')
      and not exists (select from offers_booking x
                      where x.session_id = s.id and x.person_id = b.person_id)
      and not exists (select from offers_booking o
                      where o.instead_of_id = b.id and o.status = 'offered')
    order by b.person_id, b.earlier_since, b.id
$$;

-- Sessions where an offer went unanswered, or a seat stands free while somebody waits for it or
-- would like to come earlier than he does.
create or replace function indgang.sessions_to_settle(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select found.id from (
        select s.id, s.starts_at from offers_session s
        where indgang.key_kind() = 'worker' and s.starts_at > moment
          and not s.follows
          and (s.waiting > 0 and s.seats > s.taken and s.cancelled_at is null and s.draw_on is null
               or exists (select from offers_booking b where b.session_id = s.id
                            and b.status = 'offered' and b.offered_until <= least(moment, now())))
        union
        select earlier.id, earlier.starts_at
        from offers_booking b
        join offers_session s on s.id = b.session_id
        join offers_session earlier on earlier.offer_id = s.offer_id
            and earlier.starts_at < s.starts_at and earlier.starts_at > moment
        where indgang.key_kind() = 'worker' and b.earlier_since is not null
          and b.status in ('seated', 'waiting') and s.starts_at > moment
          and s.cancelled_at is null and earlier.cancelled_at is null
          and s.run_id is null and earlier.run_id is null
          and earlier.seats > earlier.taken and earlier.waiting = 0
          and not exists (select from offers_booking x
                          where x.session_id = earlier.id and x.person_id = b.person_id)
          and not exists (select from offers_booking o
                          where o.instead_of_id = b.id and o.status = 'offered')
    ) found
    order by found.starts_at
$$;

-- The places go along to the first time that takes place, if the one they were at is called off or
-- moved behind another; once the course has begun they stay. By whoever keeps the offer. The lock is
-- taken on the room first, as everywhere.
create function indgang.carry_room(wanted uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    r offers_run;
    old_room offers_session;
    new_room uuid;
    caller text := indgang.taken('actor');
begin
    select * into r from offers_run x
    where x.id = wanted and x.offer_id = any(indgang.kept_offers());
    if not found then
        return false;
    end if;
    select * into old_room from offers_session s where s.id = r.room_id for update;
    perform from offers_session s where s.run_id = wanted order by s.starts_at for update;
    update offers_run x set ends_at = latest.ends_at
    from (select max(s.ends_at) as ends_at from offers_session s
          where s.run_id = wanted and s.cancelled_at is null) latest
    where x.id = wanted and latest.ends_at is not null;
    select s.id into new_room from offers_session s
    where s.run_id = wanted and s.cancelled_at is null order by s.starts_at, s.id limit 1;
    if new_room is null or new_room = r.room_id
       or old_room.cancelled_at is null and old_room.starts_at <= now() then
        return false;
    end if;
    perform indgang.put('actor', '');
    update offers_run set room_id = new_room where id = wanted;
    update offers_session s set follows = s.id <> new_room where s.run_id = wanted;
    update offers_booking set session_id = new_room where session_id = old_room.id;
    perform indgang.put('actor', caller);
    return true;
end $$;

-- Where in the queue a booking of an opened person stands; 1 is next.
create or replace function indgang.place_in_queue(wanted uuid) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select (select count(*) from offers_booking q
            where q.session_id = b.session_id and q.status = 'waiting'
              and (q.queued_at, q.id) <= (b.queued_at, b.id))::integer
    from offers_booking b
    where b.id = wanted and b.status = 'waiting' and b.person_id = any(indgang.readable('plan'))
$$;

-- How urgent a place is to an opened guest, as the house and he have said in a talk. Not by himself:
-- it decides between him and others.
create function indgang.say_urgency(person uuid, wanted integer, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if person = indgang.actor() or not person = any(indgang.writable('plan'))
       or not indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute') then
        return false;
    end if;
    insert into offers_urgency (id, person_id, level, said_at, said_by)
    values (gen_random_uuid(), person, wanted, moment, indgang.actor())
    on conflict (person_id) do update
        set level = excluded.level, said_at = excluded.said_at, said_by = excluded.said_by;
    return true;
end $$;

-- Who comes to a session of one's own organisation, or to one of a course's later times. A name only
-- of those who have let the one who stands for the offer know it: him by name, his organisation, or
-- a unit in which he stands for its offers. What he may see as somebody else, as a host or in an
-- emergency, is no yes to this.
create or replace function indgang.people_coming(wanted uuid)
returns table (booking_id uuid, status text, nickname text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
    select b.id,
           case when b.session_id = s.id then b.status::text
                when m.came then 'attended' when not m.came then 'missed'
                when b.status in ('attended', 'missed') then 'seated'
                else b.status::text end,
           case when indgang.may_be_let_in() and exists (
               select from access_permission r
               where r.person_id = b.person_id and r.basis = 'guest' and indgang.in_force(r)
                 and 'card' = any(r.kinds)
                 and (r.to_person_id = indgang.actor() or r.to_organisation_id = o.provider_id
                      or r.to_unit_id in (
                          select m.unit_id from people_membership m
                          join people_unit u on u.id = m.unit_id
                          where m.person_id = indgang.actor() and m.role = 'provider'
                            and u.organisation_id = o.provider_id and m.from_on <= current_date
                            and (m.until_on is null or m.until_on > current_date))))
           then p.nickname else '' end
    from offers_session s
    join offers_offer o on o.id = s.offer_id
    join offers_booking b on b.session_id = indgang.room_of(s.id) and b.status <> 'cancelled'
    left join offers_presence m on m.booking_id = b.id and m.session_id = s.id
    join people_person p on p.id = b.person_id
    where s.id = wanted and o.provider_id = any(indgang.provided_organisations())
    order by 2, b.made_at
$$;

-- Whether somebody with a place in a course came to one of its later times. By whom and when as for
-- its first one.
create function indgang.mark_presence(
    wanted uuid, at_session uuid, has_come boolean, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into offers_presence (id, booking_id, session_id, person_id, came, marked_at, marked_by)
    select gen_random_uuid(), b.id, s.id, b.person_id, has_come, moment, indgang.actor()
    from offers_booking b
    join offers_session s on s.id = at_session
    join offers_run r on r.id = s.run_id and r.room_id = b.session_id
    join offers_offer o on o.id = s.offer_id
    where b.id = wanted and s.id <> b.session_id and s.starts_at <= least(moment, now())
      and b.status in ('seated', 'attended', 'missed')
      and (o.provider_id = any(indgang.provided_organisations())
           or indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')
              and b.person_id = any(indgang.writable('plan')))
    on conflict (booking_id, session_id) do update
        set came = excluded.came, marked_at = excluded.marked_at, marked_by = excluded.marked_by;
    return found;
end $$;

revoke all on function indgang.room_of(uuid), indgang.asking_for_earlier(uuid),
    indgang.carry_room(uuid), indgang.say_urgency(uuid, integer, timestamptz),
    indgang.mark_presence(uuid, uuid, boolean, timestamptz) from public;
grant execute on function indgang.carry_room(uuid),
    indgang.say_urgency(uuid, integer, timestamptz),
    indgang.mark_presence(uuid, uuid, boolean, timestamptz) to indgang_web;
