-- Puts the seats of a session in order: an unanswered offer ends, and every free seat is offered
-- to the one who has waited longest. Safe for anyone to call: it only does what is due. No offer
-- ends before its time by the database's own clock, none is made after the start, and whoever calls
-- leaves the other at least five minutes to answer: or he could empty the queue by calling twice.
-- The change stands in the other person's history without the name of the one who happened to
-- call, and he gets to know how many seats changed hands and never whose: pages of those it
-- concerns that are open are told from here.
drop function indgang.settle_session(uuid, timestamptz, timestamptz);
create function indgang.settle_session(wanted uuid, moment timestamptz, answer_by timestamptz)
returns integer
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
    select * into s from offers_session x where x.id = wanted for update;
    if not found then
        return 0;
    end if;
    perform indgang.put('actor', '');
    for concerned in
        update offers_booking b set status = 'cancelled'
        where b.session_id = wanted and b.status = 'offered'
          and b.offered_until <= least(moment, now())
        returning b.person_id
    loop
        changed := changed + 1;
        perform pg_notify('indgang_live', 'guest:' || concerned || ' seats');
    end loop;
    select * into s from offers_session x where x.id = wanted;
    if s.cancelled_at is null and s.seats > s.taken and s.waiting > 0
       and answer_by between now() + interval '5 minutes' and s.starts_at then
        for concerned in
            update offers_booking b set status = 'offered', offered_until = answer_by
            where b.id in (
                select q.id from offers_booking q
                where q.session_id = wanted and q.status = 'waiting'
                order by q.queued_at, q.id limit s.seats - s.taken)
            returning b.person_id
        loop
            changed := changed + 1;
            perform pg_notify('indgang_live', 'guest:' || concerned || ' seats');
        end loop;
    end if;
    perform indgang.put('actor', caller);
    return changed;
end $$;
revoke all on function indgang.settle_session(uuid, timestamptz, timestamptz) from public;
grant execute on function indgang.settle_session(uuid, timestamptz, timestamptz) to indgang_web;
