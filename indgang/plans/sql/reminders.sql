-- What somebody is to be reminded of by the end of tomorrow, and has not been: never a word of it.
-- For the worker. An agreement that a colleague is to keep is the colleague's to remember, and one
-- of a course that has ended is nobody's.
create function indgang.things_to_remember(moment timestamptz, today date, most integer)
returns table (thing uuid, person uuid, starts_at timestamptz, due_on date, added_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    return query
        select a.id, a.person_id, a.starts_at, null::date, a.added_at
        from plans_appointment a
        where a.cancelled_at is null and a.starts_at > moment
          and a.starts_at < (today + 2)::timestamp at time zone 'Europe/Copenhagen'
          and not exists (
              select from post_letter l where l.about = a.id
                and l."values" ->> 'day' = to_char(a.starts_at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD')
                and l."values" ->> 'time' = to_char(a.starts_at at time zone 'Europe/Copenhagen', 'HH24:MI'))
        union all
        select g.id, g.person_id, null::timestamptz, g.due_on, g.added_at
        from plans_agreement g
        left join plans_course c on c.id = g.course_id
        where g.due_on = today + 1 and g.done_at is null and g.called_off_at is null
          and c.ended_on is null
          and not exists (
              select from people_colleague o
              where lower(trim(g.who)) in (lower(o.shown_name), lower(split_part(o.shown_name, ' ', 1))))
          and not exists (
              select from post_letter l
              where l.about = g.id and l."values" ->> 'day' = to_char(g.due_on, 'YYYY-MM-DD'))
        limit most;
end $$;

revoke all on function indgang.things_to_remember(timestamptz, date, integer) from public;
grant execute on function indgang.things_to_remember(timestamptz, date, integer) to indgang_web;

create index plans_agreement_due on plans_agreement (due_on)
    where done_at is null and called_off_at is null;
create index plans_appointment_coming on plans_appointment (starts_at) where cancelled_at is null;
