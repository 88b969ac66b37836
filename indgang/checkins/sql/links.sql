-- The link of an invitation has done what it was for when the check-in no longer waits. Whoever asks
-- for this shortens a link and opens nothing, so it is enough to be somebody.
create function indgang.end_checkin_links(checkin uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    select c.person_id into person from checkins_checkin c
    where c.id = checkin and c.status <> 'waiting' and indgang.actor() is not null;
    if found then
        perform indgang.end_links_soon(person, 'besked:' || replace(checkin::text, '-', ''));
    end if;
end $$;
revoke all on function indgang.end_checkin_links(uuid) from public;
grant execute on function indgang.end_checkin_links(uuid) to indgang_web;
