-- Whether there is room, said by those who stand for the offer, signed in or by their link.
create function indgang.say_room(
    wanted uuid, says text, back_on date, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from offers_offer o where o.id = wanted and o.status <> 'closed'
        and (o.provider_id = any(indgang.answering_organisations())
             or o.provider_id = any(indgang.kept_organisations()))) then
        return false;
    end if;
    insert into offers_room (offer_id, says, back_on, said_at, said_by)
    values (wanted, say_room.says, say_room.back_on, moment, indgang.actor())
    on conflict (offer_id) do update set
        says = excluded.says, back_on = excluded.back_on, said_at = excluded.said_at,
        said_by = excluded.said_by, reminded_at = null;
    return true;
end $$;

revoke all on function indgang.say_room(uuid, text, date, timestamptz) from public;
grant execute on function indgang.say_room(uuid, text, date, timestamptz) to indgang_web;
