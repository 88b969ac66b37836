-- The same as before, and for courses: their places are at their first time, and who has one is told
-- of every time that is called off or moved.

-- Who is concerned by a session: those who have or wait for a place in it or in its course.
create function indgang.concerned_by(wanted uuid)
returns table (booking_id uuid, person_id uuid, status text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select b.id, b.person_id, b.status::text
    from offers_session s
    join offers_booking b on b.session_id = indgang.room_of(s.id)
    where s.id = wanted
      and (b.status in ('seated', 'offered', 'waiting', 'wished')
           or b.status in ('attended', 'missed') and b.session_id <> s.id)
$$;

-- Those who have or wait for a seat in what is moved, by whoever keeps the offer. What was queued
-- about the old time is taken back.
create or replace function indgang.tell_of_moved_session(
    wanted uuid, at timestamptz, first_try timestamptz, remind_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s offers_session;
    seat record;
    is_room boolean;
    told integer := 0;
begin
    select * into s from offers_session x
    where x.id = wanted and x.cancelled_at is null and x.starts_at > at
      and x.offer_id = any(indgang.kept_offers());
    if not found then
        return 0;
    end if;
    is_room := indgang.room_of(wanted) = wanted;
    for seat in select * from indgang.concerned_by(wanted) loop
        update post_letter l set status = 'cancelled'
        where l.about = seat.booking_id and l.status in ('queued', 'failed') and is_room
          and l.message in ('seat_taken', 'seat_moved', 'appointment_tomorrow');
        perform indgang.queue_letter(seat.person_id, 'seat_moved',
            indgang.day_and_time(s.starts_at), seat.booking_id,
            '/tilbud/plads/' || seat.booking_id, '{}', true, at, s.starts_at, first_try, at);
        if is_room and seat.status = 'seated' and remind_at is not null then
            perform indgang.queue_letter(seat.person_id, 'appointment_tomorrow',
                indgang.day_and_time(s.starts_at), seat.booking_id,
                '/tilbud/plads/' || seat.booking_id, '{}', false, remind_at, s.starts_at,
                remind_at, at);
        end if;
        perform pg_notify('indgang_live', 'guest:' || seat.person_id || ' seats');
        told := told + 1;
    end loop;
    return told;
end $$;

create or replace function indgang.tell_of_cancelled_session(
    wanted uuid, at timestamptz, first_try timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s offers_session;
    seat record;
    told integer := 0;
begin
    select * into s from offers_session x
    where x.id = wanted and x.cancelled_at is not null and x.cancelled_by = indgang.actor()
      and x.starts_at > at;
    if not found then
        return 0;
    end if;
    for seat in select * from indgang.concerned_by(wanted) loop
        -- Of a course only what says this one time; the rest of it still holds.
        update post_letter l set status = 'cancelled'
        where l.about = seat.booking_id and l.status in ('queued', 'failed')
          and (s.run_id is null or l."values" @> indgang.day_and_time(s.starts_at));
        perform indgang.queue_letter(seat.person_id, 'seat_cancelled',
            indgang.day_and_time(s.starts_at), seat.booking_id,
            '/tilbud/plads/' || seat.booking_id, '{}', true, at, s.starts_at, first_try, at);
        perform pg_notify('indgang_live', 'guest:' || seat.person_id || ' seats');
        told := told + 1;
    end loop;
    return told;
end $$;

-- Everybody who had a wish in a draw is told once that it is made, and never by the message whether
-- he got a place: that stands on his own page.
create function indgang.tell_of_draw(
    wanted uuid, at timestamptz, first_try timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    told record;
    number integer := 0;
begin
    if indgang.key_kind() is distinct from 'worker' then
        return 0;
    end if;
    for told in
        select distinct on (l.person_id) l.person_id, l.booking_id, s.starts_at
        from offers_lot l join offers_booking b on b.id = l.booking_id
        join offers_session s on s.id = b.session_id
        where l.draw_id = wanted and s.starts_at > at
        order by l.person_id, (l.outcome = 'seated') desc, l.rank
    loop
        perform indgang.queue_letter(told.person_id, 'places_given', '{}', told.booking_id,
            '/tilbud/plads/' || told.booking_id, '{}', true, at, told.starts_at, first_try, at);
        number := number + 1;
    end loop;
    return number;
end $$;

revoke all on function indgang.concerned_by(uuid),
    indgang.tell_of_draw(uuid, timestamptz, timestamptz) from public;
grant execute on function indgang.tell_of_draw(uuid, timestamptz, timestamptz) to indgang_web;
