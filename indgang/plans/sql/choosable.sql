-- Whom a guest may choose to hold the threads: colleagues who meet guests today, and guides of his own
-- who still work here. Ids of colleagues and nothing else: which of the roles, nobody is told.
create function indgang.may_hold_threads() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct m.person_id from people_membership m
    where m.from_on <= current_date and (m.until_on is null or m.until_on > current_date)
      and (m.role in ('guide', 'host', 'peer_host', 'coordinator')
           or m.role not in ('guest', 'relative', 'worker') and exists (
               select from plans_courseguide g
               where g.person_id = indgang.actor() and g.guide_id = m.person_id
                 and g.until_on is null))
      and indgang.actor() is not null and indgang.key_kind() in ('session', 'card')
$$;
revoke all on function indgang.may_hold_threads() from public;
grant execute on function indgang.may_hold_threads() to indgang_web;
