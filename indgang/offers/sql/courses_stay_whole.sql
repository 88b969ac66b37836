-- A course's times and its room are its own offer's. Who has a place in a course is found by its room,
-- and carried over with it: a room or a course of somebody else's would show who comes there.
create function indgang.time_of_own_course() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (
            select from offers_run r where r.id = new.run_id and r.offer_id = new.offer_id) then
        raise exception 'a course has times of its own offer only' using errcode = '42501';
    end if;
    return new;
end $$;
create function indgang.room_of_own_course() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (
            select from offers_session s
            where s.id = new.room_id and s.offer_id = new.offer_id) then
        raise exception 'a course has its places in a time of its own offer' using errcode = '42501';
    end if;
    return new;
end $$;
revoke all on function indgang.time_of_own_course(), indgang.room_of_own_course() from public;

create trigger offers_session_own_course before insert or update of run_id, offer_id
    on offers_session for each row when (new.run_id is not null)
    execute function indgang.time_of_own_course();
create trigger offers_run_own_room before insert or update of room_id, offer_id
    on offers_run for each row when (new.room_id is not null)
    execute function indgang.room_of_own_course();
