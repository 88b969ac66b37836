-- When the house ends a course that was lost, nothing more of it is asked. Whoever ended it may do this
-- and nothing else: the plan need not be open to him.
create function indgang.drop_checkins_of_lost(thing uuid, at timestamptz) returns setof uuid
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update checkins_checkin c set status = 'dropped', ended_at = at
    where c.about = thing and c.status = 'waiting'
      and exists (select from plans_course k where k.id = thing and k.person_id = c.person_id
                  and k.ended_how in ('quiet', 'died') and k.ended_by = indgang.actor())
    returning c.id
$$;
revoke all on function indgang.drop_checkins_of_lost(uuid, timestamptz) from public;
grant execute on function indgang.drop_checkins_of_lost(uuid, timestamptz) to indgang_web;
