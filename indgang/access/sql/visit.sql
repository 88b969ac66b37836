-- A conversation saves as one types, and a live page fetches itself anew: each opens the guest. In
-- the guest's log that is one visit with its beginning, its end and how often, for as long as the
-- same person comes in the same role for the same reason with no more than a quarter between. What
-- is new (another reason, more kinds, another basis) is a line of its own. The server's log keeps
-- every single opening.
create or replace function indgang.log_lookup(
    person uuid, purpose text, kinds text[], basis text, unit uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    first_role text := coalesce((indgang.my_roles())[1], '');
begin
    raise log 'indgang: opened person=% actor=% purpose=%', person, indgang.actor(), purpose;
    update access_lookup l set last_at = now(), times = l.times + 1
    where l.id = (
        select x.id from access_lookup x
        where x.person_id = log_lookup.person and x.actor_id = indgang.actor()
          and x.at > now() - interval '12 hours'
          and coalesce(x.last_at, x.at) > now() - interval '15 minutes'
          and x.purpose = log_lookup.purpose and x.kinds::text[] = log_lookup.kinds
          and x.basis = log_lookup.basis and x.role = first_role
          and x.unit_id is not distinct from log_lookup.unit
        order by x.at desc limit 1);
    if not found then
        insert into access_lookup (at, person_id, actor_id, role, unit_id, purpose, kinds, basis)
        values (now(), person, indgang.actor(), first_role, unit, purpose, kinds, basis);
    end if;
end $$;
