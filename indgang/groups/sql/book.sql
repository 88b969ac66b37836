-- The cash book keeps its own promises: numbers without gaps, nothing changed or removed, nothing
-- entered in a closed month, balances counted here and not told by whoever closes.

create function indgang.enter_in_book() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    original groups_entry;
begin
    -- One at a time: two who enter at once would both find the same last number.
    perform from groups_group g where g.id = new.group_id for no key update;
    if new.entered_by_id is distinct from indgang.holder_of(new.group_id, 'cash') then
        raise exception 'the treasurer keeps the book' using errcode = '42501';
    elsif new.day < (select max(m.month) + interval '1 month' from groups_cashmonth m
                     where m.group_id = new.group_id) then
        raise exception 'the month is closed' using errcode = '23514';
    elsif new.purchase_id is not null and not exists (
        select from groups_purchase p where p.id = new.purchase_id and p.group_id = new.group_id
    ) then
        raise exception 'no such purchase' using errcode = '23503';
    end if;
    if new.corrects_id is not null then
        select * into original from groups_entry e
        where e.id = new.corrects_id and e.group_id = new.group_id and e.corrects_id is null;
        if not found or (original.taken_from, original.put_into, original.amount_ore)
                        is distinct from (new.put_into, new.taken_from, new.amount_ore) then
            raise exception 'a counter-entry is the same the other way' using errcode = '23514';
        end if;
    end if;
    new.year := extract(year from new.day);
    select coalesce(max(e.number), 0) + 1 into new.number
    from groups_entry e where e.group_id = new.group_id and e.year = new.year;
    return new;
end $$;

create function indgang.what_is_written_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    raise exception 'what stands in a cash book stays' using errcode = '42501';
end $$;

create function indgang.held_at_the_end_of(wanted uuid, of_month date, what text) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(sum(case when e.put_into = what then e.amount_ore else 0 end
                        - case when e.taken_from = what then e.amount_ore else 0 end), 0)::integer
    from groups_entry e
    where e.group_id = wanted and e.day < of_month + interval '1 month'
$$;

create function indgang.close_book() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    next_month date;
begin
    if tg_op = 'DELETE' then
        if old.confirmed_at is not null then
            raise exception 'a closed month stays closed' using errcode = '42501';
        end if;
        return old;
    end if;
    perform from groups_group g where g.id = new.group_id for no key update;
    if tg_op = 'UPDATE' then
        if old.confirmed_at is not null or new.confirmed_at is null
           or (old.id, old.group_id, old.month, old.cash_ore, old.bank_ore, old.closed_at,
               old.closed_by_id)
              is distinct from (new.id, new.group_id, new.month, new.cash_ore, new.bank_ore,
               new.closed_at, new.closed_by_id) then
            raise exception 'a closed month stays as it is' using errcode = '42501';
        end if;
        return new;
    end if;
    select coalesce((select (max(m.month) + interval '1 month')::date from groups_cashmonth m
                     where m.group_id = new.group_id),
                    (select date_trunc('month', min(e.day))::date from groups_entry e
                     where e.group_id = new.group_id)) into next_month;
    if new.month is distinct from next_month or new.confirmed_at is not null
       or exists (select from groups_cashmonth m
                  where m.group_id = new.group_id and m.confirmed_at is null) then
        raise exception 'months are closed one after another' using errcode = '23514';
    elsif new.closed_by_id is distinct from indgang.holder_of(new.group_id, 'cash') then
        raise exception 'the treasurer closes a month' using errcode = '42501';
    end if;
    new.cash_ore := indgang.held_at_the_end_of(new.group_id, new.month, 'cash');
    new.bank_ore := indgang.held_at_the_end_of(new.group_id, new.month, 'bank');
    return new;
end $$;

revoke all on function indgang.enter_in_book(), indgang.what_is_written_stays(),
    indgang.held_at_the_end_of(uuid, date, text), indgang.close_book() from public;

create trigger groups_entry_entered before insert on groups_entry
    for each row execute function indgang.enter_in_book();
create trigger groups_entry_stays before update or delete on groups_entry
    for each row execute function indgang.what_is_written_stays();
create trigger groups_cashmonth_closed before insert or update or delete on groups_cashmonth
    for each row execute function indgang.close_book();
-- What has gone from hand to hand is a chain: a link of it is never changed.
create trigger groups_handover_stays before update on groups_handover
    for each row execute function indgang.what_is_written_stays();

-- Who opens: only a time of the group's own offer, and only what its holder has let go of.
create function indgang.take_turn() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from groups_group g join offers_session s on s.offer_id = g.offer_id
                   where g.id = new.group_id and s.id = new.session_id) then
        raise exception 'not a time of the group' using errcode = '23503';
    elsif tg_op = 'UPDATE' and ((new.group_id, new.session_id)
              is distinct from (old.group_id, old.session_id)
          or new.member_id <> old.member_id and old.asked_at is null) then
        raise exception 'the turn is somebody''s' using errcode = '42501';
    end if;
    return new;
end $$;
revoke all on function indgang.take_turn() from public;
create trigger groups_turn_taken before insert or update on groups_turn
    for each row execute function indgang.take_turn();

-- Who buys has said so himself; that he no longer does, anybody at the table may note.
create function indgang.take_purchase() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.buyer_id is distinct from old.buyer_id and new.buyer_id <> all(indgang.my_chairs()) then
        raise exception 'nobody buys for another' using errcode = '42501';
    end if;
    return new;
end $$;
revoke all on function indgang.take_purchase() from public;
create trigger groups_purchase_taken before update on groups_purchase
    for each row execute function indgang.take_purchase();
