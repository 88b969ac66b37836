-- Courses that run and whose guides are all away today or no longer work here: for everyone in the
-- house who may see the card, so that a guest does not wait for somebody who is not there.
create function indgang.guests_without_guide(today date)
returns table (person_id uuid, course_id uuid, started_on date, review_on date, ended_on date,
    guide_ids uuid[], coordinator_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with missing as (
        select o.person_id from people_colleague o
        where o.away_until >= today or not exists (
            select from people_membership m where m.person_id = o.person_id
              and m.from_on <= today and (m.until_on is null or m.until_on > today))),
    absent as (select coalesce(array_agg(m.person_id), '{}') as ids from missing m)
    select c.person_id, c.id, c.started_on, c.review_on, c.ended_on,
        array(select g.guide_id from plans_courseguide g
              where g.course_id = c.id and g.until_on is null order by g.added_at),
        c.coordinator_id
    from plans_course c
    where c.ended_on is null
      and indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach')
      and c.id in (select g.course_id from plans_courseguide g
                   where g.until_on is null and g.guide_id = any((select ids from absent)::uuid[]))
      and not exists (
          select from plans_courseguide g
          where g.course_id = c.id and g.until_on is null
            and g.guide_id <> all((select ids from absent)::uuid[]))
      and c.person_id = any((select indgang.cards())::uuid[])
    order by c.started_on, c.person_id
$$;

revoke all on function indgang.guests_without_guide(date) from public;
grant execute on function indgang.guests_without_guide(date) to indgang_web;
