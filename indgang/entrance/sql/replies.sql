-- What goes back to somebody who wrote about another. Whoever writes can say that he is a doctor, a
-- sister or a friend, and be the one she has left. So the house answers in sentences of its own, and
-- that it has met her is told only to a workplace that was rung up, when she herself has said yes.
create function indgang.reply_to_third_party() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    i entrance_inquiry;
    may_be_told boolean;
begin
    if not new.from_house then
        if new.reply <> '' then
            raise exception 'only the house answers in its own sentences' using errcode = '42501';
        end if;
        return new;
    end if;
    select * into i from entrance_inquiry q where q.id = new.inquiry_id;
    if new.person_id is distinct from i.person_id or indgang.actor() = i.person_id
       or not indgang.has_role(
           'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute') then
        raise exception 'the house answers whoever wrote' using errcode = '42501';
    end if;
    if i.voice = 'self' then
        return new;
    end if;
    may_be_told := exists (
        select from access_permission p
        where p.person_id = i.about_id and p.to_person_id = i.person_id and p.basis = 'guest'
          and indgang.in_force(p));
    if new.words <> '' and not may_be_told then
        raise exception 'no words of the house about another' using errcode = '42501';
    end if;
    -- That she has been opened in this transaction puts it in her log.
    if new.reply = 'met' and not (
        i.voice = 'professional' and i.met_at is not null and i.sender_checked_at is not null
        and i.guest_agreed_at is not null
        and i.about_id = any(indgang.readable('card'))) then
        raise exception 'that they have met is hers to tell' using errcode = '42501';
    end if;
    return new;
end $$;
revoke all on function indgang.reply_to_third_party() from public;
create trigger entrance_inquirymessage_reply before insert or update of words, reply, from_house, inquiry_id, person_id
    on entrance_inquirymessage for each row
    when (session_user <> 'indgang_owner')  -- who restores a backup answers nobody
    execute function indgang.reply_to_third_party();

-- Who wrote keeps what he wrote, and confirms neither himself nor her yes.
create function indgang.sender_is_the_houses() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.actor() is distinct from old.person_id and indgang.has_role(
            'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')
       and coalesce(new.sender_checked_by, indgang.actor()) = any(
           array[indgang.actor(), old.sender_checked_by])
       and coalesce(new.guest_agreed_by, indgang.actor()) = any(
           array[indgang.actor(), old.guest_agreed_by]) then
        return new;
    end if;
    raise exception 'the house confirms who wrote' using errcode = '42501';
end $$;
revoke all on function indgang.sender_is_the_houses() from public;
create trigger entrance_inquiry_sender before update on entrance_inquiry
    for each row when (
        (old.sender_checked_at, old.sender_checked_by, old.guest_agreed_at, old.guest_agreed_by,
         old.voice, coalesce(old.about_id, new.about_id))
        is distinct from
        (new.sender_checked_at, new.sender_checked_by, new.guest_agreed_at, new.guest_agreed_by,
         new.voice, coalesce(new.about_id, old.about_id)))
    execute function indgang.sender_is_the_houses();
create function indgang.sender_begins_unknown() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'nobody is confirmed as he writes' using errcode = '42501';
end $$;
revoke all on function indgang.sender_begins_unknown() from public;
create trigger entrance_inquiry_begins before insert on entrance_inquiry
    for each row when (new.sender_checked_at is not null or new.guest_agreed_at is not null)
    execute function indgang.sender_begins_unknown();
