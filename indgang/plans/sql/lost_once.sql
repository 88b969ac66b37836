-- The same as before, but that the last day of contact is looked for up to the database's own day, or
-- whoever sees only a card could ask for one day after the other and learn when a guest meets whom. And
-- who goes along with a guest whose leave ran out may end her course; not he to whom she has said stop.
create or replace function indgang.course_to_close(person uuid, today date)
returns table (course uuid, last_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.id, indgang.last_contact_on(
        c.person_id, (now() at time zone 'Europe/Copenhagen')::date)
    from plans_course c
    where c.person_id = course_to_close.person and c.ended_on is null
      and c.person_id <> indgang.actor() and indgang.key_kind() = 'session'
      and indgang.has_role('host', 'guide', 'coordinator', 'outreach')
      and (c.person_id = any(indgang.cards())
           or (c.coordinator_id = indgang.actor()
               or exists (select from plans_courseguide g where g.course_id = c.id
                          and g.guide_id = indgang.actor() and g.until_on is null))
              and not exists (
                  select from access_permission p
                  where p.person_id = c.person_id and p.to_person_id = indgang.actor()
                    and p.withdrawn_by = p.person_id
                    and not exists (
                        select from access_permission l
                        where l.person_id = p.person_id and l.to_person_id = p.to_person_id
                          and l.basis = 'guest' and l.valid_from > p.withdrawn_at)))
$$;

-- Of two who end a course at once, the second finds none: a guest who is quiet for the one is not
-- taken for dead by the other as well.
create or replace function indgang.close_lost_course(
    person uuid, how text, today date, since date, at timestamptz)
returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    found_course uuid;
    found_last date;
    day date := (now() at time zone 'Europe/Copenhagen')::date;
begin
    perform from plans_course c
    where c.id = (select t.course from indgang.course_to_close(person, day) t) for update;
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
