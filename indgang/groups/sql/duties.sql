-- The chain of hands through which the key, the cash box and the telephone have gone. Only these
-- functions write it, one at a time for each group, so that the chain has no gap and no fork.

create function indgang.holder_of(wanted uuid, what text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select h.to_member_id from groups_handover h
    where h.group_id = wanted and h.duty = what and h.number is not null
    order by h.number desc limit 1
$$;

create function indgang.pass_on(
    wanted uuid, what text, from_chair uuid, to_chair uuid, moment timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into groups_handover
        (id, group_id, duty, from_member_id, to_member_id, offered_at, taken_at, number)
    select gen_random_uuid(), wanted, what, from_chair, to_chair, moment, moment,
           coalesce(max(h.number), 0) + 1
    from groups_handover h where h.group_id = wanted and h.duty = what
$$;

create function indgang.my_chair_in(wanted uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    chair uuid;
begin
    perform from groups_group g where g.id = wanted for no key update;
    select b.member_id into chair from groups_belonging b
    where b.group_id = wanted and b.member_id = any(indgang.my_chairs());
    return chair;
end $$;

-- What nobody has, anybody at the table may take.
create function indgang.take_duty(wanted uuid, what text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    chair uuid := indgang.my_chair_in(wanted);
begin
    if chair is null or what <> all(array['key', 'cash', 'contact'])
       or indgang.holder_of(wanted, what) is not null then
        return false;
    end if;
    perform indgang.pass_on(wanted, what, null, chair, moment);
    return true;
end $$;

-- Who has it holds it out to another, in place of whom it was held out to before.
create function indgang.offer_duty(wanted uuid, what text, to_chair uuid, moment timestamptz)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    chair uuid := indgang.my_chair_in(wanted);
begin
    if chair is null or indgang.holder_of(wanted, what) is distinct from chair or to_chair = chair
       or not exists (select from groups_member m
                      where m.id = to_chair and m.group_id = wanted and m.left_at is null) then
        return false;
    end if;
    delete from groups_handover h
    where h.group_id = wanted and h.duty = what and h.taken_at is null;
    insert into groups_handover (id, group_id, duty, from_member_id, to_member_id, offered_at)
    values (gen_random_uuid(), wanted, what, chair, to_chair, moment);
    return true;
end $$;

-- The other one's yes or no; who held it out may also take it back.
create function indgang.answer_duty(handover uuid, yes boolean, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    h groups_handover;
    chair uuid;
begin
    select * into h from groups_handover o where o.id = handover and o.taken_at is null;
    if not found then
        return false;
    end if;
    chair := indgang.my_chair_in(h.group_id);
    if chair is null or chair <> h.to_member_id and (yes or chair <> h.from_member_id) then
        return false;
    end if;
    delete from groups_handover o where o.id = handover and o.taken_at is null;
    if not found or yes and indgang.holder_of(h.group_id, h.duty) is distinct from h.from_member_id
    then
        return false;
    end if;
    if yes then
        perform indgang.pass_on(h.group_id, h.duty, h.from_member_id, h.to_member_id, moment);
    end if;
    return true;
end $$;

revoke all on function indgang.holder_of(uuid, text),
    indgang.pass_on(uuid, text, uuid, uuid, timestamptz), indgang.my_chair_in(uuid),
    indgang.take_duty(uuid, text, timestamptz), indgang.offer_duty(uuid, text, uuid, timestamptz),
    indgang.answer_duty(uuid, boolean, timestamptz) from public;
grant execute on function indgang.take_duty(uuid, text, timestamptz),
    indgang.offer_duty(uuid, text, uuid, timestamptz),
    indgang.answer_duty(uuid, boolean, timestamptz) to indgang_web;
