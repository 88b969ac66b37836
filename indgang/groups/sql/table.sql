-- Who sits at which table. Only a guest's own key card brings him there: what he is besides, and
-- what others may see of him, opens no group.

create function indgang.my_groups() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(b.group_id), '{}') from groups_belonging b
    where b.person_id = indgang.actor() and indgang.key_kind() = 'card'
$$;

create function indgang.my_chairs() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(b.member_id), '{}') from groups_belonging b
    where b.person_id = indgang.actor() and indgang.key_kind() = 'card'
$$;

create function indgang.sit_down(at_table uuid, shown text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    chair uuid := gen_random_uuid();
begin
    insert into groups_member (id, group_id, shown_name, joined_at)
    values (chair, at_table, shown, moment);
    insert into groups_belonging (member_id, group_id, person_id)
    values (chair, at_table, indgang.actor());
    return chair;
end $$;

-- A guest begins a group, and is its first member by that. False for anybody else, and for one who
-- is in many already.
create function indgang.begin_group(
    wanted uuid, address text, called text, about text, shown text, code text,
    code_until timestamptz, moment timestamptz, most integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.actor() is null or indgang.key_kind() <> 'card'
       or cardinality(indgang.my_groups()) >= most then
        return false;
    end if;
    insert into groups_group (id, slug, name, about, started_at, code, code_until, left_with)
    values (wanted, address, called, about, moment, code, code_until, '');
    perform indgang.sit_down(wanted, shown, moment);
    return true;
end $$;

-- Somebody who was told the code says yes for himself. The group's address; 'taken' if another sits
-- there by that name; '' for a code that lets nobody in.
create function indgang.join_group(typed text, shown text, moment timestamptz, most integer)
returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    g groups_group;
begin
    if indgang.actor() is null or indgang.key_kind() <> 'card' or coalesce(typed, '') = '' then
        return '';
    end if;
    select * into g from groups_group t
    where t.code = typed and t.code_until > moment and t.closed_at is null for no key update;
    if not found then
        return '';
    elsif g.id = any(indgang.my_groups()) then
        return g.slug;
    elsif cardinality(indgang.my_groups()) >= most then
        return '';
    elsif exists (select from groups_member m where m.group_id = g.id and m.left_at is null
                  and lower(m.shown_name) = lower(shown)) then
        return 'taken';
    end if;
    perform indgang.sit_down(g.id, shown, moment);
    return g.slug;
end $$;

-- A chair is left: the name is gone at once, and what he had in hand is nobody's, for all to see.
-- What stands in the cash book stays, by a former member.
create function indgang.empty_chair(chair uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    t uuid;
    table_of uuid;
    what text;
begin
    select m.group_id into table_of from groups_member m where m.id = chair;
    perform from groups_group g where g.id = table_of for no key update;
    update groups_member set left_at = moment, shown_name = ''
    where id = chair and left_at is null;
    if not found then
        return;
    end if;
    for t in
        delete from groups_turn r using offers_session s
        where r.member_id = chair and s.id = r.session_id and s.starts_at > moment
        returning r.id
    loop
        perform indgang.cancel_letters(t, '');
    end loop;
    update groups_purchase set buyer_id = null where buyer_id = chair and bought_at is null;
    delete from groups_handover
    where taken_at is null and (from_member_id = chair or to_member_id = chair);
    foreach what in array array['key', 'cash', 'contact'] loop
        if indgang.holder_of(table_of, what) = chair then
            perform indgang.pass_on(table_of, what, chair, null, moment);
        end if;
    end loop;
end $$;

-- One leaves by his own hand. The last one closes the group and says where key and money went.
create function indgang.leave_group(wanted uuid, went_to text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    chair uuid;
begin
    perform from groups_group g where g.id = wanted for no key update;
    select b.member_id into chair from groups_belonging b
    where b.group_id = wanted and b.member_id = any(indgang.my_chairs());
    if not found then
        return false;
    end if;
    perform indgang.empty_chair(chair, moment);
    delete from groups_belonging b where b.member_id = chair;
    update groups_group g set closed_at = moment, left_with = went_to
    where g.id = wanted and not exists (select from groups_belonging b where b.group_id = wanted);
    return true;
end $$;

-- However somebody's chair comes to be empty, also when he is forgotten altogether.
create function indgang.chair_was_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform indgang.empty_chair(old.member_id, now());
    update groups_group g set closed_at = now(), code = '', code_until = null
    where g.id = old.group_id and g.closed_at is null
      and not exists (select from groups_belonging b where b.group_id = g.id);
    return null;
end $$;

-- What anybody may know of a group: its name and its offer, once the house shows that.
create function indgang.group_front(address text) returns table (name text, offer_slug text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.name::text, o.slug::text from groups_group g join offers_offer o on o.id = g.offer_id
    where g.slug = address and o.status = 'published' and g.closed_at is null
$$;

-- Groups that have asked to be shown, for those who keep offers: what the group wrote to be shown,
-- and nothing about who is in it.
create function indgang.groups_asking()
returns table (id uuid, name text, about text, asked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.id, g.name::text, g.about::text, g.asked_at from groups_group g
    where g.asked_at is not null and g.offer_id is null and g.closed_at is null
      and indgang.has_role('administrator', 'provider')
    order by g.asked_at
$$;

-- The offer that shows such a group in the overview, by one who keeps that offer.
create function indgang.show_group(wanted uuid, as_offer uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update groups_group g set offer_id = as_offer, asked_at = null
    from offers_offer o
    where g.id = wanted and g.asked_at is not null and g.offer_id is null and g.closed_at is null
      and indgang.has_role('administrator', 'provider')
      and o.id = as_offer and o.id = any(indgang.kept_offers()) and o.run_by = 'users'
      and not exists (select from groups_group other where other.offer_id = as_offer);
    return found;
end $$;

-- Who opens tomorrow and has not been told yet, for the worker.
create function indgang.turns_to_remember(moment timestamptz, today date, most integer)
returns table (turn uuid, person uuid, starts_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select t.id, b.person_id, s.starts_at
    from groups_turn t
    join groups_belonging b on b.member_id = t.member_id
    join offers_session s on s.id = t.session_id
    where indgang.key_kind() = 'worker' and s.cancelled_at is null and s.starts_at > moment
      and s.starts_at >= (today + 1)::timestamp at time zone 'Europe/Copenhagen'
      and s.starts_at < (today + 2)::timestamp at time zone 'Europe/Copenhagen'
      and not exists (
          select from post_letter l
          where l.about = t.id and l.person_id = b.person_id and l.status <> 'cancelled'
            and l."values" ->> 'day' = to_char(s.starts_at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD')
            and l."values" ->> 'time' = to_char(s.starts_at at time zone 'Europe/Copenhagen', 'HH24:MI'))
    limit most
$$;

revoke all on function indgang.my_groups(), indgang.my_chairs(),
    indgang.sit_down(uuid, text, timestamptz),
    indgang.begin_group(uuid, text, text, text, text, text, timestamptz, timestamptz, integer),
    indgang.join_group(text, text, timestamptz, integer), indgang.empty_chair(uuid, timestamptz),
    indgang.leave_group(uuid, text, timestamptz), indgang.chair_was_left(),
    indgang.group_front(text), indgang.groups_asking(), indgang.show_group(uuid, uuid),
    indgang.turns_to_remember(timestamptz, date, integer) from public;
grant execute on function indgang.my_groups(), indgang.my_chairs(),
    indgang.begin_group(uuid, text, text, text, text, text, timestamptz, timestamptz, integer),
    indgang.join_group(text, text, timestamptz, integer),
    indgang.leave_group(uuid, text, timestamptz), indgang.group_front(text),
    indgang.groups_asking(), indgang.show_group(uuid, uuid),
    indgang.turns_to_remember(timestamptz, date, integer) to indgang_web;

create trigger groups_belonging_left after delete on groups_belonging
    for each row execute function indgang.chair_was_left();
