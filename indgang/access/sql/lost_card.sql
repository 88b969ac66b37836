-- A lost card: whoever found it may have made a link to the guest's pages with it, and a message on
-- a lost telephone holds another. So a new card ends every link too, and not only the sessions.
create or replace function indgang.replace_card(staff_raw text, person uuid, code text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.begin(staff_raw) is null
       or indgang.open(person, 'nyt nøglekort') is null
       or not person = any(indgang.writable('card'))
       or not (person = indgang.actor() or indgang.has_role(
           'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')) then
        return false;
    end if;
    update access_key k set revoked_at = now()
    where k.person_id = person and k.kind in ('card', 'link') and k.revoked_at is null;
    perform indgang.add_key(code, 'card', person, null, null, true, indgang.actor(), null, '');
    return true;
end $$;
