-- Finding a guest again, among those whose card the actor may see. Answers are ids, never content.

-- Each one found gets a line in the guest's own log.
create function indgang.find_guests(wanted text) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    cards uuid[];
    pattern text := '%' || replace(replace(replace(trim(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
    found uuid;
begin
    if length(trim(coalesce(wanted, ''))) < 2 or not indgang.has_role(
        'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute') then
        return;
    end if;
    cards := indgang.cards();
    for found in
        select p.id from people_person p
        where p.id = any(cards) and p.nickname ilike pattern
        order by lower(p.nickname) = lower(trim(wanted)) desc, p.nickname, p.created_at desc
        limit 8
    loop
        perform indgang.log_lookup(found, 'søgning', '{card}', 'guest', null);
        return next found;
    end loop;
end $$;

-- Whose key card was laid on the desk, if the actor may see that card at all.
create function indgang.find_card(code text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    found uuid;
begin
    if not indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute') then
        return null;
    end if;
    select k.person_id into found from indgang.live_key(code) k where k.kind = 'card';
    if found is null or not found = any(indgang.cards()) then
        return null;
    end if;
    perform indgang.log_lookup(found, 'nøglekort vist', '{card}', 'guest', null);
    return found;
end $$;

-- Whether a guest who is open in this transaction has a key card that works.
create function indgang.has_card(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select person = any(indgang.readable('card')) and exists (
        select from access_key k
        where k.person_id = person and k.kind = 'card' and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now()))
$$;

revoke all on function indgang.find_guests(text), indgang.find_card(text), indgang.has_card(uuid)
    from public;
grant execute on function indgang.find_guests(text), indgang.find_card(text), indgang.has_card(uuid)
    to indgang_web;
