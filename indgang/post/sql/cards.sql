-- Letters about a new key card. Only what stands in access_newcard is ever told, so nobody who can
-- queue a letter frightens somebody with a card that was never made. The code itself, and the
-- address where a card is stopped, are not in the outbox: a colleague may read that of a guest who
-- has let him see how he is reached. The worker asks for them as it sends.

create or replace function indgang.send_card_code(wish uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into post_letter (id, person_id, message, "values", about, link_path, link_kinds,
        urgent, not_before, not_after, status, channel, attempts, next_try_at, last_error,
        queued_at, queued_by)
    select gen_random_uuid(), n.person_id, 'card_code', '{}', n.id, '', '{}', true, now(),
        now() + interval '15 minutes', 'queued', '', 0, now(), '', now(), n.asked_by
    from access_newcard n
    where n.id = wish and exists (
        select from people_contactpoint c where c.person_id = n.person_id)
$$;

create or replace function indgang.tell_of_new_card(wish uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into post_letter (id, person_id, message, "values", about, link_path, link_kinds,
        urgent, not_before, not_after, status, channel, attempts, next_try_at, last_error,
        queued_at, queued_by)
    select gen_random_uuid(), n.person_id, 'new_card', '{}', n.id, '/kort/stop/', '{}', true,
        now(), null, 'queued', '', 0, now(), '', now(), n.asked_by
    from access_newcard n
    where n.id = wish and exists (
        select from people_contactpoint c where c.person_id = n.person_id)
$$;

create function indgang.letter_about_card() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (
        select from access_newcard n
        where n.id = new.about and n.person_id = new.person_id
          and case new.message when 'card_code' then n.code <> '' and n.asked_at = now()
              else n.made_at = now() end)
    then
        raise exception 'no such card' using errcode = '42501';
    end if;
    return new;
end $$;
revoke all on function indgang.letter_about_card() from public;
create trigger post_letter_about_card before insert on post_letter
    for each row when (new.message in ('card_code', 'new_card'))
    execute function indgang.letter_about_card();

-- What the outbox does not hold: the code, or where the card is stopped. Only while it is in hand.
create function indgang.secret_of_letter(letter uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case l.message
        when 'card_code' then case when n.made_at is null
            and n.asked_at > now() - interval '15 minutes' then n.code end
        else n.stop_id::text end
    from post_letter l join access_newcard n on n.id = l.about
    where l.id = letter and l.status = 'sending' and l.message in ('card_code', 'new_card')
      and indgang.key_kind() = 'worker'
$$;
revoke all on function indgang.secret_of_letter(uuid) from public;
grant execute on function indgang.secret_of_letter(uuid) to indgang_web;
