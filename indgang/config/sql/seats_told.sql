-- Whoever changes a session tells those who have or wait for a seat in it, without learning who
-- they are. What is said is made here from the session itself: no caller has words of his own.

create function indgang.day_and_time(instant timestamptz) returns jsonb
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
    select jsonb_build_object(
        'day', to_char(instant at time zone 'Europe/Copenhagen', 'YYYY-MM-DD'),
        'time', to_char(instant at time zone 'Europe/Copenhagen', 'HH24:MI'))
$$;

-- Those who are offered a seat and have not heard of it. Safe for anyone to call: each is told once.
create function indgang.tell_of_passed_on_seats(
    wanted uuid, at timestamptz, first_try timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    seat record;
begin
    update post_letter l set status = 'cancelled'
    from offers_booking b
    where b.session_id = wanted and b.status = 'cancelled' and l.about = b.id
      and l.status in ('queued', 'failed');
    for seat in
        select b.id, b.person_id, b.offered_until from offers_booking b
        where b.session_id = wanted and b.status = 'offered' and b.offered_until > at
          and not exists (
              select from post_letter l where l.about = b.id and l.message = 'seat_offered')
    loop
        perform indgang.queue_letter(seat.person_id, 'seat_offered',
            indgang.day_and_time(seat.offered_until), seat.id, '/tilbud/plads/' || seat.id, '{}',
            true, at, seat.offered_until, first_try, at);
    end loop;
end $$;

-- Those who have or wait for a seat in what is moved, by whoever keeps the offer. What was queued
-- about the old time is taken back.
create function indgang.tell_of_moved_session(
    wanted uuid, at timestamptz, first_try timestamptz, remind_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    seat record;
    told integer := 0;
begin
    for seat in
        select b.id, b.person_id, b.status, s.starts_at from offers_booking b
        join offers_session s on s.id = b.session_id
        where s.id = wanted and s.cancelled_at is null and s.starts_at > at
          and s.offer_id = any(indgang.kept_offers())
          and b.status in ('seated', 'offered', 'waiting')
    loop
        update post_letter l set status = 'cancelled'
        where l.about = seat.id and l.status in ('queued', 'failed')
          and l.message in ('seat_taken', 'seat_moved', 'appointment_tomorrow');
        perform indgang.queue_letter(seat.person_id, 'seat_moved',
            indgang.day_and_time(seat.starts_at), seat.id, '/tilbud/plads/' || seat.id, '{}',
            true, at, seat.starts_at, first_try, at);
        if seat.status = 'seated' and remind_at is not null then
            perform indgang.queue_letter(seat.person_id, 'appointment_tomorrow',
                indgang.day_and_time(seat.starts_at), seat.id, '/tilbud/plads/' || seat.id, '{}',
                false, remind_at, seat.starts_at, remind_at, at);
        end if;
        perform pg_notify('indgang_live', 'guest:' || seat.person_id || ' seats');
        told := told + 1;
    end loop;
    return told;
end $$;

drop function indgang.tell_of_cancelled_session(uuid, jsonb, timestamptz, timestamptz);
create function indgang.tell_of_cancelled_session(
    wanted uuid, at timestamptz, first_try timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    seat record;
    told integer := 0;
begin
    for seat in
        select b.id, b.person_id, s.starts_at from offers_booking b
        join offers_session s on s.id = b.session_id
        where s.id = wanted and s.cancelled_at is not null
          and s.cancelled_by = indgang.actor() and s.starts_at > at
          and b.status in ('seated', 'offered', 'waiting')
    loop
        update post_letter l set status = 'cancelled'
        where l.about = seat.id and l.status in ('queued', 'failed');
        perform indgang.queue_letter(seat.person_id, 'seat_cancelled',
            indgang.day_and_time(seat.starts_at), seat.id, '/tilbud/plads/' || seat.id, '{}',
            true, at, seat.starts_at, first_try, at);
        perform pg_notify('indgang_live', 'guest:' || seat.person_id || ' seats');
        told := told + 1;
    end loop;
    return told;
end $$;

revoke all on function indgang.day_and_time(timestamptz),
    indgang.tell_of_passed_on_seats(uuid, timestamptz, timestamptz),
    indgang.tell_of_moved_session(uuid, timestamptz, timestamptz, timestamptz),
    indgang.tell_of_cancelled_session(uuid, timestamptz, timestamptz) from public;
grant execute on function indgang.tell_of_passed_on_seats(uuid, timestamptz, timestamptz),
    indgang.tell_of_moved_session(uuid, timestamptz, timestamptz, timestamptz),
    indgang.tell_of_cancelled_session(uuid, timestamptz, timestamptz) to indgang_web;
