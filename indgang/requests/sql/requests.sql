-- Requests. A guest's own rows are his, and those he has opened them to; who is asked gets to know
-- what the guest has sent him, through these functions and of his own offers only.

-- Whether the actor is one of those who are asked.
create function indgang.is_asked(about text, offer uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case about
        when 'decision' then indgang.has_role('authority')
        else exists (select from offers_offer o where o.id = is_asked.offer
                     and o.provider_id = any(indgang.answering_organisations())) end
$$;

-- Those who are asked, to be told that somebody waits.
create function indgang.those_asked(about text, offer uuid) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
    select distinct m.person_id
    from people_membership m join people_unit u on u.id = m.unit_id
    where m.from_on <= current_date and (m.until_on is null or m.until_on > current_date)
      and case about
          when 'decision' then m.role = 'authority'
          else m.role = 'provider' and u.organisation_id =
              (select o.provider_id from offers_offer o where o.id = those_asked.offer) end
    order by m.person_id limit 20
$$;

-- Sends a request of an opened person; the same one if he has asked already and waits. The time to
-- decide runs from the day it was said, which is today and never later.
create function indgang.send_request(
    request uuid, person uuid, offer uuid, about text, words text, contact text,
    shows_name boolean, answer_by date, moment timestamptz, first_try timestamptz) returns uuid
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
declare
    found_one uuid;
    asked uuid;
begin
    if not person = any(indgang.writable('plan')) or not exists (
            select from offers_offer o where o.id = send_request.offer and o.status = 'published') then
        return null;
    end if;
    perform from people_person p where p.id = send_request.person for no key update;
    select r.id into found_one from requests_request r
    where r.person_id = send_request.person and r.offer_id = send_request.offer
      and r.state in ('sent', 'talk', 'expired') and r.settled_at is null;
    if found then
        return found_one;
    end if;
    insert into requests_request (id, person_id, offer_id, about, words, contact, shows_name,
        asked_on, sent_at, sent_by, answer_by, state, reason, reply)
    values (request, person, send_request.offer, send_request.about, send_request.words,
        send_request.contact, send_request.shows_name, moment::date, moment, indgang.actor(),
        send_request.answer_by, 'sent', '', '');
    for asked in select * from indgang.those_asked(about, offer) loop
        perform indgang.queue_letter(asked, 'request_waits',
            jsonb_build_object('day', to_char(send_request.answer_by, 'YYYY-MM-DD')), request,
            '/udfoerer/oensker/' || request, '{}', false, moment, null, first_try, moment);
    end loop;
    return request;
end $$;

create function indgang.withdraw_request(wanted uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update requests_request r set state = 'withdrawn'
    where r.id = wanted and r.person_id = any(indgang.writable('plan'))
      and r.state in ('sent', 'talk', 'expired', 'accepted') and r.settled_at is null;
    return found;
end $$;

-- What waits for the actor's answer, and what was answered in the last weeks: never the words.
create function indgang.requests_to_answer(since timestamptz) returns table (
    id uuid, offer_id uuid, about text, nickname text, state text, sent_at timestamptz,
    answer_by date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select r.id, r.offer_id, r.about::text,
           case when r.shows_name and r.state <> 'withdrawn' then p.nickname else '' end::text,
           r.state::text, r.sent_at, r.answer_by
    from requests_request r
    join offers_offer o on o.id = r.offer_id
    join people_person p on p.id = r.person_id
    where (r.about = 'place' and o.provider_id = any(indgang.answering_organisations())
           or r.about = 'decision' and (select indgang.has_role('authority')))
      and (r.state in ('sent', 'talk', 'expired') and r.settled_at is null
           or r.answered_at > since or r.state = 'withdrawn' and r.sent_at > since)
    order by r.answer_by, r.sent_at limit 200
$$;

-- One of them, with what the guest has written to those who are asked. Written in his log.
create function indgang.read_request(wanted uuid, purpose text) returns table (
    id uuid, offer_id uuid, about text, nickname text, words text, contact text, state text,
    asked_on date, sent_at timestamptz, answer_by date, reason text, reply text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    r requests_request;
begin
    select * into r from requests_request x where x.id = wanted;
    if not found or r.state = 'withdrawn' or not indgang.is_asked(r.about, r.offer_id) then
        return;
    end if;
    perform indgang.log_lookup(r.person_id, purpose, array['card'], 'guest', null);
    return query
        select r.id, r.offer_id, r.about::text,
               case when r.shows_name then p.nickname else '' end::text, r.words, r.contact::text,
               r.state::text, r.asked_on, r.sent_at, r.answer_by, r.reason::text, r.reply::text
        from people_person p where p.id = r.person_id;
end $$;

-- Who in the house takes what comes back: whoever sent it, a guide of the guest, else the colleague
-- who has least of it. Somebody who is away is passed over, and never is it nobody where anybody works.
create function indgang.next_holder(guest uuid, sender uuid, today date) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select m.person_id
    from people_membership m
    join people_unit u on u.id = m.unit_id
    join people_colleague c on c.person_id = m.person_id
    where m.role in ('coordinator', 'guide', 'host', 'peer_host')
      and m.from_on <= today and (m.until_on is null or m.until_on > today)
    order by (coalesce(c.away_until, '-infinity'::date) >= today),
             (m.person_id = sender) desc,
             exists (select from access_permission a where a.person_id = guest
                     and a.to_person_id = m.person_id and 'plan' = any(a.kinds)
                     and indgang.in_force(a)) desc,
             (u.kind = 'house') desc,
             array_position(array['coordinator', 'guide', 'host', 'peer_host']::text[], m.role::text),
             (select count(*) from requests_request h
              where h.holder_id = m.person_id and h.settled_at is null),
             m.person_id
    limit 1
$$;

-- Answers what the actor is asked. Returns whose it is, for the message; null for what is not his
-- or can no longer be answered so.
create function indgang.answer_request(
    wanted uuid, answer text, reason text, reply text, moment timestamptz) returns uuid
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
declare
    r requests_request;
    comes_back boolean := answer in ('not_now', 'talk');
begin
    select * into r from requests_request x where x.id = wanted for update;
    if not found or not indgang.is_asked(r.about, r.offer_id)
       or r.state not in ('sent', 'talk', 'expired') or r.settled_at is not null then
        return null;
    end if;
    update requests_request x set
        state = answer, reason = answer_request.reason, reply = answer_request.reply,
        answered_at = moment, answered_by = indgang.actor(),
        first_answer_at = coalesce(x.first_answer_at, moment),
        holder_id = case when comes_back then coalesce(x.holder_id,
            indgang.next_holder(r.person_id, r.sent_by, moment::date)) else x.holder_id end,
        back_at = case when comes_back then coalesce(x.back_at, moment) else x.back_at end,
        settled_at = null, settled_by = null
    where x.id = wanted;
    if comes_back then
        perform indgang.tell_houses();
    end if;
    return r.person_id;
end $$;

-- Open pages of the day in the house look again.
create function indgang.tell_houses() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    select pg_notify('indgang_live', 'house:' || u.id || ' requests')
    from people_unit u where u.kind = 'house' and u.closed_on is null
$$;

-- What has come back to the house, longest first: what it is and who has it, never the words.
create function indgang.requests_in_house() returns table (
    id uuid, person_id uuid, offer_id uuid, about text, state text, sent_at timestamptz,
    back_at timestamptz, holder_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select r.id, r.person_id, r.offer_id, r.about::text, r.state::text, r.sent_at, r.back_at,
        r.holder_id
    from requests_request r
    where r.back_at is not null and r.settled_at is null
      and r.state in ('expired', 'not_now', 'talk')
      and indgang.has_role('host', 'peer_host', 'guide', 'coordinator')
    order by r.back_at limit 200
$$;

create function indgang.take_request(wanted uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not indgang.has_role('host', 'peer_host', 'guide', 'coordinator') then
        return false;
    end if;
    update requests_request r set holder_id = indgang.actor()
    where r.id = wanted and r.back_at is not null and r.settled_at is null;
    if not found then
        return false;
    end if;
    perform indgang.tell_houses();
    return true;
end $$;

-- Somebody has talked with the guest. Whose it is comes back for the page that is open.
create function indgang.settle_request(wanted uuid, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    whose uuid;
begin
    if not indgang.has_role('host', 'peer_host', 'guide', 'coordinator') then
        return null;
    end if;
    update requests_request r set settled_at = moment, settled_by = indgang.actor()
    where r.id = wanted and r.back_at is not null and r.settled_at is null
      and r.state in ('expired', 'not_now', 'talk')
    returning r.person_id into whose;
    perform indgang.tell_houses();
    return whose;
end $$;

-- What nobody answered in time becomes somebody's in the house. For the worker.
create function indgang.expire_requests(today date, moment timestamptz)
returns table (id uuid, person_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    return query
        update requests_request r set
            state = 'expired', back_at = coalesce(r.back_at, moment),
            holder_id = coalesce(r.holder_id, indgang.next_holder(r.person_id, r.sent_by, today))
        where r.state = 'sent' and r.answer_by < today
        returning r.id, r.person_id;
    perform indgang.tell_houses();
end $$;

-- How soon and how often with a yes, of the last year and in days; nothing of fewer than five.
create function indgang.measure_replies(moment timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    counted integer;
begin
    if indgang.key_kind() <> 'worker' then
        return 0;
    end if;
    delete from offers_replytime;
    insert into offers_replytime (organisation_id, days, yes_percent, counted_at)
    select o.provider_id,
        ceil(percentile_cont(0.5) within group (order by
            extract(epoch from coalesce(r.first_answer_at, moment) - r.sent_at) / 86400))::integer,
        round(100.0 * count(*) filter (where r.state = 'accepted') / count(*))::integer, moment
    from requests_request r join offers_offer o on o.id = r.offer_id
    where r.about = 'place' and r.sent_at > moment - interval '365 days'
      and r.state <> 'withdrawn' and (r.first_answer_at is not null or r.state = 'expired')
    group by o.provider_id having count(distinct r.person_id) >= 5;
    get diagnostics counted = row_count;
    delete from offers_decisiontime;
    insert into offers_decisiontime (offer_id, days, counted_at)
    select r.offer_id,
        ceil(percentile_cont(0.5) within group (order by
            extract(epoch from r.answered_at - r.sent_at) / 86400))::integer, moment
    from requests_request r
    where r.about = 'decision' and r.state in ('accepted', 'letter')
      and r.sent_at > moment - interval '365 days'
    group by r.offer_id having count(distinct r.person_id) >= 5;
    return counted;
end $$;

-- Asks those who stand for an offer whether its figure holds, when it is older than it may be. Who is
-- asked is asked once until he has answered, or as much time again has gone. For the worker.
create function indgang.remind_of_room(
    moment timestamptz, first_try timestamptz, usual_days integer) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    old record;
    asked uuid;
    told integer := 0;
begin
    if indgang.key_kind() <> 'worker' then
        return 0;
    end if;
    for old in
        select o.id, coalesce(m.fresh_days, p.fresh_days, usual_days) as days
        from offers_offer o
        left join offers_room m on m.offer_id = o.id
        left join requests_pace p on p.organisation_id = o.provider_id
        where o.status = 'published'
          and coalesce(greatest(m.said_at, o.checked_at, m.reminded_at), o.updated_at)
              < moment - make_interval(days => coalesce(m.fresh_days, p.fresh_days, usual_days))
    loop
        for asked in select * from indgang.those_asked('place', old.id) loop
            perform indgang.queue_letter(asked, 'room_old', '{}', null, '/udfoerer/plads', '{}',
                false, moment, null, first_try, moment);
            told := told + 1;
        end loop;
        insert into offers_room (offer_id, says, reminded_at) values (old.id, '', moment)
        on conflict (offer_id) do update set reminded_at = excluded.reminded_at;
    end loop;
    return told;
end $$;

revoke all on function indgang.is_asked(text, uuid), indgang.those_asked(text, uuid),
    indgang.send_request(uuid, uuid, uuid, text, text, text, boolean, date, timestamptz, timestamptz),
    indgang.withdraw_request(uuid), indgang.requests_to_answer(timestamptz),
    indgang.read_request(uuid, text), indgang.next_holder(uuid, uuid, date),
    indgang.answer_request(uuid, text, text, text, timestamptz), indgang.tell_houses(),
    indgang.requests_in_house(), indgang.take_request(uuid),
    indgang.settle_request(uuid, timestamptz), indgang.expire_requests(date, timestamptz),
    indgang.measure_replies(timestamptz),
    indgang.remind_of_room(timestamptz, timestamptz, integer) from public;
grant execute on function
    indgang.send_request(uuid, uuid, uuid, text, text, text, boolean, date, timestamptz, timestamptz),
    indgang.withdraw_request(uuid), indgang.requests_to_answer(timestamptz),
    indgang.read_request(uuid, text),
    indgang.answer_request(uuid, text, text, text, timestamptz), indgang.requests_in_house(),
    indgang.take_request(uuid), indgang.settle_request(uuid, timestamptz),
    indgang.expire_requests(date, timestamptz), indgang.measure_replies(timestamptz),
    indgang.remind_of_room(timestamptz, timestamptz, integer) to indgang_web;
