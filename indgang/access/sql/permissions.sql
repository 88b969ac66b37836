-- Giving, withdrawing and, in an emergency, taking a permission; and how new persons come to be.

create function indgang.new_person(nickname text, language text) returns uuid
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into people_person
        (id, nickname, language, speaks, meet_where, meet_how, meet_whom, created_at)
    values (gen_random_uuid(), left(trim(nickname), 60), left(language, 8), '', '', '', '', now())
    returning id
$$;

create function indgang.add_permission(
    person uuid, receiver uuid, unit uuid, organisation uuid, kinds text[], may_write boolean,
    why text, basis text, law_section text, valid_from timestamptz, valid_until timestamptz
) returns uuid
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into access_permission (id, person_id, to_person_id, to_unit_id, to_organisation_id,
        kinds, may_write, why, basis, law_section, valid_from, valid_until, given_by)
    values (gen_random_uuid(), person, receiver, unit, organisation,
        array(select distinct k from unnest(kinds || '{card}'::text[]) k order by k), may_write,
        left(why, 300), basis, law_section, valid_from, valid_until, indgang.actor())
    returning id
$$;

-- A guest walks in: a new person, whose card the unit may see and keep from now on.
create function indgang.introduce(nickname text, language text, unit uuid, why text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    if not indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')
       or not unit = any(indgang.my_units()) then
        return null;
    end if;
    person := indgang.new_person(nickname, language);
    perform indgang.add_permission(person, null, unit, null, '{card}', true, why, 'guest', '',
        now(), now() + interval '1 year');
    perform indgang.log_lookup(person, 'ankomst', '{card}', 'guest', unit);
    perform indgang.let_in(person, '{card}', '{card}');
    return person;
end $$;

-- Somebody nobody knows comes in from the web: a new person with the given new key card, who is
-- from now on the actor of this transaction. An existing person never gets a key here.
create function indgang.arrive(nickname text, language text, code text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    if length(code) < 20 then
        raise exception 'too short a code' using errcode = '22023';
    end if;
    person := indgang.new_person(nickname, language);
    insert into access_key (hash, kind, person_id, may_write, issued_at, issued_by, label)
    values (indgang.hashed(code), 'card', person, true, now(), person, '');
    return indgang.begin(code);
end $$;

-- Somebody is worried about another: that other becomes a person the unit may see the card and
-- the words of, and whom the actor cannot open.
create function indgang.mention(nickname text, unit uuid, why text, law_section text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    if indgang.actor() is null then
        return null;
    end if;
    person := indgang.new_person(nickname, 'da');
    perform indgang.add_permission(person, null, unit, null, '{card}', true, why, 'law',
        law_section, now(), now() + interval '1 year');
    return person;
end $$;

-- The guest gives a permission, or somebody who has him open writes down his spoken yes.
create function indgang.permit(
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
    return indgang.add_permission(person, receiver, unit, organisation, kinds, may_write, why,
        'guest', '', least(valid_from, now()), valid_until);
end $$;

-- Ends a permission at once and cuts the live streams that show the person.
create function indgang.withdraw(permission uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    p access_permission;
begin
    select * into p from access_permission where id = permission and withdrawn_at is null for update;
    if not found or indgang.actor() is null or not (
        p.person_id = indgang.actor() and indgang.key_kind() in ('session', 'card')
        or p.to_person_id = indgang.actor()
        or p.person_id = any(indgang.writable('card'))) then
        return false;
    end if;
    update access_permission set withdrawn_at = now(), withdrawn_by = indgang.actor()
    where id = permission;
    perform pg_notify('indgang_live', 'cut guest:' || p.person_id);
    return true;
end $$;

-- Break-glass: read only, 24 hours, with a reason that the guest will see and a leader reviews.
create function indgang.break_glass(wanted uuid, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    permission uuid;
begin
    if not indgang.has_role('acute', 'guide', 'host') or length(trim(coalesce(reason, ''))) < 20
       or not exists (select from people_person where id = wanted) then
        return null;
    end if;
    raise log 'indgang: emergency person=% actor=%', wanted, indgang.actor();
    permission := indgang.add_permission(wanted, indgang.actor(), null, null,
        '{card,contact,crisis,plan}', false, reason, 'emergency', '', now(),
        now() + interval '24 hours');
    return permission;
end $$;

-- Emergencies to be reviewed, for leader and data protection officer: never the guest's records.
create function indgang.emergencies() returns table (
    id uuid, at timestamptz, given_by uuid, why text, reviewed_at timestamptz, reviewed_by uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.id, p.valid_from, p.given_by, p.why, p.reviewed_at, p.reviewed_by
    from access_permission p
    where p.basis = 'emergency' and indgang.has_role('leader', 'dpo')
    order by p.reviewed_at is not null, p.valid_from desc
$$;

create function indgang.review_emergency(permission uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update access_permission p set reviewed_at = now(), reviewed_by = indgang.actor()
    where p.id = permission and p.basis = 'emergency' and p.reviewed_at is null
      and p.given_by <> indgang.actor() and indgang.has_role('leader', 'dpo');
    return found;
end $$;

-- Look-ups for sample checks by the data protection officer: persons only as ids.
create function indgang.lookup_sample(since timestamptz, most integer) returns table (
    at timestamptz, actor_id uuid, person_id uuid, role text, unit_id uuid, purpose text, basis text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select l.at, l.actor_id, l.person_id, l.role, l.unit_id, l.purpose, l.basis
    from access_lookup l
    where l.at >= since and indgang.has_role('dpo')
    order by l.at desc limit least(most, 500)
$$;

-- A colleague begins: only an administrator adds one, never himself.
create function indgang.employ(
    shown_name text, title text, phone text, unit uuid, role text, from_on date) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    if not indgang.has_role('administrator') then
        return null;
    end if;
    person := indgang.new_person(shown_name, 'da');
    insert into people_colleague (person_id, shown_name, title, phone)
    values (person, shown_name, title, phone);
    insert into people_membership (id, person_id, unit_id, role, from_on)
    values (gen_random_uuid(), person, unit, role, from_on);
    return person;
end $$;

revoke all on function indgang.new_person(text, text),
    indgang.add_permission(uuid, uuid, uuid, uuid, text[], boolean, text, text, text, timestamptz,
        timestamptz),
    indgang.introduce(text, text, uuid, text), indgang.arrive(text, text, text),
    indgang.mention(text, uuid, text, text),
    indgang.permit(uuid, uuid, uuid, uuid, text[], boolean, text, timestamptz, timestamptz),
    indgang.withdraw(uuid), indgang.break_glass(uuid, text), indgang.emergencies(),
    indgang.review_emergency(uuid), indgang.lookup_sample(timestamptz, integer),
    indgang.employ(text, text, text, uuid, text, date) from public;
grant execute on function
    indgang.introduce(text, text, uuid, text), indgang.arrive(text, text, text),
    indgang.mention(text, uuid, text, text),
    indgang.permit(uuid, uuid, uuid, uuid, text[], boolean, text, timestamptz, timestamptz),
    indgang.withdraw(uuid), indgang.break_glass(uuid, text), indgang.emergencies(),
    indgang.review_emergency(uuid), indgang.lookup_sample(timestamptz, integer),
    indgang.employ(text, text, text, uuid, text, date) to indgang_web;
