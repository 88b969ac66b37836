-- A guest is told when others have agreed, changed or called off nights of his. What is said follows
-- from the stay itself: no caller has words of his own, and whoever keeps the thing learns no name.
create function indgang.tell_of_stay(
    wanted uuid, is_change boolean, at timestamptz, first_try timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s offers_stay;
    over timestamptz;
    said text;
begin
    select x.* into s from offers_stay x join offers_thing t on t.id = x.thing_id
    where x.id = wanted
      and (t.offer_id = any(indgang.nightly_offers())
           or x.person_id = any(indgang.writable('plan')));
    if not found then
        return false;
    end if;
    -- Who has not heard the yes yet reads it and the change in one.
    if is_change and exists (select from post_letter l where l.about = wanted
                             and l.message = 'stay_agreed' and l.status in ('queued', 'failed')) then
        return false;
    end if;
    update post_letter l set status = 'cancelled'
    where l.about = wanted and l.status in ('queued', 'failed')
      and l.message in ('stay_agreed', 'stay_changed', 'stay_off');
    over := upper(s.nights)::timestamp at time zone 'Europe/Copenhagen';
    said := case
        when s.state = 'called_off' and not is_change then 'stay_off'
        when s.state = 'agreed' and not is_change then 'stay_agreed'
        when s.state in ('agreed', 'there') and is_change then 'stay_changed' end;
    if said is null or over <= at or s.person_id is not distinct from indgang.actor() then
        return false;
    end if;
    return indgang.queue_letter(s.person_id, said,
        jsonb_build_object('day', to_char(
            case when is_change then greatest(lower(s.nights),
                (at at time zone 'Europe/Copenhagen')::date) else lower(s.nights) end,
            'YYYY-MM-DD')), wanted,
        '/tilbud/ophold/' || wanted, '{}', true, at, over, first_try, at) is not null;
end $$;

revoke all on function indgang.tell_of_stay(uuid, boolean, timestamptz, timestamptz) from public;
grant execute on function indgang.tell_of_stay(uuid, boolean, timestamptz, timestamptz)
    to indgang_web;
