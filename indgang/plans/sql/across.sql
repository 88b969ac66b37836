-- What spans persons: never a word of a plan, only ids, days and times, and only of persons whose
-- card the actor may read anyhow.

-- The next time each of them meets somebody or has a seat somewhere. No title: that is the plan's.
create function indgang.next_things(wanted uuid[], moment timestamptz)
returns table (person_id uuid, starts_at timestamptz, is_seat boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct on (n.person_id) n.person_id, n.starts_at, n.is_seat
    from (
        select a.person_id, a.starts_at, false as is_seat
        from plans_appointment a
        where a.person_id = any(wanted) and a.cancelled_at is null
          and coalesce(a.ends_at, a.starts_at + interval '1 hour') > moment
        union all
        select b.person_id, s.starts_at, true
        from offers_booking b join offers_session s on s.id = b.session_id
        where b.person_id = any(wanted) and b.status = 'seated' and s.cancelled_at is null
          and s.ends_at > moment) n
    where n.person_id = any((select indgang.cards())::uuid[])
    order by n.person_id, n.starts_at
$$;

-- Where the journey stands: the latest course of each, and who goes with him.
create function indgang.course_cards(wanted uuid[])
returns table (person_id uuid, course_id uuid, started_on date, review_on date, ended_on date,
    guide_ids uuid[], coordinator_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct on (c.person_id) c.person_id, c.id, c.started_on, c.review_on, c.ended_on,
        array(select g.guide_id from plans_courseguide g
              where g.course_id = c.id and g.until_on is null order by g.added_at),
        c.coordinator_id
    from plans_course c
    where c.person_id = any((select indgang.cards())::uuid[])
      and (wanted is null or c.person_id = any(wanted))
    order by c.person_id, c.ended_on desc nulls first, c.started_on desc
$$;

-- Guests in a course whom nobody has been in touch with since the day. Never somebody who has not
-- begun: nobody is chased for not having come yet.
create function indgang.quiet_guests(today date, since date)
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
        where c.ended_on is null and c.person_id = any((select indgang.cards())::uuid[])
          and indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach')) q
    where q.last_on <= since
    order by q.last_on
$$;

revoke all on function indgang.next_things(uuid[], timestamptz), indgang.course_cards(uuid[]),
    indgang.quiet_guests(date, date) from public;
grant execute on function indgang.next_things(uuid[], timestamptz), indgang.course_cards(uuid[]),
    indgang.quiet_guests(date, date) to indgang_web;
