-- Ending the course of a guest whom nobody can reach any more. It is the house's own undertaking that
-- ends, so it needs no leave to read the plan, and reads nothing of it: days only. The guest sees that
-- it was done, when and by whom, and comes back with one press.

-- The last day the house and the guest were in touch, as far as anybody has noted. Nobody's to ask by
-- itself; the two below say who may.
create function indgang.last_contact_on(person uuid, today date) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select greatest(
        (select max(c.started_on) from plans_course c where c.person_id = person),
        (select max(r.back_on) from plans_return r where r.person_id = person),
        (select max(k."on") from plans_contact k where k.person_id = person),
        (select max(g."on") from plans_goalrating g where g.person_id = person),
        (select max(a.began_on) from plans_activity a where a.person_id = person),
        (select max((m.starts_at at time zone 'Europe/Copenhagen')::date)
         from plans_appointment m
         where m.person_id = person and m.cancelled_at is null
           and (m.starts_at at time zone 'Europe/Copenhagen')::date <= today),
        (select max((s.starts_at at time zone 'Europe/Copenhagen')::date)
         from offers_booking b join offers_session s on s.id = b.session_id
         where b.person_id = person and b.status = 'attended'))
$$;

-- The running course that the actor may end, and the last day of contact. Whoever meets guests in the
-- house and may see the card, and who goes along with the guest also when the leave to see him is over.
create function indgang.course_to_close(person uuid, today date)
returns table (course uuid, last_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.id, indgang.last_contact_on(c.person_id, today)
    from plans_course c
    where c.person_id = course_to_close.person and c.ended_on is null
      and c.person_id <> indgang.actor() and indgang.key_kind() = 'session'
      and indgang.has_role('host', 'guide', 'coordinator', 'outreach')
      and (c.person_id = any(indgang.cards()) or c.coordinator_id = indgang.actor()
           or exists (select from plans_courseguide g where g.course_id = c.id
                      and g.guide_id = indgang.actor() and g.until_on is null))
$$;

create function indgang.end_course(course uuid, how text, today date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update plans_course c set ended_on = today, ended_by = indgang.actor(), ended_how = how
    where c.id = course and c.ended_on is null;
    update plans_exit e set left_on = today, left_by = indgang.actor()
    where e.course_id = course and e.left_on is null
$$;

-- Ends it, and says which it was. Nobody's course is ended as quiet who has been heard of since the day;
-- to somebody who is dead nothing more is sent.
create function indgang.close_lost_course(person uuid, how text, today date, since date, at timestamptz)
returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    found_course uuid;
    found_last date;
begin
    select t.course, t.last_on into found_course, found_last
    from indgang.course_to_close(person, today) t;
    if found_course is null or how not in ('quiet', 'died')
       or (how = 'quiet' and found_last > since) then
        return null;
    end if;
    perform indgang.log_lookup(person, 'lukke forløb', '{card}', 'law', null);
    perform indgang.end_course(found_course, how, today);
    if how = 'died' then
        insert into post_silence (person_id, since) values (person, at) on conflict do nothing;
        update post_letter l set status = 'cancelled'
        where l.person_id = close_lost_course.person and l.status in ('queued', 'failed');
    end if;
    return found_course;
end $$;

-- For the worker: courses that everybody has forgotten.
create function indgang.close_forgotten_courses(today date, since date, most integer)
returns table (course uuid, person uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    for course, person in
        select c.id, c.person_id from plans_course c
        where c.ended_on is null and c.started_on <= since
          and indgang.last_contact_on(c.person_id, today) <= since
          and not exists (select from plans_appointment m where m.person_id = c.person_id
                          and m.cancelled_at is null and m.starts_at >= today)
        order by c.started_on limit most for update of c skip locked
    loop
        perform indgang.end_course(course, 'quiet', today);
        return next;
    end loop;
end $$;

-- Who came back after all hears from the house again, unless the silence is his own wish.
create function indgang.hear_of_the_house(person uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    delete from post_silence s
    using plans_course c
    where s.person_id = hear_of_the_house.person and c.person_id = s.person_id
      and c.ended_how = 'died' and (s.since at time zone 'Europe/Copenhagen')::date = c.ended_on
      and s.person_id = any(indgang.writable('plan'))
$$;

revoke all on function indgang.last_contact_on(uuid, date), indgang.course_to_close(uuid, date),
    indgang.end_course(uuid, text, date),
    indgang.close_lost_course(uuid, text, date, date, timestamptz),
    indgang.close_forgotten_courses(date, date, integer), indgang.hear_of_the_house(uuid) from public;
grant execute on function indgang.course_to_close(uuid, date),
    indgang.close_lost_course(uuid, text, date, date, timestamptz),
    indgang.close_forgotten_courses(date, date, integer), indgang.hear_of_the_house(uuid)
    to indgang_web;
