-- Holds back a flood of forms from one address, which is known by a keyed hash and for an hour.

-- True while an address has sent no more than the given number of forms at this door in the given
-- minutes. Each door counts by itself: who has written to the house may still take a seat.
create function indgang.knock(at_door text, address bytea, most integer, minutes integer)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from access_knock where at < now() - interval '2 hours';
    if (select count(*) from access_knock k where k.door = at_door and k.address_hash = address
        and k.at > now() - make_interval(mins => minutes)) >= most then
        return false;
    end if;
    insert into access_knock (door, address_hash, at) values (at_door, address, now());
    return true;
end $$;

revoke all on function indgang.knock(text, bytea, integer, integer) from public;
grant execute on function indgang.knock(text, bytea, integer, integer) to indgang_web;
