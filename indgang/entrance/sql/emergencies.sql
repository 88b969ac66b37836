-- Whom the actor has opened in an emergency that still lasts: the way back to their pages.
create function indgang.own_emergencies() returns table (person_id uuid, until_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.person_id, max(p.valid_until)
    from access_permission p
    where p.to_person_id = indgang.actor() and p.basis = 'emergency' and indgang.in_force(p)
      and indgang.may_be_let_in()
    group by p.person_id
    order by 2
$$;
revoke all on function indgang.own_emergencies() from public;
grant execute on function indgang.own_emergencies() to indgang_web;
