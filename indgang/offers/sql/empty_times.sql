-- Times of one's own offers that nobody has a seat in are taken away. What somebody once had a seat
-- in, or what else still points at, is part of a story and is called off instead: who keeps the
-- offer cannot see which it is, and the database can.
create function indgang.drop_empty_times(wanted uuid[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    one uuid;
begin
    for one in
        select s.id from offers_session s
        where s.id = any(wanted) and s.offer_id = any(indgang.kept_offers())
          and s.taken = 0 and s.waiting = 0 and s.run_id is null and s.cancelled_at is null
        order by s.id for update
    loop
        begin
            set constraints all immediate;
            delete from offers_session s where s.id = one;
            set constraints all deferred;
        exception when foreign_key_violation then
            update offers_session s
            set cancelled_at = moment, cancelled_by = indgang.actor(), cancelled_why = 'ended'
            where s.id = one;
        end;
    end loop;
end $$;
revoke all on function indgang.drop_empty_times(uuid[], timestamptz) from public;
grant execute on function indgang.drop_empty_times(uuid[], timestamptz) to indgang_web;
