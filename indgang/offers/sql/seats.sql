-- Seats. A page sees its own person's bookings only, so what spans persons is done here, and
-- comes back as numbers and ids. Every change of a seat first locks its session: always in that
-- order, so that two changes wait for each other and never for ever.

create function indgang.lock_session(wanted uuid) returns setof offers_session
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.actor() is null then
        return;
    end if;
    return query select * from offers_session s where s.id = wanted for update;
end $$;

-- Keeps the public figures. Added to, never counted anew: a recount could miss a booking that
-- another transaction has just committed, an addition cannot.
create function indgang.count_seats() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    holding text[] := '{seated,offered,attended,missed}';
begin
    if tg_op <> 'INSERT' then
        update offers_session s set
            taken = s.taken - (old.status = any(holding))::int,
            waiting = s.waiting - (old.status = 'waiting')::int
        where s.id = old.session_id and (old.status = any(holding) or old.status = 'waiting')
          and (tg_op = 'DELETE' or old.session_id <> new.session_id or old.status <> new.status);
    end if;
    if tg_op <> 'DELETE' then
        update offers_session s set
            taken = s.taken + (new.status = any(holding))::int,
            waiting = s.waiting + (new.status = 'waiting')::int,
            counted_at = greatest(s.counted_at, new.made_at, now())
        where s.id = new.session_id and (new.status = any(holding) or new.status = 'waiting')
          and (tg_op = 'INSERT' or old.session_id <> new.session_id or old.status <> new.status);
    end if;
    return null;
end $$;
create trigger offers_booking_count after insert or update or delete on offers_booking
    for each row execute function indgang.count_seats();

-- Puts the seats of a session in order: an unanswered offer ends, and every free seat is offered
-- to the one who has waited longest. Safe for anyone to call: it only does what is due. No offer
-- ends before its time by the database's own clock, and none is made after the start. The change
-- stands in the other person's history without the name of the one who happened to call.
create function indgang.settle_session(wanted uuid, moment timestamptz, answer_by timestamptz)
returns table (booking_id uuid, person_id uuid, lapsed boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s offers_session;
    caller text := indgang.taken('actor');
begin
    if indgang.actor() is null then
        return;
    end if;
    select * into s from offers_session x where x.id = wanted for update;
    if not found then
        return;
    end if;
    perform indgang.put('actor', '');
    return query
        update offers_booking b set status = 'cancelled'
        where b.session_id = wanted and b.status = 'offered' and b.offered_until <= least(moment, now())
        returning b.id, b.person_id, true;
    select * into s from offers_session x where x.id = wanted;
    if s.cancelled_at is null and s.seats > s.taken and s.waiting > 0
       and answer_by is not null and answer_by < s.starts_at then
        return query
            update offers_booking b set status = 'offered', offered_until = answer_by
            where b.id in (
                select q.id from offers_booking q
                where q.session_id = wanted and q.status = 'waiting'
                order by q.queued_at, q.id limit s.seats - s.taken)
            returning b.id, b.person_id, false;
    end if;
    perform indgang.put('actor', caller);
end $$;

-- Where in the queue a booking of an opened person stands; 1 is next.
create function indgang.place_in_queue(wanted uuid) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select (select count(*) from offers_booking q
            where q.session_id = b.session_id and q.status = 'waiting'
              and (q.queued_at, q.id) <= (b.queued_at, b.id))::integer
    from offers_booking b
    where b.id = wanted and b.status = 'waiting' and b.person_id = any(indgang.readable('plan'))
$$;

-- Sessions where an offer went unanswered or a seat stands free while somebody waits.
create function indgang.sessions_to_settle(moment timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id from offers_session s
    where indgang.key_kind() = 'worker' and s.starts_at > moment
      and (s.waiting > 0 and s.seats > s.taken and s.cancelled_at is null
           or exists (select from offers_booking b where b.session_id = s.id
                        and b.status = 'offered' and b.offered_until <= least(moment, now())))
    order by s.starts_at
$$;

-- A house colleague who has the guest open to write, or whoever provides the offer, notes that
-- somebody came or did not. False when it is not the actor's to note or there is no seat.
create function indgang.mark_attendance(wanted uuid, came boolean, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update offers_booking b
    set status = case when came then 'attended' else 'missed' end,
        marked_at = moment, marked_by = indgang.actor()
    from offers_session s join offers_offer o on o.id = s.offer_id
    where b.id = wanted and s.id = b.session_id and s.starts_at <= moment
      and b.status in ('seated', 'attended', 'missed')
      and (o.provider_id = any(indgang.provided_organisations())
           or indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')
              and b.person_id = any(indgang.writable('plan')));
    return found;
end $$;

-- Who comes to a session of one's own organisation. A name only of those who have said yes.
create function indgang.people_coming(wanted uuid)
returns table (booking_id uuid, status text, nickname text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select b.id, b.status::text,
           case when p.id = any((select indgang.cards())::uuid[]) then p.nickname else '' end
    from offers_session s
    join offers_offer o on o.id = s.offer_id
    join offers_booking b on b.session_id = s.id and b.status <> 'cancelled'
    join people_person p on p.id = b.person_id
    where s.id = wanted and o.provider_id = any(indgang.provided_organisations())
    order by b.status, b.made_at
$$;

revoke all on function indgang.lock_session(uuid), indgang.count_seats(),
    indgang.settle_session(uuid, timestamptz, timestamptz),
    indgang.sessions_to_settle(timestamptz), indgang.mark_attendance(uuid, boolean, timestamptz),
    indgang.people_coming(uuid), indgang.place_in_queue(uuid) from public;
grant execute on function indgang.lock_session(uuid),
    indgang.settle_session(uuid, timestamptz, timestamptz),
    indgang.sessions_to_settle(timestamptz), indgang.mark_attendance(uuid, boolean, timestamptz),
    indgang.people_coming(uuid), indgang.place_in_queue(uuid) to indgang_web;
