-- Whose plan or goals the actor may open today, because they have let him in: ids and nothing else. For
-- colleagues who have no page of the house's day to find them on.
create function indgang.let_me_in(most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct r.person_id
    from unnest(indgang.cards()) as c, lateral indgang.reaching_to(c) as r
    where r.kinds && array['plan', 'goals']::varchar[] and r.person_id <> indgang.actor()
      and indgang.key_kind() = 'session'
    limit most
$$;
revoke all on function indgang.let_me_in(integer) from public;
grant execute on function indgang.let_me_in(integer) to indgang_web;
