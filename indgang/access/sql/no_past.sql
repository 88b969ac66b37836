-- A permission begins now or later: one dated back would make a look-up from before it seem allowed.
create or replace function indgang.permit(
    person uuid, receiver uuid, unit uuid, organisation uuid, kinds text[], may_write boolean,
    why text, valid_from timestamptz, valid_until timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    own boolean := indgang.actor() = person and indgang.key_kind() in ('session', 'card');
    spoken boolean := person = any(indgang.writable('card')) and indgang.has_role(
        'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute');
begin
    if not coalesce(own or spoken, false) or receiver = person then
        return null;
    end if;
    -- Nothing given is from this very moment by the database's own clock, whatever the caller's says.
    -- That it ends after it begins is a constraint of the table.
    if valid_from < now() then
        raise exception 'a permission is not dated back' using errcode = '22023';
    end if;
    return indgang.add_permission(person, receiver, unit, organisation, kinds, may_write, why,
        'guest', '', coalesce(valid_from, now()), valid_until);
end $$;

-- The day is Denmark's for whoever signs in, as it is for his roles afterwards.
alter function indgang.enter(uuid, text, integer) set timezone = 'Europe/Copenhagen';
