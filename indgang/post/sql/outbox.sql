-- The outbox. Whoever acts may leave a message for somebody, and cannot read it back; only the
-- worker takes it out, and only with the person opened does it see where to send it.

create function indgang.queue_letter(
    person uuid, message text, vals jsonb, about uuid, link_path text, link_kinds text[],
    urgent boolean, not_before timestamptz, not_after timestamptz, first_try timestamptz,
    at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    letter uuid;
begin
    if indgang.actor() is null then
        raise exception 'nobody queues nothing' using errcode = '42501';
    end if;
    if length(vals::text) > 300 then
        raise exception 'too much for a message' using errcode = '22023';
    end if;
    -- One at a time: two who queue for the same person at once would both pass the checks below.
    perform from people_person p where p.id = queue_letter.person for no key update;
    if not found then
        return null;
    end if;
    select l.id into letter from post_letter l
    where l.person_id = queue_letter.person and l.message = queue_letter.message
      and l.status in ('queued', 'failed') and l.values = vals
      and l.about is not distinct from queue_letter.about
      and l.link_path = queue_letter.link_path;
    if found then
        return letter;
    end if;
    -- A full outbox is a mistake or a nuisance, never forty pieces of news.
    if (select count(*) from post_letter l
        where l.person_id = queue_letter.person and l.status in ('queued', 'failed')) >= 40 then
        raise log 'indgang: outbox full person=%', queue_letter.person;
        return null;
    end if;
    insert into post_letter (id, person_id, message, "values", about, link_path, link_kinds,
        urgent, not_before, not_after, status, channel, attempts, next_try_at, last_error,
        queued_at, queued_by)
    values (gen_random_uuid(), queue_letter.person, queue_letter.message, vals, queue_letter.about,
        queue_letter.link_path, queue_letter.link_kinds, queue_letter.urgent,
        queue_letter.not_before, queue_letter.not_after, 'queued', '', 0, first_try, '', at,
        indgang.actor())
    returning id into letter;
    return letter;
end $$;

-- What is over does not notify. The id of the thing is known only to those who may see it.
create function indgang.cancel_letters(thing uuid, only_message text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    cancelled integer;
begin
    if indgang.actor() is null then
        return 0;
    end if;
    update post_letter l set status = 'cancelled'
    where l.about = thing and l.status in ('queued', 'failed')
      and (only_message = '' or l.message = only_message);
    get diagnostics cancelled = row_count;
    return cancelled;
end $$;

-- Persons with something to be sent by now. Clears away what is over on the way, and what a worker
-- held when it was killed: that is tried once more, and no more than once.
create function indgang.post_due(at timestamptz, most integer) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    update post_letter l set status = 'cancelled', last_error = 'too_late'
    where l.status in ('queued', 'failed') and l.next_try_at <= at and l.not_after < at;
    update post_letter l
    set status = case when l.last_error = 'interrupted' then 'given_up' else 'failed' end,
        last_error = 'interrupted'
    where l.status = 'sending' and l.next_try_at <= at;
    return query
        select l.person_id from post_letter l
        where l.status in ('queued', 'failed') and l.next_try_at <= at
        group by l.person_id order by min(l.next_try_at) limit most;
end $$;

-- Takes a person's due messages in hand, so that no other worker sends them too.
create function indgang.claim_letters(person uuid, at timestamptz, held_until timestamptz)
returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    return query
        update post_letter l
        set status = 'sending', attempts = l.attempts + 1, next_try_at = held_until
        where l.id in (
            select d.id from post_letter d
            where d.person_id = claim_letters.person and d.status in ('queued', 'failed')
              and d.next_try_at <= at
            order by d.queued_at for update skip locked)
        returning l.id;
end $$;

create function indgang.settle_letters(
    ids uuid[], became text, by_channel text, error text, next_try timestamptz, at timestamptz)
returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    settled integer;
begin
    if indgang.key_kind() <> 'worker' then
        return 0;
    end if;
    update post_letter l
    set status = became, channel = by_channel, last_error = error,
        next_try_at = coalesce(next_try, l.next_try_at),
        sent_at = case when became = 'sent' then at end
    where l.id = any(ids) and l.status = 'sending';
    get diagnostics settled = row_count;
    return settled;
end $$;

create function indgang.keeps_post() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'leader', 'administrator')
$$;

-- What did not get through, latest first: never what it said or where it should have gone.
create function indgang.failed_letters(most integer) returns table (
    id uuid, person_id uuid, channel text, status text, attempts smallint, last_error text,
    queued_at timestamptz, next_try_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select l.id, l.person_id, l.channel, l.status, l.attempts, l.last_error, l.queued_at,
        l.next_try_at
    from post_letter l
    where l.status in ('failed', 'given_up') and indgang.keeps_post()
    order by l.queued_at desc limit least(most, 200)
$$;

create function indgang.retry_letter(letter uuid, next_try timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update post_letter l
    set status = 'queued', attempts = 0, last_error = '', next_try_at = next_try, not_after = null
    where l.id = letter and l.status in ('failed', 'given_up') and indgang.keeps_post();
    return found;
end $$;

create function indgang.drop_letter(letter uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update post_letter l set status = 'cancelled'
    where l.id = letter and l.status in ('failed', 'given_up') and indgang.keeps_post();
    return found;
end $$;

-- The link at the foot of a message: whoever holds it can stop messages to its receiver and start
-- them again, and can do and see nothing else.
create function indgang.set_silence(letter uuid, silent boolean, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    receiver uuid;
begin
    select l.person_id into receiver from post_letter l where l.id = letter;
    if not found then
        return false;
    end if;
    if silent then
        insert into post_silence (person_id, since) values (receiver, at) on conflict do nothing;
        update post_letter l set status = 'cancelled'
        where l.person_id = receiver and l.status in ('queued', 'failed');
    else
        delete from post_silence s where s.person_id = receiver;
    end if;
    return true;
end $$;

revoke all on function
    indgang.queue_letter(uuid, text, jsonb, uuid, text, text[], boolean, timestamptz, timestamptz,
        timestamptz, timestamptz),
    indgang.cancel_letters(uuid, text), indgang.post_due(timestamptz, integer),
    indgang.claim_letters(uuid, timestamptz, timestamptz),
    indgang.settle_letters(uuid[], text, text, text, timestamptz, timestamptz),
    indgang.keeps_post(), indgang.failed_letters(integer),
    indgang.retry_letter(uuid, timestamptz), indgang.drop_letter(uuid),
    indgang.set_silence(uuid, boolean, timestamptz) from public;
grant execute on function
    indgang.queue_letter(uuid, text, jsonb, uuid, text, text[], boolean, timestamptz, timestamptz,
        timestamptz, timestamptz),
    indgang.cancel_letters(uuid, text), indgang.post_due(timestamptz, integer),
    indgang.claim_letters(uuid, timestamptz, timestamptz),
    indgang.settle_letters(uuid[], text, text, text, timestamptz, timestamptz),
    indgang.failed_letters(integer), indgang.retry_letter(uuid, timestamptz),
    indgang.drop_letter(uuid), indgang.set_silence(uuid, boolean, timestamptz) to indgang_web;
