-- The link in a message opens part of somebody's own pages to whoever reads the message. So it lives
-- no longer than what it leads to, and never more than fourteen days.
drop function indgang.worker_link(text, uuid, text[], integer, text, text);
create function indgang.worker_link(
    worker_raw text, person uuid, kinds text[], lasting interval, raw text, label text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from indgang.live_key(worker_raw) k where k.kind = 'worker') then
        return false;
    end if;
    perform indgang.add_key(raw, 'link', person, null, kinds, true, null,
        now() + least(lasting, interval '14 days'), label);
    return true;
end $$;

-- What the links of this label lead to is over: an hour remains, to read the answer's own page and to
-- say that one would like to talk. For other functions, never for a page by itself.
create function indgang.end_links_soon(person uuid, wanted text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update access_key k set expires_at = least(k.expires_at, now() + interval '1 hour')
    where k.person_id = person and k.kind = 'link' and k.label = wanted and k.revoked_at is null
$$;

revoke all on function indgang.worker_link(text, uuid, text[], interval, text, text),
    indgang.end_links_soon(uuid, text) from public;
grant execute on function indgang.worker_link(text, uuid, text[], interval, text, text)
    to indgang_door;
