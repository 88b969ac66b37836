-- Check-ins belong to the course, so whoever may write the plan may lay them out; the answers are
-- the guest's, and stay behind the permission for check-ins.

create function indgang.lays_out_checkins(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select person = any(indgang.writable('plan')) or person = any(indgang.writable('checkins'))
$$;

-- One row for each moment: {"moment", "due_on", "opens_on", "closes_on", "instruments"}. What was
-- answered or passed over stays as it is; what waits or fell away gets its new days.
create function indgang.lay_out_checkins(person uuid, thing uuid, moments jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    laid_out integer;
begin
    if not indgang.lays_out_checkins(person) then
        return null;
    end if;
    insert into checkins_checkin (id, person_id, about, moment, instruments, due_on, opens_on,
        closes_on, status)
    select gen_random_uuid(), person, thing, m ->> 'moment',
        array(select jsonb_array_elements_text(m -> 'instruments')), (m ->> 'due_on')::date,
        (m ->> 'opens_on')::date, (m ->> 'closes_on')::date, 'waiting'
    from jsonb_array_elements(moments) as m
    on conflict (about, moment) do update
    set due_on = excluded.due_on, opens_on = excluded.opens_on, closes_on = excluded.closes_on,
        instruments = excluded.instruments, status = 'waiting', ended_at = null, invited_at = null
    where checkins_checkin.person_id = excluded.person_id
      and checkins_checkin.status in ('waiting', 'dropped')
      and checkins_checkin.opened_at is null;
    get diagnostics laid_out = row_count;
    return laid_out;
end $$;

-- What was to be asked after that day falls away. Returns what had been invited to already.
create function indgang.drop_checkins(
    person uuid, thing uuid, of_moments text, after_day date, at timestamptz) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not indgang.lays_out_checkins(person) then
        return;
    end if;
    return query
        update checkins_checkin c set status = 'dropped', ended_at = at
        where c.person_id = drop_checkins.person and c.about = thing and c.status = 'waiting'
          and c.moment like of_moments and c.due_on > after_day
        returning c.id;
end $$;

-- The worker's: which to invite to today. Marked at once, so that nobody is asked twice.
create function indgang.invite_checkins(today date, at timestamptz, most integer)
returns table (checkin uuid, person uuid, closes date)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    return query
        update checkins_checkin c set invited_at = at
        where c.id in (
            select d.id from checkins_checkin d
            where d.status = 'waiting' and d.invited_at is null and d.opened_at is null
              and d.moment not in ('own', 'conversation', 'week0')
              and d.due_on <= today and d.closes_on >= today
            order by d.due_on limit most for update skip locked)
        returning c.id, c.person_id, c.closes_on;
end $$;

-- Whose hands the actor sees: the house those whose card it may see, everyone else his own.
create function indgang.seen_hands() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when indgang.has_role('host', 'peer_host', 'guide', 'coordinator')
        then indgang.cards()
        else array(select indgang.actor() where indgang.actor() is not null) end
$$;

-- One hand at a time. Somebody who asks for a talk thereby lets the house know what he is called,
-- for four weeks: the page says so beside the button.
create function indgang.raise_hand(
    person uuid, reason text, words text, why text, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    hand uuid;
    unit uuid;
begin
    if not person = any(indgang.writable('checkins')) then
        return null;
    end if;
    insert into checkins_hand (id, person_id, reason, words, raised_at, outcome)
    values (gen_random_uuid(), person, raise_hand.reason, left(raise_hand.words, 500), at, '')
    on conflict (person_id) where settled_at is null do update
    set reason = case when excluded.reason = 'talk' then 'talk' else checkins_hand.reason end,
        words = case when excluded.words <> '' then excluded.words else checkins_hand.words end
    returning id into hand;
    if reason = 'talk' and person = indgang.actor() then
        for unit in
            select u.id from people_unit u where u.kind = 'house' and u.closed_on is null
              and not exists (
                  select from access_permission p where p.person_id = raise_hand.person
                    and p.to_unit_id = u.id and indgang.in_force(p))
        loop
            perform indgang.add_permission(person, null, unit, null, '{card}', false, why,
                'guest', '', now(), now() + interval '28 days');
        end loop;
    end if;
    return hand;
end $$;

create function indgang.take_hand(hand uuid, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    if not indgang.has_role('host', 'peer_host', 'guide', 'coordinator') then
        return null;
    end if;
    update checkins_hand h set taken_at = at, taken_by = indgang.actor()
    where h.id = hand and h.settled_at is null and h.person_id = any(indgang.cards())
    returning h.person_id into person;
    return person;
end $$;

create function indgang.settle_hand(hand uuid, how text, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    if indgang.actor() is null then
        return null;
    end if;
    update checkins_hand h set settled_at = at, settled_by = indgang.actor(), outcome = how
    where h.id = hand and h.settled_at is null and h.person_id = any(indgang.seen_hands())
    returning h.person_id into person;
    return person;
end $$;

revoke all on function
    indgang.lays_out_checkins(uuid), indgang.lay_out_checkins(uuid, uuid, jsonb),
    indgang.drop_checkins(uuid, uuid, text, date, timestamptz),
    indgang.invite_checkins(date, timestamptz, integer), indgang.seen_hands(),
    indgang.raise_hand(uuid, text, text, text, timestamptz),
    indgang.take_hand(uuid, timestamptz), indgang.settle_hand(uuid, text, timestamptz) from public;
grant execute on function
    indgang.lay_out_checkins(uuid, uuid, jsonb),
    indgang.drop_checkins(uuid, uuid, text, date, timestamptz),
    indgang.invite_checkins(date, timestamptz, integer), indgang.seen_hands(),
    indgang.raise_hand(uuid, text, text, text, timestamptz),
    indgang.take_hand(uuid, timestamptz), indgang.settle_hand(uuid, text, timestamptz)
    to indgang_web;
