-- The same answers as before for those who ask every time the house's page is shown, without going
-- through everyone whose card may be read.

create index plans_courseguide_going on plans_courseguide (guide_id) where until_on is null;

-- Courses that run and that the colleague goes along with.
create or replace function indgang.guests_of(colleague uuid)
returns table (person_id uuid, course_id uuid, started_on date, review_on date, ended_on date,
    guide_ids uuid[], coordinator_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.person_id, c.id, c.started_on, c.review_on, c.ended_on,
        array(select g.guide_id from plans_courseguide g
              where g.course_id = c.id and g.until_on is null order by g.added_at),
        c.coordinator_id
    from plans_courseguide mine join plans_course c on c.id = mine.course_id
    where mine.guide_id = colleague and mine.until_on is null and c.ended_on is null
      and c.person_id = any((select indgang.cards())::uuid[])
    order by c.started_on, c.person_id
$$;

-- Whoever was met or seen since the day is left out first: that is nearly everybody, and cheap to
-- see. Only for the few who are left is it asked when everything else was.
create or replace function indgang.quiet_guests(today date, since date)
returns table (person_id uuid, last_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select q.person_id, q.last_on
    from (
        select c.person_id, greatest(
            c.started_on,
            (select max(r.back_on) from plans_return r where r.course_id = c.id),
            (select max(k."on") from plans_contact k where k.person_id = c.person_id),
            (select max(g."on") from plans_goalrating g where g.person_id = c.person_id),
            (select max(a.began_on) from plans_activity a where a.person_id = c.person_id),
            (select max((m.starts_at at time zone 'Europe/Copenhagen')::date)
             from plans_appointment m
             where m.person_id = c.person_id and m.cancelled_at is null
               and (m.starts_at at time zone 'Europe/Copenhagen')::date <= today),
            (select max((s.starts_at at time zone 'Europe/Copenhagen')::date)
             from offers_booking b
             join offers_session s on s.id = b.session_id
             where b.person_id = c.person_id and b.status = 'attended')) as last_on
        from plans_course c
        where c.ended_on is null and c.started_on <= since
          and c.person_id = any((select indgang.cards())::uuid[])
          and not exists (select from plans_contact k
                          where k.person_id = c.person_id and k."on" > since)
          and not exists (select from plans_appointment m
                          where m.person_id = c.person_id and m.cancelled_at is null
                            and (m.starts_at at time zone 'Europe/Copenhagen')::date > since
                            and (m.starts_at at time zone 'Europe/Copenhagen')::date <= today)
          and indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach')
        offset 0) q
    where q.last_on <= since
    order by q.last_on
$$;

revoke all on function indgang.guests_of(uuid) from public;
grant execute on function indgang.guests_of(uuid) to indgang_web;
