-- The same as before, by the database's own day whatever the caller says it is: a meeting of yesterday
-- is contact, a course ends today, and the silence after a death begins now.
create or replace function indgang.close_lost_course(
    person uuid, how text, today date, since date, at timestamptz)
returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    found_course uuid;
    found_last date;
    day date := (now() at time zone 'Europe/Copenhagen')::date;
begin
    select t.course, t.last_on into found_course, found_last
    from indgang.course_to_close(person, day) t;
    if found_course is null or how not in ('quiet', 'died')
       or (how = 'quiet' and found_last > least(since, day - 30)) then
        return null;
    end if;
    perform indgang.log_lookup(person, 'lukke forløb', '{card}', 'law', null);
    perform indgang.end_course(found_course, how, day);
    if how = 'died' then
        insert into post_silence (person_id, since) values (person, now()) on conflict do nothing;
        update post_letter l set status = 'cancelled'
        where l.person_id = close_lost_course.person and l.status in ('queued', 'failed');
        update offers_booking b set status = 'cancelled'
        from offers_session s
        where b.person_id = close_lost_course.person and s.id = b.session_id
          and s.starts_at > now() and b.status in ('seated', 'waiting', 'offered');
    end if;
    return found_course;
end $$;
